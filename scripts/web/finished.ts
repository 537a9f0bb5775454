import { join } from "node:path";
import { loadReference, referenceTree } from "../judging/runnable.ts";
import { bundle } from "./bundle.ts";
import { pageFolder } from "./command.ts";
import type { Parts } from "./site.ts";

/** The parts of the finished web chat, as `npm run demo` has them. */
export async function finishedParts(): Promise<Parts> {
  const tree = await referenceTree();
  const { serve } = await loadReference<Parts>("server", tree);
  const { createGateway } = await loadReference<Parts>("web", tree);
  const page = await bundle(pageFolder(), join(tree, "gen"));
  return { serve, createGateway, page };
}
