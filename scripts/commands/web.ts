// npm run web — the web chat with the learner's own server and gateway where they pass.
import { run } from "../terminal/command.ts";
import { loadRunnable, referenceTree } from "../judging/runnable.ts";
import { readSettings, runSite } from "../web/command.ts";
import type { Parts } from "../web/site.ts";

await run(async () => {
  const settings = readSettings("web");
  const { serve } = await loadRunnable<Parts>("server");
  const { createGateway } = await loadRunnable<Parts>("web");
  return runSite({ serve, createGateway }, await referenceTree(), settings);
});
