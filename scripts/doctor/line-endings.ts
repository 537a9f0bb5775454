import { ROOT } from "../ground/paths.ts";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { messages } from "../messages/index.ts";
import { ok, wrong, type Finding } from "./finding.ts";

const text = messages.doctor.lineEndings;
/** protoc starts these by their `#!` line. All other files work with either line ending. */
const LAUNCHERS = "scripts/codegen/plugins";
const TO_LF =
  'for (const f of process.argv.slice(1)) fs.writeFileSync(f, fs.readFileSync(f, "utf8").replaceAll("\\r\\n", "\\n"))';

/** Whether the files that the system starts have the line endings that it understands. */
export function checkLineEndings(): Finding {
  const files = readdirSync(join(ROOT, LAUNCHERS))
    .filter((name) => name.endsWith(".mjs"))
    .map((name) => `${LAUNCHERS}/${name}`);
  const broken = files.filter((file) => /^#!.*\r\n/.test(readFileSync(join(ROOT, file), "utf8")));
  // Windows starts them through .cmd files.
  if (broken.length === 0 || process.platform === "win32") return ok(text.good);
  return wrong(text.crlf(broken.join(", ")), `node -e '${TO_LF}' ${broken.join(" ")}`);
}
