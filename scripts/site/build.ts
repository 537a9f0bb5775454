import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Language } from "../../steps/kit/say.ts";
import { ROOT } from "../ground/paths.ts";
import { findSteps, type Step } from "../ground/steps.ts";
import { referenceTree } from "../judging/runnable.ts";
import { bundle } from "../web/bundle.ts";
import { escape, render } from "./markdown.ts";
import { WORDS } from "./words.ts";

/** Where the site goes; not in git. */
export const SITE = join(ROOT, "scripts", "site", "dist");
const DECKS = join(ROOT, "slides", "dist");
const PICTURES = join(ROOT, ".github", "pictures");
const LANGUAGES: Language[] = ["en", "ja"];

/** A page of the site in one language. */
interface Page {
  name: string;
  title: string;
  body: string;
  /** What it has beside the style that all pages share: files of the site. */
  assets?: string[];
}

/**
 * Builds the site: the steps, the talk as it was last built, the cheat sheet, and bytes to try.
 *
 * @param folder what is in it is replaced
 * @returns the files that it wrote, relative to that folder
 */
export async function buildSite(folder = SITE): Promise<string[]> {
  rmSync(folder, { recursive: true, force: true });
  const write = (name: string, content: string | Buffer) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  const styles = ["steps/05-web/page/colours.css", "scripts/site/style.css"];
  write("style.css", styles.map((file) => readFileSync(join(ROOT, file), "utf8")).join("\n"));
  write("icon.svg", readFileSync(join(ROOT, "steps/05-web/page/icon.svg")));
  write(".nojekyll", "");
  const bytes = await bytesAssets();
  for (const [name, content] of bytes) write(name, content);
  cpSync(PICTURES, join(folder, "pictures"), { recursive: true });
  for (const language of LANGUAGES) {
    const decks = decksIn(language);
    for (const name of decks) cpSync(join(DECKS, name), join(folder, language, "slides", name));
    const steps = findSteps(ROOT, language);
    const pages = [
      homePage(language, steps, decks),
      ...steps.map((step) => stepPage(language, step)),
      bytesPage(language, [...bytes.keys()]),
      sheetPage(language),
    ];
    for (const page of pages) write(`${language}/${page.name}`, shell(language, page, steps));
  }
  // Whoever comes to the site's own address is sent on by their language.
  write("index.html", ENTRANCE);
  write("entrance.js", 'location.replace(navigator.language.startsWith("ja") ? "ja/" : "en/");\n');
  return readdirSync(folder, { recursive: true, encoding: "utf8" });
}

function homePage(language: Language, steps: Step[], decks: string[]): Page {
  const words = WORDS[language];
  const items = steps.map(
    ({ number, title, minutes }) =>
      `<li><a href="step-${number}.html">${escape(title)}</a>${words.takes(minutes)}</li>`,
  );
  const talks = decks.map((name) => {
    const [, plan, kind, format = ""] = /^\w+(?:-(\w+))?(\.[\w-]+)?\.(\w+)$/.exec(name) ?? [];
    const what = kind === ".notes" ? words.notes : kind ? words.sheet : words.deck;
    const label = [what, plan && words.minutes(Number(plan)), format.toUpperCase()];
    return `<li><a href="slides/${name}">${label.filter(Boolean).join(", ")}</a></li>`;
  });
  const picture = (name: string) => `../pictures/chat-${language}-${name}.png`;
  return {
    name: "index.html",
    title: words.title,
    body: `<h1>${words.title}</h1>
<p>${words.lead}</p>
<picture>
<source media="(prefers-reduced-motion: reduce) and (prefers-color-scheme: dark)" srcset="${picture("dark-still")}">
<source media="(prefers-reduced-motion: reduce)" srcset="${picture("light-still")}">
<source media="(prefers-color-scheme: dark)" srcset="${picture("dark")}">
<img src="${picture("light")}" alt="${words.picture}" width="1250" height="525">
</picture>
<p><a href="bytes.html">${words.bytes}</a> · <a href="cheat-sheet.html">${words.sheet}</a></p>
<h2>${words.steps}</h2>
<ol>${items.join("\n")}</ol>
<h2>${words.slides}</h2>
${talks.length > 0 ? `<ul>${talks.join("\n")}</ul>` : `<p>${words.slidesNone}</p>`}`,
  };
}

function stepPage(language: Language, { number, title, id }: Step): Page {
  const path = `steps/${id}/${language === "ja" ? "README.ja.md" : "README.md"}`;
  return {
    name: `step-${number}.html`,
    title: WORDS[language].step(number, title),
    body: render(readFileSync(join(ROOT, path), "utf8"), path, addressOf),
  };
}

function sheetPage(language: Language): Page {
  const path = `slides/handouts/cheat-sheet${language === "ja" ? ".ja" : ""}.md`;
  const body = render(readFileSync(join(ROOT, path), "utf8"), path, addressOf);
  return { name: "cheat-sheet.html", title: WORDS[language].sheet, body };
}

function bytesPage(language: Language, assets: string[]): Page {
  const words = WORDS[language];
  const [name, message] = language === "ja" ? ["花子", "やあ"] : ["alice", "hi"];
  return {
    name: "bytes.html",
    title: words.bytes,
    assets,
    body: `<h1>${words.bytes}</h1>
<p>${words.bytesLead}</p>
<noscript><p>${words.script}</p></noscript>
<label for="name">${words.name}</label><input id="name" value="${name}" autocomplete="off">
<label for="message">${words.message}</label><input id="message" value="${message}" autocomplete="off">
<div id="bytes"></div>`,
  };
}

/** The scripts and styles of the page of bytes, by their place in the site. */
async function bytesAssets(): Promise<Map<string, Buffer>> {
  const gen = join(await referenceTree(), "gen");
  const files = await bundle(join(ROOT, "scripts", "site", "bytes"), gen);
  const assets = [...files].filter(([path]) => path !== "/");
  return new Map(assets.map(([path, { plain }]) => [path.slice(1), plain]));
}

/** What `npm run slides:build` has made in a language. */
function decksIn(language: Language): string[] {
  if (!existsSync(DECKS)) return [];
  return readdirSync(DECKS)
    .filter((name) => /\.(?:html|pdf)$/.test(name) && !name.includes(".bare."))
    .filter((name) => name.split(/[.-]/).includes(language))
    .sort();
}

/** Where the site shows a file of the repository; else where its hosting does, if package.json names one. */
function addressOf(path: string): string | undefined {
  const number = /^steps\/(\d+)-[^/]+\/(?:README(?:\.ja)?\.md)?$/.exec(path)?.[1];
  if (number) return `step-${Number(number)}.html`;
  if (/^README(?:\.ja)?\.md$/.test(path)) return "index.html";
  if (/^slides\/handouts\/cheat-sheet(?:\.ja)?\.md$/.test(path)) return "cheat-sheet.html";
  const { repository } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    repository?: string;
  };
  return repository && `${repository}/blob/main/${path}`;
}

const POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'";

function shell(
  language: Language,
  { name, title, body, assets = [] }: Page,
  steps: Step[],
): string {
  const words = WORDS[language];
  const other = language === "en" ? "ja" : "en";
  const links = [
    { to: "index.html", text: words.home },
    ...steps.map(({ number }) => ({ to: `step-${number}.html`, text: String(number) })),
    { to: "bytes.html", text: words.bytes },
  ].map(({ to, text }) => {
    const step = /^step-(\d+)/.exec(to)?.[1];
    const label = step
      ? ` aria-label="${words.step(Number(step), "").replace(/[:：] ?$/, "")}"`
      : "";
    return `<a href="${to}"${to === name ? ' aria-current="page"' : ""}${label}>${text}</a>`;
  });
  const extras = assets.map((asset) =>
    asset.endsWith(".css")
      ? `<link rel="stylesheet" href="../${asset}">`
      : `<script type="module" src="../${asset}"></script>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="content-security-policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<title>${escape(title)}</title>
<link rel="icon" href="../icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="../style.css">
${extras.join("\n")}
</head>
<body>
<nav aria-label="${words.home}">
${links.join("\n")}
<a href="../${other}/${name}" hreflang="${other}" lang="${other}">${words.other}</a>
</nav>
<main>
${body}
</main>
<footer><p>${words.footer}</p></footer>
</body>
</html>
`;
}

const ENTRANCE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="${POLICY}">
<title>gRPC, hands on</title>
<script src="entrance.js"></script>
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="style.css">
</head>
<body>
<main><h1>gRPC, hands on</h1><p><a href="en/">English</a> · <a href="ja/" lang="ja">日本語</a></p></main>
</body>
</html>
`;
