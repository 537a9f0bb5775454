import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder, without a separator at its end. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

/** A folder of the repository that git does not track, for what the commands keep. */
export const SCRATCH = join(ROOT, ".workshop");
