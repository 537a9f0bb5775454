// A server, in a process of its own: node … server.ts NAME TREE
import { serveParent } from "../lib/child.ts";

/** Starts a chat server on a free port of 127.0.0.1, and tells which; in each file of `servers/`. */
export type Listen = (tree: string) => Promise<number>;

const [name, tree] = process.argv.slice(2);

serveParent({
  listen: async (): Promise<number> => {
    const { listen } = (await import(`./servers/${name}.ts`)) as { listen: Listen };
    return listen(tree!);
  },
});
