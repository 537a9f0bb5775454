// npm run web — the web chat with the learner's own server and gateway where they pass.
import { run } from "../terminal/command.ts";
import { loadRunnable, referenceTree } from "../judging/runnable.ts";
import { runSite } from "../web/command.ts";
import type { Parts } from "../web/site.ts";

await run(async () => {
  const { serve } = await loadRunnable<Parts>("server");
  const { createGateway } = await loadRunnable<Parts>("web");
  return runSite({ serve, createGateway }, await referenceTree(), "web");
});
