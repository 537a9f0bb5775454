import { isAbsolute, relative } from "node:path";
import { ROOT } from "../ground/paths.ts";
import { messages } from "../messages/index.ts";

const { full, readOnly, denied, isFolder, noFolder, busy } = messages.disk;

const SENTENCES: Record<string, (code: string, path: string) => string> = {
  EROFS: readOnly,
  EACCES: denied,
  EPERM: denied,
  EISDIR: isFolder,
  ENOTDIR: noFolder,
  EEXIST: noFolder,
  EBUSY: busy,
};

/** What went wrong, where nobody foresaw it, in a sentence for a person. */
export function sentenceFor(error: unknown): string {
  const { message, code = "", path, dest = path, syscall } = error as FileError;
  if (code === "ENOSPC" || code === "EDQUOT") return full(code, dest && shorten(dest));
  // A program that cannot be started has a path too, and no fault of the drive's.
  const sentence = syscall?.startsWith("spawn") ? undefined : SENTENCES[code];
  return dest && sentence ? sentence(code, shorten(dest)) : messages.command.unexpected(message);
}

/** An error of `node:fs`, and of whatever else is thrown. */
interface FileError extends NodeJS.ErrnoException {
  dest?: string;
}

/** Relative to the repository, for what is in it. */
function shorten(path: string): string {
  const within = relative(ROOT, path);
  return within.startsWith("..") || isAbsolute(within) ? path : within || path;
}
