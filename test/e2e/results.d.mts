export declare const RESULT: string;
export declare const NOTE: string;
