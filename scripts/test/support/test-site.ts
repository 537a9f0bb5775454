import { join } from "node:path";
import { loadReference, referenceTree } from "../../judging/runnable.ts";
import { bundle } from "../../web/bundle.ts";
import { pageFolder } from "../../web/command.ts";
import type { Parts } from "../../web/site.ts";

/** The parts of the finished web chat, as `npm run demo` has them. */
export async function finishedParts(): Promise<Parts> {
  const tree = await referenceTree();
  const { serve } = await loadReference<Parts>("server", tree);
  const { createGateway } = await loadReference<Parts>("web", tree);
  const page = await bundle(pageFolder(), join(tree, "gen"));
  return { serve, createGateway, page };
}

/** Sends a note as curl does. */
export function postNote(url: string, note: unknown, headers: Record<string, string> = {}) {
  return fetch(new URL("/chat.ChatServer/SendNote", url), {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(note),
  });
}
