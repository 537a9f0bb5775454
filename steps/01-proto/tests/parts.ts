import { blank, type ProtoText } from "../../kit/proto-text.ts";

/** A task of this step. */
export type Task = 1 | 2 | 3;

/** What opens a statement of the first task. */
const OPENING = /^\s*(?:syntax|edition|package|import|option)\b/;
/** What opens one of the second. */
const MESSAGE = /^\s*(?:message|enum)\b/;
/** What only a service has. */
const SERVICE = /^\s*service\b|\b(?:rpc|returns)\b/;
/** What begins a statement, so that one before it which lacks its end goes no further. */
const BEGINNING = /^[ \t]*(?:service|message)\s+\w+\s*\{/gm;

/**
 * What of a contract belongs to the tasks up to one, so that a slip in the service does not keep
 * the messages from being looked at. What belongs to later tasks is blanked out.
 */
export function upTo(task: Task, { text, bare }: ProtoText): string {
  let kept = "";
  let last: Task = 1;
  for (const [from, to] of statements(bare)) {
    const own = taskOf(bare.slice(from, to), last);
    const part = text.slice(from, to);
    kept += own > task ? blank(part) : part;
    if (!OPENING.test(bare.slice(from, to))) last = own;
  }
  return kept;
}

/** @param last the task of the message or service before; what cannot be told belongs to it */
function taskOf(statement: string, last: Task): Task {
  if (OPENING.test(statement)) return 1;
  if (MESSAGE.test(statement)) return 2;
  if (SERVICE.test(statement)) return 3;
  return statement.includes("{") ? 2 : last;
}

/** Where each statement begins and ends: at a `;` or a `}` with which nothing is open any more. */
function statements(bare: string): [number, number][] {
  const found: [number, number][] = [];
  // Where every brace has its other half, all ends are where they seem.
  const isWhole = bare.split("{").length === bare.split("}").length;
  const beginnings = new Set(isWhole ? [] : Array.from(bare.matchAll(BEGINNING), (at) => at.index));
  let from = 0;
  let depth = 0;
  const end = (to: number) => {
    found.push([from, to]);
    from = to;
    depth = 0;
  };
  for (let index = 0; index < bare.length; index += 1) {
    const sign = bare[index];
    if (beginnings.has(index) && canBegin(bare, index, bare.slice(from, index), depth)) end(index);
    if (sign === "{") depth += 1;
    if (sign === "}") depth -= 1;
    if ((sign === ";" || sign === "}") && depth <= 0) end(index + 1);
  }
  end(bare.length);
  return found;
}

/** A message may hold messages, but no service; a service holds neither. */
function canBegin(bare: string, index: number, before: string, depth: number): boolean {
  return depth === 0 || taskOf(before, 2) === 3 || /^\s*service/.test(bare.slice(index));
}
