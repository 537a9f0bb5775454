import { ROOT } from "../ground/paths.ts";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "../codegen/generate.ts";
import { messages } from "../messages/index.ts";
import { ok, wrong, type Finding } from "./finding.ts";

const CONTRACT = "chat.proto";

/** Whether a contract compiles here: the reference one, in a temporary folder. */
export async function checkCodegen(): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), "doctor-"));
  try {
    const [protoDir, outDir] = [join(folder, "proto"), join(folder, "gen")];
    cpSync(join(ROOT, "solutions", "01-proto", CONTRACT), join(protoDir, CONTRACT));
    const result = await generate({ protoDir, outDir, toolchain: "auto" });
    if (result.ok) return ok(messages.doctor.codegen.works(result.toolchain.name));
    // The contract is right, and this is the doctor: what codegen says of mending would mislead.
    const { mendPlugin, mendProto } = messages.codegen;
    const reason = result.message.replace(mendProto, "").replace(mendPlugin, "").trim();
    return wrong(messages.doctor.codegen.fails(reason), "npm ci");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
