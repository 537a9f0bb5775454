import { say } from "./say.ts";

/** Whether what a function of the learner's threw is the starter's own mark. */
export function isToDo(message: string): boolean {
  return /^TODO\b/.test(message);
}

/**
 * What to say of a function that is still the starter's.
 *
 * @param todo what it throws
 */
export function notWritten(name: string, todo: string): string {
  return say(
    `\`${name}\` is not written yet (${todo}).`,
    `\`${name}\` がまだ書かれていません（${todo}）。`,
  );
}
