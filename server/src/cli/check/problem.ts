/** Something that kept a file from being checked or written. The run goes on and ends with exit code 2. */
export interface Problem {
  /** As shown to the user; absent when no one path is at fault. */
  readonly path?: string;
  /** Goes behind the path: “does not exist”. */
  readonly message: string;
}

/** A file that is there but that ddconf will not read; the message goes behind its path. */
export class UnusableFile extends Error {}

/** Puts an error met while reading a file into words. */
export function toProblem(path: string, error: unknown): Problem {
  if (error instanceof UnusableFile) return { path, message: error.message };
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return { path, message: "does not exist" };
  if (code === "ENOTDIR") return { path, message: "does not exist: a part of the path is no folder" };
  if (code === "ELOOP") return { path, message: "is a symbolic link that leads back to itself" };
  return { path, message: `cannot be checked: ${reasonOf(error)}` };
}

/** The cause of an error in words, where the system only gives a code. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && REASONS[code]) || message;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the path is too long",
  EIO: "the disk reports an error",
};

/** One line for the terminal. */
export function problemText({ path, message }: Problem): string {
  return path === undefined ? message : `${path} ${message}`;
}
