import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Starts the reference solution of step 3, as it is.
 *
 * @param tree where the solutions are, with generated code
 * @returns the port of 127.0.0.1 on which it listens
 */
export async function serveSolution(tree: string): Promise<number> {
  const file = join(tree, "solutions", "03-server", "server.ts");
  const { serve } = (await import(pathToFileURL(file).href)) as {
    serve(address: string): Promise<{ port: number }>;
  };
  return (await serve("127.0.0.1:0")).port;
}
