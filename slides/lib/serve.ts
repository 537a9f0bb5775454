import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ROOT } from "../../scripts/ground/paths.ts";
import { languageOf, type Language } from "../../steps/kit/say.ts";
import { renderDeck } from "./marp.ts";
import { LANGUAGES, SLIDES } from "./paths.ts";
import type { Plan } from "./plans.ts";

/** A server of the decks that runs. */
export interface DeckServer {
  port: number;
  close(): void;
}

/**
 * Serves `/en.html` and `/ja.html` on loopback. A deck is made anew when it is asked for and
 * something that it is made from has changed since, so that reloading the page is all it takes.
 *
 * @param port 0 takes any free one
 * @param plan the plan whose slides they have
 * @throws (rejects) if the port is taken
 */
export function serveDecks(port: number, plan: Plan): Promise<DeckServer> {
  const rendered = new Map<Language, { html: string; from: number }>();

  const deck = async (language: Language): Promise<string> => {
    const from = newestSource();
    const known = rendered.get(language);
    if (known?.from === from) return known.html;
    const html = readFileSync(await renderDeck(language, "bespoke", plan), "utf8");
    rendered.set(language, { html, from });
    return html;
  };

  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
    const language = LANGUAGES.find((each) => path === `/${each}.html`);
    if (path === "/")
      return void response.writeHead(302, { location: `/${languageOf()}.html` }).end();
    if (!language) return answer(response, 404, "text/plain", `Not found: ${path}`);
    try {
      answer(response, 200, "text/html", await deck(language));
    } catch (error) {
      answer(response, 500, "text/plain", (error as Error).message);
    }
  });

  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const close = () => {
        server.close();
        server.closeAllConnections();
      };
      resolve({ port: (server.address() as AddressInfo).port, close });
    });
  });
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": `${type}; charset=utf-8` }).end(body);
}

/** When the last change was made to something that decks are made from. */
function newestSource(): number {
  const folders = [
    ...LANGUAGES.map((each) => join(SLIDES, each)),
    join(ROOT, "solutions"),
    join(ROOT, "steps"),
  ];
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  const single = [join(SLIDES, "theme.css"), join(SLIDES, "talk.yaml")];
  return Math.max(...[...files, ...single].map((file) => statSync(file).mtimeMs));
}
