export const L10N_BUNDLE: string;
export function stringsIn(text: string, path: string): string[];
export function l10nBundle(): string;
