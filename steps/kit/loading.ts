// How vitest and Node say why a file cannot be loaded.

/** The name of what a file imports and that is not there; undefined where that is not the reason. */
export function missingImport(reason: string): string | undefined {
  return /^Cannot find (?:module|package) '(.+?)'/.exec(reason)?.[1];
}

/** Whether a file called `process.exit`, which vitest does not let it do. */
export function callsExit(reason: string): boolean {
  return reason.startsWith("process.exit unexpectedly called");
}
