import { sentenceFor } from "./failure.ts";
import { printableLines } from "./printable.ts";
import { Stop } from "../ground/stop.ts";

/**
 * Runs a command to its exit code. A `Stop` is printed as its sentence; any other error as what it
 * says, with what to do about it.
 */
export async function run(main: () => Promise<number> | number): Promise<never> {
  // Whoever was reading has stopped, as `| head` does: nobody is left to be told.
  process.stdout.on("error", () => process.exit(2));
  try {
    return await exit(await main());
  } catch (error) {
    if (error instanceof Stop) {
      console.error(printableLines(error.message));
      return exit(error.code);
    }
    console.error(printableLines(sentenceFor(error)));
    // npm keeps a --verbose that reaches it, and has another name for it.
    const isVerbose =
      process.argv.includes("--verbose") || process.env.npm_config_loglevel === "verbose";
    if (isVerbose) console.error(printableLines(String((error as Error).stack)));
    return exit(2);
  }
}

/** Ends this process once what it has printed is on its way: a slow reader of a pipe would lose the rest. */
async function exit(code: number): Promise<never> {
  const streams = [process.stdout, process.stderr];
  await Promise.all(streams.map((stream) => new Promise((done) => stream.write("", done))));
  process.exit(code);
}
