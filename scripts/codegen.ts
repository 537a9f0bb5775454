/**
 * `npm run codegen`: proto/ → gen/, by way of protoc. What happens on the way:
 *
 *   1. read the flags                          codegen/flags.ts
 *   2. find the .proto files                   codegen/protos.ts
 *   3. choose the toolchain                    codegen/toolchain.ts
 *   4. build the protoc command, and run it    codegen/protoc.ts
 *        … its plugins write the JavaScript    codegen/plugins/
 *   5. swap the new gen/ in                    codegen/swap.ts
 *
 * `plan` takes steps 2 to 4 up to the finished command, `generate` goes all the way.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import pc from "picocolors";
import { CodegenError } from "./codegen/failure.ts";
import { type Flags, readFlags } from "./codegen/flags.ts";
import { generate, plan, type Result } from "./codegen/generate.ts";
import { generatedFiles, WEB } from "./codegen/manifest.ts";
import { fromHere } from "./codegen/paths.ts";
import { quoted } from "./codegen/protoc.ts";
import { watchProtos } from "./codegen/watch.ts";
import { messages } from "./messages/index.ts";

try {
  await main(readFlags(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof CodegenError)) throw error;
  fail(error.message);
}

async function main(flags: Flags): Promise<void> {
  // Not the default, which would leave the unfinished folder behind.
  process.on("SIGINT", () => process.exit(flags.watch ? 0 : 130));
  process.on("SIGTERM", () => process.exit(143));
  process.on("SIGHUP", () => process.exit(129));

  if (flags.help) return console.log(messages.codegen.help);
  if (flags.print) return print(flags);
  if (!flags.watch) return report(flags, await generate(flags));
  console.log(messages.codegen.watching(fromHere(flags.protoDir)));
  watchProtos(flags.protoDir, async () => report(flags, await generate(flags)));
}

/** Shows the protoc command alone, so that it can be piped into a shell. */
function print(flags: Flags): void {
  const { command } = plan(flags);
  // protoc makes no folder of its own accord.
  const web = join(flags.outDir, WEB);
  if (!existsSync(web)) console.log(`mkdir -p ${quoted(fromHere(web))}`);
  console.log(command);
}

function report({ protoDir, outDir }: Flags, result: Result): void {
  if (!result.ok) return fail(result.message);
  console.log(result.toolchain.why);
  console.log(pc.dim(result.command));
  for (const proto of result.protos) {
    const scripts = generatedFiles([proto])
      .map((file) => join(outDir, file))
      .filter((file) => file.endsWith("_pb.js") && existsSync(file));
    const line = messages.codegen.generated(
      fromHere(join(protoDir, proto)),
      scripts.map((file) => fromHere(file)),
    );
    console.log(`${pc.green("✔")} ${line}`);
  }
}

function fail(message: string): void {
  console.error(`${pc.red("✖")} ${message}`);
  process.exitCode = 1;
}
