import type { IncomingMessage, ServerResponse } from "node:http";
import type { Page } from "./bundle.ts";
import { refuse } from "./limits.ts";

/** What a browser is told of each file: it takes nothing from elsewhere, and nobody frames it. */
export const HEADERS = {
  "cache-control": "no-cache",
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  vary: "accept-encoding",
};

/** Answers a request with a file of a page. */
export function sendPage(page: Page, request: IncomingMessage, response: ServerResponse): void {
  const file = page.get(request.url?.split("?", 1)[0] ?? "");
  if (!file) return refuse(response, { status: 404, reason: "there is nothing here" });
  if (request.method !== "GET" && request.method !== "HEAD") {
    return refuse(response, { status: 405, reason: "only GET and HEAD" });
  }
  const accepted = String(request.headers["accept-encoding"]);
  const encoding = (["br", "gzip"] as const).find((each) => accepted.includes(each));
  const body = encoding ? file[encoding] : file.plain;
  response.writeHead(200, {
    ...HEADERS,
    "content-type": file.type,
    "content-length": body.length,
    ...(encoding && { "content-encoding": encoding }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
