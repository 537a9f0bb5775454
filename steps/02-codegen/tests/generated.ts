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

/** Fails the test if the generated code was made of another contract. */
export function requireFresh(): void {
  requireGen();
  const made = manifestFiles();
  const changed = (readdirSync(PROTO, { recursive: true, encoding: "utf8" }) as string[])
    .map((name) => name.replaceAll(sep, "/"))
    .filter((name) => name.endsWith(".proto"))
    .filter((name) => made[name] !== sha256(readFileSync(join(PROTO, name))));
  if (changed.length === 0) return;
  const names = changed.map((name) => `proto/${name}`).join(", ");
  fail(
    say(
      `gen/ was not made of ${names} as it is now. Run \`npm run codegen\` again.`,
      `gen/ は今の ${names} から生成されたものではありません。もう一度 \`npm run codegen\` を実行してください。`,
    ),
  );
}

function sha256(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The digest of each .proto that gen/ was made of. */
function manifestFiles(): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(join(GEN, "manifest.json"), "utf8")).files ?? {};
  } catch {
    return {};
  }
}
