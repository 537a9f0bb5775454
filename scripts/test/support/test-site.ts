import { ROOT } from "../../ground/paths.ts";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { referenceTree } from "../../judging/runnable.ts";
import { bundle } from "../../web/bundle.ts";
import { GATEWAY, SERVER } from "../../web/command.ts";
import type { Parts } from "../../web/site.ts";

/** The parts of the finished web chat, as `npm run demo` has them. */
export async function finishedParts(): Promise<Parts> {
  const tree = await referenceTree();
  const load = ({ id, name }: { id: string; name: string }) =>
    import(pathToFileURL(join(tree, "solutions", id, name)).href);
  const { serve } = await load(SERVER);
  const { createGateway } = await load(GATEWAY);
  const page = await bundle(join(ROOT, "steps", GATEWAY.id, "page"), join(tree, "gen"));
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
