// npm run demo — the finished web chat: server, gateway and page from solutions/, in one process.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "../terminal/command.ts";
import { referenceTree } from "../judging/runnable.ts";
import { GATEWAY, runSite, SERVER } from "../web/command.ts";

await run(async () => {
  const tree = await referenceTree();
  const load = ({ id, name }: { id: string; name: string }) =>
    import(pathToFileURL(join(tree, "solutions", id, name)).href);
  return runSite({ ...(await load(SERVER)), ...(await load(GATEWAY)) }, tree, "demo");
});
