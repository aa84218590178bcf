const real = { ...process.env };

/** Runs what follows with these cloud variables and none of the machine's own. */
export function replaceEnv(variables: Readonly<Record<string, string>>): void {
  restoreEnv();
  for (const name of Object.keys(process.env)) if (/^(?:AWS|AZURE|DD)_/.test(name)) delete process.env[name];
  Object.assign(process.env, variables);
}

/** Brings the variables of the machine back. */
export function restoreEnv(): void {
  for (const name of Object.keys(process.env)) if (!(name in real)) delete process.env[name];
  Object.assign(process.env, real);
}
