import { SCRATCH } from "../../scripts/ground/paths.ts";
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate, isFresh } from "../../scripts/codegen/generate.ts";
import type { Contract } from "./codec.ts";

const LIST = fileURLToPath(new URL("list.proto", import.meta.url));

/**
 * Generates code for the contract and for a list of its notes, as `npm run codegen` does.
 *
 * @param tree the tree whose contract it is
 * @throws Error with what codegen says, where it fails
 */
export async function generateContract(tree: string): Promise<Contract> {
  const folder = join(SCRATCH, "bench-codec");
  const contract = { protos: join(folder, "proto"), generated: join(folder, "gen") };
  mkdirSync(contract.protos, { recursive: true });
  copyFileSync(join(tree, "proto", "chat.proto"), join(contract.protos, "chat.proto"));
  copyFileSync(LIST, join(contract.protos, "list.proto"));
  if (isFresh(contract.protos, contract.generated)) return contract;
  const options = { protoDir: contract.protos, outDir: contract.generated };
  const result = await generate({ ...options, toolchain: "auto" });
  if (!result.ok) throw new Error(result.message);
  return contract;
}
