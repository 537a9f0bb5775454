// npm run board — for instructors: how far everybody in the room is, without accounts.
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { BOARD_PORT, type Standing, type Tile } from "../board/contract.ts";
import { roomCode } from "../board/guard.ts";
import { readProgress } from "../board/progress-file.ts";
import { startBoard } from "../board/server.ts";
import { startBoardSite } from "../board/site.ts";
import { readPort, reachedAt } from "../ground/address.ts";
import { asCsv } from "../ground/csv.ts";
import { freePort } from "../ground/port.ts";
import { ROOT } from "../ground/paths.ts";
import { qrBlocks, qrSvg } from "../ground/qr.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { colour } from "../terminal/style.ts";
import { wrapped } from "../terminal/wrap.ts";
import { bundle } from "../web/bundle.ts";

const text = messages.board;
/** Every address of this machine: being reached by others is what a board is for. */
const HOST = "0.0.0.0";

const COLUMNS = [
  "nickname",
  "step",
  "passed",
  "total",
  "failingNumber",
  "failingTitle",
  "unchangedMinutes",
  "hints",
  "solvedBy",
] as const;

await run(async () => {
  const { values, positionals } = readArguments("board", {
    words: ["[--import FILE …]"],
    flags: {
      port: { type: "string", default: String(BOARD_PORT) },
      page: { type: "string", value: "PORT", default: "8070" },
      import: { type: "boolean" },
      save: { type: "string", value: "FILE" },
    },
    example: "--import hanako.json taro.json --save class.csv",
  });
  const [port, pagePort] = [readPort(values.port), readPort(values.page)];
  if (values.save !== undefined && !/\.(csv|json)$/i.test(values.save))
    throw new Stop(text.saveAs(values.save));
  const [word] = positionals;
  if (word !== undefined && !values.import)
    throw new Stop(messages.arguments.unclear(word, `--import ${word}`));
  if (word === undefined && values.import)
    throw new Stop(messages.arguments.needsValue("--import"));
  const imported = positionals.flatMap(filesOf).map(readFile);

  const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  const code = roomCode();
  const board = await startBoard(HOST, port, code).catch(async (error: Error) => {
    const command = `npm run board -- --port ${await freePort(port + 1, HOST)}`;
    throw new Stop(text.noPort(port, error.message, command), 1);
  });
  for (const [index, standing] of imported.entries()) board.room.report(`file ${index}`, standing);
  const suffix = board.port === BOARD_PORT ? "" : `:${board.port}`;
  const commands = reachedAt(HOST).map((at) => `npm run join -- ${at}${suffix} ${code}`);
  const [first] = commands;
  console.log(colour.bold(text.listening(code)));
  console.log(wrapped(text.open));
  console.log(first ? text.join : text.alone);
  for (const command of commands) console.log(`  ${command}`);
  if (first && process.stdout.isTTY && colour.isColorSupported) console.log(`\n${qrBlocks(first)}`);
  if (imported.length > 0) console.log(text.imported(imported.length));

  // Learners can join by now: the pages take longer.
  const page = await bundle(join(ROOT, "scripts/board/page"), join(ROOT, "gen"));
  const qr = first ? `data:image/svg+xml,${encodeURIComponent(qrSvg(first))}` : "";
  const ways = { boardPort: board.port, key: board.key, port: pagePort };
  const site = await startBoardSite(page, { code, commands, qr }, ways);
  console.log(`\n${text.page(site.url)}`);
  console.log(text.instructor(`${site.url}?instructor`));

  await interrupted;
  const { tiles } = board.room.view();
  site.close();
  await board.close();
  if (values.save !== undefined) {
    writeFileSync(values.save, savedAs(values.save, tiles));
    console.log(`\n${text.saved(values.save, tiles.length)}`);
  }
  console.log(`\n${text.stopped}`);
  return 0;
});

/** The files that a word names: PowerShell and cmd leave a `*` to the command. */
function filesOf(word: string): string[] {
  const [folder, name] = [dirname(word), basename(word)];
  if (!name.includes("*") || !existsSync(folder)) return [word];
  const parts = name.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const isNamed = new RegExp(`^${parts.join(".*")}$`);
  const found = readdirSync(folder).filter((each) => isNamed.test(each));
  return found.length > 0 ? found.sort().map((each) => join(folder, each)) : [word];
}

/** @throws Stop for a file that is not there, or that progress has not made */
function readFile(path: string): Standing {
  if (!existsSync(path)) throw new Stop(text.noFile(path));
  const name = basename(path).replace(/\.\w+$/, "");
  try {
    const standing = readProgress(readFileSync(path, "utf8"), name);
    if (standing) return standing;
  } catch {
    // It cannot be read: as good as another file.
  }
  throw new Stop(text.notProgress(path, "npm run --silent progress -- --json"));
}

function savedAs(file: string, tiles: Tile[]): string {
  const rows = tiles.map(({ standing }) => COLUMNS.map((column) => standing[column]));
  if (/\.csv$/i.test(file)) return `${asCsv([[...COLUMNS], ...rows])}\n`;
  const objects = rows.map((row) =>
    Object.fromEntries(row.map((value, at) => [COLUMNS[at], value])),
  );
  return `${JSON.stringify(objects, null, 2)}\n`;
}
