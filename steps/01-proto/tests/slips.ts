import type { ProtoText } from "../../kit/proto-text.ts";

/** What protoc refuses first, and where. */
export interface Slip {
  /** protoc's own words. */
  reason: string;
  line: number | undefined;
  /** The word or the sign that stands there; empty at the end. */
  came: string;
  /** Whether it is the first of its line. */
  isFirst: boolean;
  source: ProtoText;
}

/** Why protoc refuses it, in a learner's terms; the line, where it is not the one that protoc names. */
export type Explanation = [en: string, ja: string, line?: number];

/** The scalar types that a learner may have in mind. */
const SCALARS = [
  "string",
  "bytes",
  "bool",
  "int32",
  "int64",
  "uint32",
  "uint64",
  "float",
  "double",
];

/** No `;`, or something else in its place. */
export function semicolon({ came, isFirst, line, source }: Slip): Explanation {
  const before = source.codeBefore(line ?? 0);
  if ((isFirst || came === "") && before > 0) {
    return [
      "A `;` is missing at the end of this line",
      "この行の終わりに `;` がありません",
      before,
    ];
  }
  return instead(";", came);
}

function instead(wanted: string, came: string): Explanation {
  return came === ""
    ? [`\`${wanted}\` is missing here`, `ここに \`${wanted}\` がありません`]
    : [
        `\`${wanted}\` was expected where \`${came}\` stands`,
        `\`${came}\` の位置には \`${wanted}\` が必要です`,
      ];
}

/** A sign that protoc names, and that is not there. */
export function expected({ came }: Slip, quoted = ""): Explanation {
  return instead(quoted.replaceAll('"', ""), came);
}

/** What is wrong around a method's parentheses. */
export function parentheses(slip: Slip): Explanation {
  const { came, line, source, reason } = slip;
  if (!isInService(slip)) return fieldName(slip);
  const code = source.codeAt(line ?? 0);
  if (/\bstream\s*\(/.test(code)) {
    return [
      "Put `stream` inside the parentheses, before the message (`returns (stream Note)`)",
      "`stream` はかっこの中で、メッセージの前に書きます（`returns (stream Note)`）",
    ];
  }
  if (came === ")" && /\(\s*stream\s*\)/.test(code)) {
    return [
      "`stream` says how often a message comes, and the message is missing after it: `(stream Note)`",
      "`stream` の後にメッセージがありません。`(stream Note)` のように書きます",
    ];
  }
  if (came === ")" && reason.startsWith("Expected type name")) {
    return [
      "Every method takes one message and returns one. Where there is nothing to say, write `(Empty)` and not `()`",
      "メソッドは必ず1つのメッセージを受け取り、1つのメッセージを返します。伝えることがないときは `(Empty)` と書きます",
    ];
  }
  return method(slip, /"(.)"/.exec(reason)?.[1] ?? "");
}

/** Whether a service is the last thing that began before the line. */
function isInService({ line, source }: Slip): boolean {
  const before = source.bare.split("\n").slice(0, line).join("\n");
  return [...before.matchAll(/\b(message|service)\s+\w+/g)].at(-1)?.[1] === "service";
}

/** Something that is not how a method is written. */
export function method({ came }: Slip, wanted: string): Explanation {
  const [en, ja] =
    wanted === "" || came === ""
      ? [
          `\`${came || wanted}\` is not what a method takes or returns`,
          `\`${came || wanted}\` は、メソッドが受け取るものでも返すものでもありません`,
        ]
      : instead(wanted, came);
  return [
    `${en}. A method takes one message and returns one: \`rpc Name (Takes) returns (Returns);\`, with \`stream\` before a message that may come many times`,
    `${ja}。メソッドは1つのメッセージを受け取り、1つのメッセージを返します（\`rpc Name (Takes) returns (Returns);\`。何度も送るメッセージの前には \`stream\` を付けます）`,
  ];
}

/** Something in a service that is no method. */
export function noMethod({ came }: Slip): Explanation {
  return came === "#" ? hash() : outOfPlace(came, ["`rpc Name (Takes) returns (Returns);`"]);
}

/** Something outside of all messages and services that may not stand there. */
export function topLevel({ came, line, source }: Slip): Explanation {
  if (came === "#") return hash();
  if (came === "syntax" || came === "edition") {
    return [
      "The `syntax` line stands once, and before everything else",
      "`syntax` の行は、コメントを除いてファイルの先頭に、1回だけ書きます",
    ];
  }
  if (/=\s*\d+\s*;/.test(source.codeAt(line ?? 0))) {
    return [
      "This field is outside of any message; perhaps a `}` above it comes too early",
      "このフィールドは、どのメッセージの中にもありません（上の `}` が早すぎるのかもしれません）",
    ];
  }
  if (came === "rpc") {
    return [
      "This `rpc` is outside of any service; perhaps a `}` above it comes too early",
      "この `rpc` は、どのサービスの中にもありません（上の `}` が早すぎるのかもしれません）",
    ];
  }
  return outOfPlace(came, ["`message Name { … }`", "`service Name { … }`", '`syntax = "proto3";`']);
}

function hash(): Explanation {
  return [
    "A comment begins with `//`, and not with `#`",
    "コメントは `#` ではなく `//` で始めます",
  ];
}

function outOfPlace(came: string, allowed: string[]): Explanation {
  return [
    `\`${came}\` means nothing at this place (here may stand ${allowed.join(", ")})`,
    `\`${came}\` はこの場所では意味を持ちません（ここに書けるのは ${allowed.join("、")} などです）`,
  ];
}

/** A field without a name, or with its name in the wrong place. */
export function fieldName({ came }: Slip): Explanation {
  if (came === "#") return hash();
  return [
    "A name is missing or misspelled (a field is written type first, as in `string name = 1;`)",
    "名前がないか、名前として使えない文字があります（フィールドは `string name = 1;` のように型を先に書きます）",
  ];
}

/** A field without a number, or something in a message that is no field. */
export function fieldNumber({ came, line, source }: Slip): Explanation {
  if (/^rpc\b/.test(source.codeAt(line ?? 0))) {
    return [
      "An `rpc` stands in a service, and here a message is open",
      "`rpc` を書くのはサービスの中ですが、ここはメッセージの中です",
    ];
  }
  if (came === "-") {
    return [
      "A name is made of letters, digits and `_`, and has no `-`",
      "名前に使えるのは英数字と `_` だけで、`-` は使えません",
    ];
  }
  return [
    "A field's name is followed by `=` and a number, as in `string name = 1;`",
    "フィールド名の後には、`string name = 1;` のように `=` と番号を書きます",
  ];
}

/** A type that is not there. */
export function notDefined({ line, source }: Slip, type = ""): Explanation {
  const isInMethod = /\brpc\b|\breturns\b/.test(source.codeAt(line ?? 0));
  const messages = [...source.bare.matchAll(/\bmessage\s+(\w+)/g)].map(([, name]) => name!);
  const known = isInMethod ? messages : [...messages, ...SCALARS];
  const alike = known.find((name) => name.toLowerCase() === type.toLowerCase());
  if (alike) {
    return [
      `There is no \`${type}\`, only \`${alike}\`: upper and lower case differ`,
      `\`${type}\` はありません。あるのは \`${alike}\` です。大文字と小文字は区別されます`,
    ];
  }
  if (isInMethod) {
    return [
      `\`${type}\` is not a message of this file, and a method takes and returns messages only`,
      `\`${type}\` というメッセージはこのファイルにありません。メソッドが受け取り、返すのはメッセージだけです`,
    ];
  }
  return [
    `\`${type}\` is neither a scalar type, such as \`string\`, nor a message of this file`,
    `\`${type}\` は、\`string\` のようなスカラー型でも、このファイルのメッセージでもありません`,
  ];
}

/** A message or a service without its `{`. */
export function brace({ came, isFirst, line, source }: Slip): Explanation {
  const before = source.codeBefore(line ?? 0);
  const [en, ja] = instead("{", isFirst ? "" : came);
  return [
    `${en}. What is in a message or a service stands in braces, even if it is nothing (\`message Empty {}\`)`,
    `${ja}。メッセージやサービスの中身は、空でも波かっこで囲みます（\`message Empty {}\`）`,
    isFirst || came === "" ? before : line,
  ];
}

/** A message, a service or a method without a name. */
export function noName({ came }: Slip): Explanation {
  return [
    `A name was expected where \`${came}\` stands, as in \`message Name { … }\``,
    `\`${came}\` の位置には、\`message Name { … }\` のように名前が必要です`,
  ];
}

/** A file that is not read as proto3. */
export function noProto3({ source }: Slip): Explanation {
  const line = source.find(/\bsyntax\b/);
  if (line !== undefined) {
    return [
      'This line must be `syntax = "proto3";`, with the quotes and the semicolon',
      'この行は（引用符とセミコロンも含めて）`syntax = "proto3";` でなければなりません',
      line,
    ];
  }
  return [
    'It does not begin with `syntax = "proto3";`, so it is not read by the rules of proto3',
    '`syntax = "proto3";` で始まっていないため、proto3 の文法として読み取れません',
  ];
}
