/**
 * `npm run codegen`: proto/ → gen/, by way of protoc. What happens on the way:
 *
 *   1. find the .proto files                   codegen/protos.ts
 *   2. choose the toolchain                    codegen/toolchain.ts
 *   3. build the protoc command, and run it    codegen/protoc.ts
 *        … its plugins write the JavaScript    codegen/plugins/
 *   4. swap the new gen/ in                    codegen/swap.ts
 *
 * `plan` takes steps 1 to 3 up to the finished command, `generate` goes all the way.
 */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { CodegenError } from "./codegen/failure.ts";
import { generate, type Options, plan, type Result } from "./codegen/generate.ts";
import { generatedFiles, WEB } from "./codegen/manifest.ts";
import { fromHere } from "./codegen/paths.ts";
import { quoted } from "./codegen/protoc.ts";
import { watchProtos } from "./codegen/watch.ts";
import { Stop } from "./ground/stop.ts";
import { messages } from "./messages/index.ts";
import { readArguments } from "./terminal/arguments.ts";
import { run } from "./terminal/command.ts";
import { printableLines } from "./terminal/printable.ts";
import { colour, mark } from "./terminal/style.ts";

await run(async () => {
  const { values } = readArguments("codegen", {
    flags: {
      proto: { type: "string", value: "DIR", default: "proto" },
      out: { type: "string", value: "DIR", default: "gen" },
      toolchain: { type: "string", value: "NAME", default: "auto" },
      watch: { type: "boolean" },
      print: { type: "boolean" },
    },
    oneOf: ["watch", "print"],
    example: "--watch",
  });
  const { toolchain, watch, print } = values;
  if (toolchain !== "auto" && toolchain !== "grpc-tools" && toolchain !== "bundled") {
    throw new Stop(messages.codegen.badToolchain(toolchain));
  }
  const folder = (flag: "proto" | "out") => {
    // Empty, as from a variable that is not set, it would mean the current folder.
    if (values[flag] === "") throw new Stop(messages.arguments.needsValue(`--${flag}`));
    return resolve(values[flag]);
  };
  const options = { protoDir: folder("proto"), outDir: folder("out"), toolchain } as const;

  // Not the default, which would leave the unfinished folder behind.
  process.on("SIGINT", () => process.exit(watch ? 0 : 130));
  process.on("SIGTERM", () => process.exit(143));
  process.on("SIGHUP", () => process.exit(129));

  if (print) return show(options);
  if (!watch) return report(options, await generate(options));
  console.log(messages.codegen.watching(fromHere(options.protoDir)));
  watchProtos(
    options.protoDir,
    async () => void report(options, await generate(options)),
    () => console.log(messages.session.silent),
  );
  return new Promise<never>(() => {});
});

/** Shows the protoc command alone, so that it can be piped into a shell. */
function show(options: Options): number {
  try {
    const { command } = plan(options);
    // protoc makes no folder of its own accord.
    const web = join(options.outDir, WEB);
    if (!existsSync(web)) console.log(`mkdir -p -- ${quoted(fromHere(web))}`);
    console.log(command);
    return 0;
  } catch (error) {
    if (!(error instanceof CodegenError)) throw error;
    return fail(error.message);
  }
}

/** @returns the exit code */
function report({ protoDir, outDir }: Options, result: Result): number {
  if (!result.ok) return fail(result.message);
  console.log(result.toolchain.why);
  console.log(colour.dim(printableLines(result.command)));
  for (const proto of result.protos) {
    const scripts = generatedFiles([proto])
      .map((file) => join(outDir, file))
      .filter((file) => file.endsWith("_pb.js") && existsSync(file));
    const made = scripts.map((file) => fromHere(file));
    console.log(
      `${mark.passed} ${printableLines(messages.codegen.generated(fromHere(join(protoDir, proto)), made))}`,
    );
  }
  return 0;
}

function fail(message: string): number {
  console.error(`${mark.failed} ${printableLines(message)}`);
  return 1;
}
