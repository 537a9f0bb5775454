import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { fail } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";

const PROTO = fileURLToPath(new URL("../../../proto/", import.meta.url));
const GEN = fileURLToPath(new URL("../../../gen/", import.meta.url));
const GENERATED = ["chat_pb.js", "chat_pb.d.ts", "chat_grpc_pb.js", "chat_grpc_pb.d.ts"];

/** Fails the test if the generated code is not there. */
export function requireGen(): void {
  const missing = GENERATED.find((name) => !existsSync(join(GEN, name)));
  if (!missing) return;
  if (!existsSync(GEN)) {
    fail(
      say(
        "gen/ is not there yet, and everything in this step needs the code in it. Run `npm run codegen`.",
        "gen/ がまだありません。このステップはすべて、そこに生成されるコードを使います。`npm run codegen` を実行してください。",
      ),
    );
  }
  fail(
    say(
      `gen/${missing} is not there. Run \`npm run codegen\`, and leave what it writes as it is.`,
      `gen/${missing} がありません。\`npm run codegen\` を実行し、生成されたファイルはそのままにしておきます。`,
    ),
  );
}

/** Fails the test if the generated code is not what codegen would make of the contract now. */
export function requireFresh(): void {
  requireGen();
  const { files, made } = manifest();
  const changed = (readdirSync(PROTO, { recursive: true, encoding: "utf8" }) as string[])
    .map((name) => name.replaceAll(sep, "/"))
    .filter((name) => name.endsWith(".proto") && files[name] !== digest(join(PROTO, name)));
  if (changed.length > 0) {
    const names = changed.map((name) => `proto/${name}`).join(", ");
    fail(
      say(
        `gen/ was not made of ${names} as it is now. Run \`npm run codegen\` again.`,
        `gen/ はいまの ${names} から生成されたものではありません。もう一度 \`npm run codegen\` を実行してください。`,
      ),
    );
  }
  const edited = Object.keys(made).find((name) => made[name] !== digest(join(GEN, name)));
  if (!edited) return;
  fail(
    say(
      `gen/${edited} is not as codegen wrote it. Run \`npm run codegen\` again, and edit nothing in gen/: the next run would overwrite it.`,
      `gen/${edited} が、生成されたときのままではありません。もう一度 \`npm run codegen\` を実行してください。gen/ の中を編集しても、次の実行で上書きされます。`,
    ),
  );
}

/** The SHA-256 of a file; undefined if it is not there. */
function digest(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** What codegen has written down: the digests of each .proto, and of each file made of them. */
function manifest(): Record<"files" | "made", Record<string, unknown>> {
  try {
    const { files, made } = JSON.parse(readFileSync(join(GEN, "manifest.json"), "utf8"));
    return { files: files ?? {}, made: made ?? {} };
  } catch {
    return { files: {}, made: {} };
  }
}
