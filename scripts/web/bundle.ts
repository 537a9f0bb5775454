import { ROOT } from "../ground/paths.ts";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build, type Rollup } from "vite";

/** One file of the page, ready to be sent. */
export interface PageFile {
  type: string;
  plain: Buffer;
  gzip: Buffer;
  br: Buffer;
}

/** The page's files by their path, such as `/assets/index-Bq1.js`. */
export type Page = ReadonlyMap<string, PageFile>;

const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  json: "application/json",
};

/** A file as it is sent, by the ending of its name. */
export function fileOf(ending: string, plain: Buffer): PageFile {
  const type = TYPES[ending] ?? "application/octet-stream";
  return { type, plain, gzip: gzipSync(plain, { level: 9 }), br: brotliCompressSync(plain) };
}

/**
 * Bundles a page with the vite that vitest brings, in memory.
 *
 * @param folder the page's folder, with its index.html
 * @param gen the generated folder that its imports of `gen/web/` mean
 */
export async function bundle(folder: string, gen: string): Promise<Page> {
  const output = (await build({
    configFile: false,
    root: folder,
    logLevel: "error",
    cacheDir: join(ROOT, ".workshop", "vite"),
    plugins: [
      {
        name: "generated-code",
        enforce: "pre",
        resolveId: (source) => {
          const name = /\/gen\/web\/(.+)$/.exec(source)?.[1];
          return name && join(gen, "web", name);
        },
      },
    ],
    build: { write: false, target: "es2022", modulePreload: { polyfill: false } },
  })) as Rollup.RollupOutput;
  return new Map(
    output.output.map((file) => {
      const plain = Buffer.from(file.type === "chunk" ? file.code : file.source);
      const name = `/${file.fileName.replace(/^index\.html$/, "")}`;
      return [name, fileOf(file.fileName.split(".").at(-1)!, plain)];
    }),
  );
}
