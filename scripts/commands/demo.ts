// npm run demo — the finished web chat: server, gateway and page from solutions/, in one process.
import { run } from "../terminal/command.ts";
import { loadReference, referenceTree } from "../judging/runnable.ts";
import { readSettings, runSite } from "../web/command.ts";
import type { Parts } from "../web/site.ts";

await run(async () => {
  const settings = readSettings("demo");
  const tree = await referenceTree();
  const { serve } = await loadReference<Parts>("server", tree);
  const { createGateway } = await loadReference<Parts>("web", tree);
  return runSite({ serve, createGateway }, tree, settings);
});
