import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadSync, type MessageTypeDefinition, type PackageDefinition } from "@grpc/proto-loader";
import descriptors from "google-protobuf/google/protobuf/descriptor_pb.js";
import { describe, test } from "vitest";
import { fail } from "../kit/check.ts";
import { say, task } from "../kit/say.ts";

const FILE = "proto/chat.proto";
const PATH = fileURLToPath(new URL(`../../${FILE}`, import.meta.url));

const { DescriptorProto, FieldDescriptorProto, FileDescriptorProto } = descriptors;
type Message = InstanceType<typeof DescriptorProto>;
type Field = InstanceType<typeof FieldDescriptorProto>;
type File = InstanceType<typeof FileDescriptorProto>;
type Method = InstanceType<typeof descriptors.MethodDescriptorProto>;

// --- The learner's text, and places in it -------------------------------------------------------

const text = readText();
// The same text with comments, and then strings too, blanked out: every character keeps its place.
const code = text.replace(/\/\/.*|\/\*[^]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, (part) =>
  part.startsWith("/") ? blank(part) : part,
);
const bare = code.replace(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, blank);

function readText(): string {
  try {
    return readFileSync(PATH, "utf8")
      .replace(/^\uFEFF/, "")
      .replaceAll("\r\n", "\n");
  } catch {
    return "";
  }
}

function blank(part: string): string {
  return part.replace(/[^\n]/g, " ");
}

function lineOf(index: number): number {
  return text.slice(0, index).split("\n").length;
}

/** The code of a line, counted from 1. */
function lineAt(number: number): string {
  return code.split("\n")[number - 1]?.trim() ?? "";
}

/** Where `pattern` first stands between two places; undefined if it does not. */
function find(pattern: RegExp, from = 0, to = code.length): number | undefined {
  const index = code.slice(from, to).search(pattern);
  return index < 0 ? undefined : from + index;
}

/** Where the block `message Note { … }` begins and ends; undefined if there is none. */
function block(kind: "message" | "service", name: string): [number, number] | undefined {
  const start = find(new RegExp(`\\b${kind}\\s+${name}\\s*\\{`));
  if (start === undefined) return undefined;
  let depth = 0;
  for (let index = start; index < bare.length; index += 1) {
    if (bare[index] === "{") depth += 1;
    if (bare[index] === "}" && --depth === 0) return [start, index];
  }
  return [start, bare.length];
}

function fieldPlace(name: string): number | undefined {
  const [start, end] = block("message", "Note") ?? [];
  return find(new RegExp(`\\b${name}\\s*=`), start, end) ?? start;
}

function rpcPlace(name: string): number | undefined {
  return find(new RegExp(`\\brpc\\s+${name}\\b`)) ?? block("service", "ChatServer")?.[0];
}

/** What kind of block is open where a line begins; empty at the top level. */
function surrounding(line: number): "message" | "service" | "" {
  const before = bare
    .split("\n")
    .slice(0, line - 1)
    .join("\n");
  const open: ("message" | "service" | "")[] = [];
  for (const [part, kind] of before.matchAll(/\b(message|service)\s+\w+\s*\{|[{}]/g)) {
    if (part === "}") open.pop();
    else open.push((kind as "message" | "service" | undefined) ?? open.at(-1) ?? "");
  }
  return open.at(-1) ?? "";
}

function isInService(line: number): boolean {
  return surrounding(line) === "service" || /\brpc\b/.test(lineAt(line));
}

/** A sentence that begins with its place, `proto/chat.proto:14`, which editors turn into a link. */
function located(line: number | undefined, sentence: string): string {
  return `${line === undefined ? FILE : `${FILE}:${line}`}: ${sentence}`;
}

function wrong(index: number | undefined, en: string, ja: string): never {
  fail(located(index === undefined ? undefined : lineOf(index), say(en, ja)));
}

// --- What the file says, through proto-loader ----------------------------------------------------

interface Contract {
  definitions: PackageDefinition;
  /** The file's own descriptor; undefined as long as it defines nothing. */
  file: File | undefined;
}

const packageLine = /(?<=^|[;}])\s*package\s+([\w.]+)\s*;/.exec(code);
const packageName = packageLine?.[1] ?? "";
// Either what the file says, or the sentence that tells why it cannot be read.
const reading = read();

function read(): Contract | string {
  const slip = findFullWidth() ?? findUnbalancedBrace();
  if (slip) return slip;
  try {
    const definitions = loadSync(PATH, { keepCase: true });
    return { definitions, file: ownDescriptor(definitions) };
  } catch (error) {
    return explain((error as Error).message);
  }
}

function ownDescriptor(definitions: PackageDefinition): File | undefined {
  // Every definition carries the descriptors of all files that were read.
  for (const definition of Object.values(definitions)) {
    if (!Array.isArray(definition.fileDescriptorProtos)) continue;
    return (definition.fileDescriptorProtos as Buffer[])
      .map((bytes) => FileDescriptorProto.deserializeBinary(bytes))
      .find((file) => (file.getPackage() ?? "") === packageName);
  }
  return undefined;
}

function contract(): Contract {
  if (typeof reading !== "string") return reading;
  const line = /^[^:]+:(\d+):/.exec(reading)?.[1];
  fail(
    line
      ? say(
          `Because of line ${line} the file cannot be read yet, so this cannot be looked at. ${reading}`,
          `${line}行目のためにファイルがまだ読み取れず、この項目を確かめられません。${reading}`,
        )
      : say(`The file cannot be read yet. ${reading}`, `ファイルがまだ読み取れません。${reading}`),
  );
}

function message(name: "Note" | "Empty"): Message {
  const messages = contract().file?.getMessageTypeList() ?? [];
  const found = messages.find((each) => each.getName() === name);
  if (found) return found;
  const others = messages.map((each) => each.getName() ?? "");
  const alike = others.find((other) => other.toLowerCase() === name.toLowerCase());
  if (alike) {
    wrong(
      block("message", alike)?.[0],
      `There is a message \`${alike}\`, and it must be \`${name}\`: upper and lower case differ.`,
      `メッセージ \`${alike}\` がありますが、\`${name}\` でなければなりません。大文字と小文字は区別されます。`,
    );
  }
  if (name === "Empty" && code.includes("google.protobuf.Empty")) {
    wrong(
      find(/google\.protobuf\.Empty/),
      "The contract has an `Empty` of its own, `chat.Empty`. `google.protobuf.Empty` is another type: the code generated for it is not what the other side of this chat expects.",
      "この契約には独自の `Empty`（`chat.Empty`）が必要です。`google.protobuf.Empty` は別の型で、生成されるコードも相手側が期待するものとは変わります。",
    );
  }
  wrong(
    undefined,
    `There is no message \`${name}\` at the top level yet${listed(others, ", only ")}. Write \`message ${name} { … }\`.`,
    `トップレベルにメッセージ \`${name}\` がまだありません${listed(others, "。今あるもの：")}。\`message ${name} { … }\` と書きます。`,
  );
}

function listed(names: string[], before: string): string {
  return names.length ? before + names.map((name) => `\`${name}\``).join(", ") : "";
}

function noteField(name: string): Field {
  const fields = message("Note").getFieldList();
  const found = fields.find((each) => each.getName() === name);
  if (found) return found;
  const names = fields.map((each) => each.getName() ?? "");
  wrong(
    block("message", "Note")?.[0],
    `\`Note\` has no field \`${name}\`${listed(names, ", only ")}. The names of the fields are part of the contract.`,
    `\`Note\` にフィールド \`${name}\` がありません${listed(names, "。今あるもの：")}。フィールドの名前も契約の一部です。`,
  );
}

/** The type of a field as the learner would write it. */
function typeOf(field: Field): string {
  const named = field.getTypeName();
  const line = lineAt(lineOf(fieldPlace(field.getName() ?? "") ?? 0));
  if (named) return /\bmap\s*</.test(line) ? "map" : shortType(named);
  const [scalar] = Object.entries(FieldDescriptorProto.Type).find(
    ([, value]) => value === field.getType(),
  ) ?? ["TYPE_UNKNOWN"];
  return scalar.replace("TYPE_", "").toLowerCase();
}

/** `.chat.Note` → `Note`, `.google.protobuf.Empty` → `google.protobuf.Empty`. */
function shortType(name: string | undefined): string {
  const full = (name ?? "").replace(/^\./, "");
  const prefix = `${packageName}.`;
  return full.startsWith(prefix) ? full.slice(prefix.length) : full;
}

function chatServer(): Method[] {
  const services = contract().file?.getServiceList() ?? [];
  const found = services.find((each) => each.getName() === "ChatServer");
  if (found) return found.getMethodList();
  const [other] = services.map((each) => each.getName() ?? "");
  if (other) {
    wrong(
      block("service", other)?.[0],
      `The service is called \`${other}\`, and must be \`ChatServer\`: a client asks for its methods by that name.`,
      `サービスの名前が \`${other}\` になっています。クライアントはこの名前でメソッドを呼び出すので、\`ChatServer\` でなければなりません。`,
    );
  }
  wrong(
    undefined,
    "There is no service yet. Write `service ChatServer { … }`.",
    "サービスがまだありません。`service ChatServer { … }` と書きます。",
  );
}

function method(name: "SendNote" | "ChatStream"): Method {
  const methods = chatServer();
  const found = methods.find((each) => each.getName() === name);
  if (found) return found;
  const names = methods.map((each) => each.getName() ?? "");
  const alike = names.find((other) => other.toLowerCase() === name.toLowerCase());
  if (alike) {
    wrong(
      rpcPlace(alike),
      `The method is called \`${alike}\`, and must be \`${name}\`: upper and lower case differ, and a call names its method exactly.`,
      `メソッドの名前が \`${alike}\` になっていますが、\`${name}\` でなければなりません。大文字と小文字は区別され、呼び出しではメソッド名が完全に一致する必要があります。`,
    );
  }
  wrong(
    block("service", "ChatServer")?.[0],
    `\`ChatServer\` has no method \`${name}\`${listed(names, ", only ")}. Write \`rpc ${name} (…) returns (…);\`.`,
    `\`ChatServer\` にメソッド \`${name}\` がありません${listed(names, "。今あるもの：")}。\`rpc ${name} (…) returns (…);\` と書きます。`,
  );
}

function checkTypes(name: "SendNote" | "ChatStream", takes: string, returns: string): void {
  const rpc = method(name);
  const [input, output] = [shortType(rpc.getInputType()), shortType(rpc.getOutputType())];
  if (input !== takes) {
    wrong(
      rpcPlace(name),
      `\`${name}\` must take \`${takes}\`, and takes \`${input}\`. What a method takes stands in the parentheses after its name.`,
      `\`${name}\` が受け取るのは \`${takes}\` ですが、\`${input}\` になっています。受け取るものは、メソッド名の直後のかっこの中に書きます。`,
    );
  }
  if (output !== returns) {
    wrong(
      rpcPlace(name),
      `\`${name}\` must return \`${returns}\`, and returns \`${output}\`. What a method returns stands in the parentheses after \`returns\`.`,
      `\`${name}\` が返すのは \`${returns}\` ですが、\`${output}\` になっています。返すものは \`returns\` の後のかっこの中に書きます。`,
    );
  }
}

// --- Why a file cannot be read -------------------------------------------------------------------

function findFullWidth(): string | undefined {
  const index = bare.search(/\P{ASCII}/u);
  if (index < 0) return undefined;
  const character = String.fromCodePoint(bare.codePointAt(index)!);
  const line = lineOf(index);
  return located(
    line,
    say(
      `The character "${character}" may stand only in a comment: \`${lineAt(line)}\`. Is it a full-width or a typographic twin of an ASCII character?`,
      `文字「${character}」はコメントの中でしか使えません：\`${lineAt(line)}\`。全角文字になっていませんか？`,
    ),
  );
}

function findUnbalancedBrace(): string | undefined {
  const open: number[] = [];
  for (const { 0: brace, index } of bare.matchAll(/[{}]/g)) {
    if (brace === "{") open.push(index);
    else if (open.pop() === undefined) {
      return located(
        lineOf(index),
        say(
          "This `}` closes nothing: no `{` is open here.",
          "この `}` に対応する `{` がありません。",
        ),
      );
    }
  }
  const index = open.pop();
  if (index === undefined) return undefined;
  const line = lineOf(index);
  return located(
    line,
    say(
      `The \`{\` of this line is never closed: \`${lineAt(line)}\`. A \`}\` is missing after it.`,
      `この行の \`{\` が閉じられていません：\`${lineAt(line)}\`。対応する \`}\` が必要です。`,
    ),
  );
}

/** A located sentence that ends with the text of its line. */
function at(where: number | undefined, en: string, ja: string): string {
  const quoted = where === undefined ? "" : say(`: \`${lineAt(where)}\``, `：\`${lineAt(where)}\``);
  return located(where, say(`${en}${quoted}`, `${ja}${quoted}`));
}

/** Puts the parser's reason into plain words, with the line and its text. */
function explain(reason: string): string {
  const line = Number(/line (\d+)\)$/.exec(reason)?.[1]) || undefined;
  const match = (pattern: RegExp) => pattern.exec(reason)?.slice(1);
  const last = (pattern: string) => {
    const places = [...code.matchAll(new RegExp(pattern, "g"))];
    const index = places.at(-1)?.index;
    return index === undefined ? undefined : lineOf(index);
  };

  if (!/^\s*syntax\s*=\s*["']proto3["']/.test(code)) {
    return at(
      undefined,
      'It does not begin with `syntax = "proto3";`, so it is read by the rules of proto2, an older version, and they are not met',
      '先頭に `syntax = "proto3";` がないため、古いバージョンである proto2 の文法として読み取ろうとして失敗しました',
    );
  }
  const missing = match(/^illegal token '(.+)', '(.+)' expected/);
  if (missing && line !== undefined) {
    const [came = "", wanted = ""] = missing;
    // The parser stops at the next thing; the slip is at the end of the line before.
    let before = line - 1;
    while (before > 0 && lineAt(before) === "") before -= 1;
    if (wanted === ";" && before > 0 && lineAt(line).startsWith(came)) {
      return at(
        before,
        "A `;` is missing at the end of this line",
        "この行の終わりに `;` がありません",
      );
    }
    if (wanted === "=") {
      return at(
        line,
        "A field's name is followed by `=` and a number, as in `string name = 1;`",
        "フィールド名の後には、`string name = 1;` のように `=` と番号を書きます",
      );
    }
    if (came === "stream" && isInService(line)) {
      return at(
        line,
        "Put `stream` inside the parentheses, before the message (`returns (stream Note)`)",
        "`stream` はかっこの中で、メッセージの前に書きます（`returns (stream Note)`）",
      );
    }
    if (/^rpc\b/.test(lineAt(line))) {
      return at(
        line,
        `\`${wanted}\` was expected where \`${came}\` stands. A method takes one message and returns one: \`rpc Name (Takes) returns (Returns);\`, with \`stream\` before a message that may come many times`,
        `\`${came}\` の位置には \`${wanted}\` が必要です。メソッドは1つのメッセージを受け取り、1つのメッセージを返します（\`rpc Name (Takes) returns (Returns);\`。何度も送るメッセージの前には \`stream\` を付けます）`,
      );
    }
    return at(
      line,
      `\`${wanted}\` was expected where \`${came}\` stands`,
      `\`${came}\` の位置には \`${wanted}\` が必要です`,
    );
  }
  const number = match(/^illegal id '(.+)'/);
  if (number) {
    return at(
      line,
      "After a field's `=` stands its number (1, 2, …), which stands for the field in the bytes. It is not a default value",
      "フィールドの `=` の後に書くのはフィールド番号（1、2、…）で、バイト列の中でフィールドを表します。デフォルト値ではありません",
    );
  }
  if (match(/^illegal (?:\w+ )?name '(.+)'/)) {
    return at(
      line,
      "A name is missing or misspelled (a field is written type first, as in `string name = 1;`)",
      "名前がないか、名前として使えない文字があります（フィールドは `string name = 1;` のように型を先に書きます）",
    );
  }
  const [token] = match(/^illegal token '(.+)'/) ?? [];
  if (token === "import" || token === "package") {
    return at(
      line,
      `\`${token}\` stands above the messages and services${token === "package" ? ", and only once" : ""}`,
      `\`${token}\` は message や service より上に${token === "package" ? "1度だけ" : ""}書きます`,
    );
  }
  if (token === ")" && line !== undefined && isInService(line)) {
    return /\(\s*stream\s*\)/.test(lineAt(line))
      ? at(
          line,
          "`stream` says how often a message comes, and the message is missing after it: `(stream Note)`",
          "`stream` の後にメッセージがありません。`(stream Note)` のように書きます",
        )
      : at(
          line,
          "Every method takes one message and returns one. Where there is nothing to say, write `(Empty)` and not `()`",
          "メソッドは必ず1つのメッセージを受け取り、1つのメッセージを返します。伝えることがないときは `(Empty)` と書きます",
        );
  }
  if (token === ";") return at(line, "There is a `;` too many", "余分な `;` があります");
  if (token && line !== undefined) {
    const allowed = {
      message: "`string name = 1;`",
      service: "`rpc Name (Takes) returns (Returns);`",
      "": "`message Name { … }`, `service Name { … }`",
    }[surrounding(line)];
    return at(
      line,
      `\`${token}\` means nothing at this place (here may stand ${allowed})`,
      `\`${token}\` はこの場所では意味を持ちません（ここに書けるのは ${allowed} などです）`,
    );
  }
  const [id, owner] = match(/^duplicate id (\d+) in Type (\w+)/) ?? [];
  if (id) {
    return at(
      last(`=\\s*${id}\\s*[;[]`),
      `The number ${id} is given to two fields of \`${owner}\`. In the bytes only the number tells one field from another`,
      `\`${owner}\` の2つのフィールドに同じ番号${id}が付いています。バイト列の中でフィールドを区別するのは番号だけです`,
    );
  }
  const [twice] = match(/^duplicate name '(\w+)'/) ?? [];
  if (twice) {
    return at(
      last(`\\b${twice}\\b\\s*[=({]`),
      `The name \`${twice}\` is given twice`,
      `\`${twice}\` という名前が2回使われています`,
    );
  }
  const [type] = match(/^no such (?:type|Type or Enum)[: ]+'?([\w.]+)/) ?? [];
  if (type) {
    const rpcs = "\\brpc\\b[^;{]*\\(\\s*(?:stream\\s+)?";
    const rpc = new RegExp(`${rpcs}${type.replaceAll(".", "\\.")}\\s*\\)`).exec(code);
    if (rpc) {
      return at(
        lineOf(rpc.index + rpc[0].length),
        `\`${type}\` is not a message of this file, and a method takes and returns messages only`,
        `\`${type}\` というメッセージはこのファイルにありません。メソッドが受け取り、返すのはメッセージだけです`,
      );
    }
    const index = find(new RegExp(`(?<![\\w.])${type}\\b`));
    return at(
      index === undefined ? undefined : lineOf(index),
      `\`${type}\` is neither a scalar type, such as \`string\`, nor a message of this file`,
      `\`${type}\` は、\`string\` のようなスカラー型でも、このファイルのメッセージでもありません`,
    );
  }
  const [reserved] = match(/^(?:name|id) '?(\w+)'? is reserved/) ?? [];
  if (reserved) {
    return at(
      last("\\breserved\\b"),
      `\`${reserved}\` is reserved here, so no field may have it`,
      `\`${reserved}\` はここで予約（reserved）されているため、フィールドには使えません`,
    );
  }
  if (reason.startsWith("illegal comment")) {
    return at(
      line,
      "A comment that begins with `/*` is never closed",
      "`/*` で始まるコメントが閉じられていません",
    );
  }
  if (reason.startsWith("ENOENT")) {
    return at(
      find(/\bimport\b/) === undefined ? undefined : last("\\bimport\\b"),
      "There is no such file",
      "そのようなファイルはありません",
    );
  }
  const plain = reason.replace(/ \(.*line \d+\)$/, "");
  return at(line, `The parser says "${plain}"`, `パーサーのエラー：「${plain}」`);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("hex")
    .replace(/..(?!$)/g, "$& ");
}

// --- The tasks -----------------------------------------------------------------------------------

describe(task(1, "Say which language it is", "どの言語で書くかを宣言する"), () => {
  test(say("the file says that it is proto3", "ファイルが proto3 だと宣言している"), () => {
    if (/^\s*syntax\s*=\s*(["'])proto3\1\s*;/.test(code)) {
      const [, second] = code.matchAll(/\bsyntax\s*=\s*["']/g);
      if (!second) return;
      wrong(
        second.index,
        "The `syntax` line stands twice: take this one out.",
        "`syntax` の行が2つあります。この行を消してください。",
      );
    }
    const line = find(/\b(?:syntax|edition)\b/);
    if (line === undefined) {
      wrong(
        undefined,
        'There is no `syntax` line yet. The first line of code must be `syntax = "proto3";`.',
        '`syntax` の行がまだありません。コードの1行目は `syntax = "proto3";` です。',
      );
    }
    if (/\bsyntax\s*=\s*(["'])proto3\1\s*;/.test(code)) {
      wrong(
        line,
        "The `syntax` line must come first, before anything else but comments.",
        "`syntax` の行は、コメントを除いてファイルの先頭に置かなければなりません。",
      );
    }
    wrong(
      line,
      `This line must be \`syntax = "proto3";\`, with the quotes and the semicolon, and is \`${lineAt(lineOf(line))}\`.`,
      `この行は（引用符とセミコロンも含めて）\`syntax = "proto3";\` でなければなりませんが、\`${lineAt(lineOf(line))}\` になっています。`,
    );
  });

  test(say("the file can be read to its end", "ファイルを最後まで読み取れる"), () => {
    if (code.trim() === "") {
      wrong(
        undefined,
        "There is nothing in it but comments so far.",
        "まだコメントしか書かれていません。",
      );
    }
    // Not through contract(): this is the test that says why, and nothing else.
    if (typeof reading === "string") fail(reading);
  });

  test(
    say("everything in it is in the package chat", "すべてがパッケージ chat に入っている"),
    () => {
      // It may be plain to see in a file that cannot be read to its end.
      if (packageName === "chat") return;
      contract();
      if (!packageLine) {
        wrong(
          undefined,
          "There is no `package` line yet. Write `package chat;` below the `syntax` line.",
          "`package` の行がまだありません。`syntax` の行の下に `package chat;` と書きます。",
        );
      }
      wrong(
        find(/\bpackage\b/),
        `The package is \`${packageName}\`, and must be \`chat\`: it is part of the name by which a client calls, /chat.ChatServer/SendNote.`,
        `パッケージが \`${packageName}\` になっています。パッケージはクライアントが呼び出すときの名前 /chat.ChatServer/SendNote の一部なので、\`chat\` でなければなりません。`,
      );
    },
  );
});

describe(task(2, "Describe the messages", "メッセージを定義する"), () => {
  for (const [name, number] of [
    ["name", 1],
    ["message", 2],
  ] as const) {
    test(
      say(
        `a Note has a string called ${name}, with the number ${number}`,
        `Note に、番号${number}の文字列 ${name} がある`,
      ),
      () => {
        const field = noteField(name);
        const place = fieldPlace(name);
        if (field.getType() !== FieldDescriptorProto.Type.TYPE_STRING) {
          wrong(
            place,
            `\`${name}\` must be a \`string\`, and is \`${typeOf(field)}\`.`,
            `\`${name}\` の型は \`string\` ですが、\`${typeOf(field)}\` になっています。`,
          );
        }
        if (field.getNumber() !== number) {
          wrong(
            place,
            `\`${name}\` has the number ${field.getNumber()}, and must have ${number}. The number stands for the field in the bytes, so both sides must give it the same one.`,
            `\`${name}\` のフィールド番号が${field.getNumber()}になっていますが、${number}でなければなりません。バイト列の中では番号がフィールドを表すので、送る側と受け取る側で一致している必要があります。`,
          );
        }
      },
    );
  }

  test(
    say("each field of a Note is one plain string", "Note の各フィールドは、ただ1つの文字列である"),
    () => {
      const note = message("Note");
      for (const name of ["name", "message"]) {
        const field = noteField(name);
        const place = fieldPlace(name);
        if (field.getLabel() === FieldDescriptorProto.Label.LABEL_REPEATED) {
          wrong(
            place,
            `\`${name}\` is \`repeated\`, a list. A note has one ${name}: leave the word out.`,
            `\`${name}\` が \`repeated\`（リスト）になっています。1つの Note の ${name} は1つなので、この語は要りません。`,
          );
        }
        if (field.hasOneofIndex()) {
          const oneof = note.getOneofDeclList()[field.getOneofIndex() ?? 0]?.getName();
          const isOptional = oneof === `_${name}`;
          wrong(
            place,
            isOptional
              ? `\`${name}\` is \`optional\`. In proto3 a plain field may be left out anyway; the word adds a \`has\` method to the generated code, which this contract does not have.`
              : `\`${name}\` is in the \`oneof\` \`${oneof}\`: then setting one field clears the other, and a note needs both.`,
            isOptional
              ? `\`${name}\` が \`optional\` になっています。proto3 では普通のフィールドも省略できます。この語を付けると生成コードに \`has\` メソッドが増え、この契約とは別のものになります。`
              : `\`${name}\` が \`oneof\` の \`${oneof}\` に入っています。片方を設定するともう片方が消えますが、Note には両方が必要です。`,
          );
        }
        if (field.hasDefaultValue()) {
          wrong(
            place,
            `\`${name}\` has a default of its own, \`default = …\`. proto3 has none: the default of a string is always the empty string.`,
            `\`${name}\` に独自のデフォルト値 \`default = …\` が付いています。proto3 では指定できず、文字列のデフォルト値は必ず空文字列です。`,
          );
        }
      }
      const reserved = note.getReservedRangeList();
      for (const field of note.getFieldList()) {
        const [name, number] = [field.getName() ?? "", field.getNumber() ?? 0];
        if (reserved.some((range) => range.getStart()! <= number && number <= range.getEnd()!)) {
          wrong(
            fieldPlace(name),
            `The number ${number} is \`reserved\`, and the field \`${name}\` has it. Reserve only the numbers of fields that have been removed.`,
            `番号${number}は \`reserved\`（予約済み）ですが、フィールド \`${name}\` が使っています。予約するのは、削除したフィールドの番号だけです。`,
          );
        }
      }
    },
  );

  test(say("Empty is a message without fields", "Empty はフィールドのないメッセージである"), () => {
    const fields = message("Empty").getFieldList();
    if (fields.length > 0) {
      wrong(
        block("message", "Empty")?.[0],
        `\`Empty\` must have no fields${listed(
          fields.map((each) => each.getName() ?? ""),
          ", and has ",
        )}. A message may be empty: \`message Empty {}\`.`,
        `\`Empty\` にフィールドがあります${listed(
          fields.map((each) => each.getName() ?? ""),
          "：",
        )}。メッセージは空でもかまいません：\`message Empty {}\`。`,
      );
    }
  });

  test(
    say("a Note from alice is eleven known bytes", "alice の Note が決まった11バイトになる"),
    () => {
      const { definitions } = contract();
      message("Note");
      const name = packageName ? `${packageName}.Note` : "Note";
      const note = definitions[name] as MessageTypeDefinition<object, object>;
      const expected = "0a 05 61 6c 69 63 65 12 02 68 69";
      let actual: string;
      try {
        actual = hex(note.serialize({ name: "alice", message: "hi" }));
      } catch (error) {
        actual = (error as Error).message;
      }
      if (actual !== expected) {
        fail(
          located(
            lineOf(block("message", "Note")?.[0] ?? 0),
            say(
              "A `Note` with the name alice and the message hi does not become the bytes that every other program with this contract sends.",
              "name が alice、message が hi の `Note` が、この契約に従うほかのプログラムが送るバイト列と一致しません。",
            ),
          ),
          { expected, actual },
        );
      }
    },
  );
});

describe(task(3, "Describe the service", "サービスを定義する"), () => {
  test(say("there is a service ChatServer", "サービス ChatServer がある"), () => {
    chatServer();
  });

  test(
    say("SendNote takes a Note and returns Empty", "SendNote は Note を受け取り Empty を返す"),
    () => {
      checkTypes("SendNote", "Note", "Empty");
    },
  );

  test(say("SendNote is unary", "SendNote は単項（unary）である"), () => {
    const rpc = method("SendNote");
    if (rpc.getClientStreaming() || rpc.getServerStreaming()) {
      wrong(
        rpcPlace("SendNote"),
        "`SendNote` must be unary, one `Note` for one `Empty`: no `stream` on either side.",
        "`SendNote` は単項（unary）です。1つの `Note` に1つの `Empty` を返すので、どちらの側にも `stream` は付けません。",
      );
    }
  });

  test(
    say("ChatStream takes Empty and returns Notes", "ChatStream は Empty を受け取り Note を返す"),
    () => {
      checkTypes("ChatStream", "Empty", "Note");
    },
  );

  test(
    say("only the server streams in ChatStream", "ChatStream ではサーバーだけがストリームを送る"),
    () => {
      const rpc = method("ChatStream");
      if (!rpc.getServerStreaming()) {
        wrong(
          rpcPlace("ChatStream"),
          "`ChatStream` must return a *stream* of `Note`: write `returns (stream Note)`. Without it the server could answer with one note only.",
          "`ChatStream` が返すのは `Note` の*ストリーム*です。`returns (stream Note)` と書きます。このままではサーバーは1つの Note しか返せません。",
        );
      }
      if (rpc.getClientStreaming()) {
        wrong(
          rpcPlace("ChatStream"),
          "`ChatStream` must take one `Empty`, not a *stream* of it: the client only asks once, and the server streams.",
          "`ChatStream` が受け取るのは1つの `Empty` で、*ストリーム*ではありません。クライアントは1度頼むだけで、ストリームを送るのはサーバーです。",
        );
      }
    },
  );
});
