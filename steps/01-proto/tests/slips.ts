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
  if (came === "") return [`\`${wanted}\` is missing here`, `ここに \`${wanted}\` がありません`];
  if (came.toLowerCase() === wanted) return inLowerCase(came);
  return [
    `\`${wanted}\` was expected where \`${came}\` stands`,
    `\`${came}\` の位置には \`${wanted}\` が必要です`,
  ];
}

/** A word of the language in upper case. */
function inLowerCase(came: string): Explanation {
  const word = came.toLowerCase();
  return [
    `\`${came}\` must be \`${word}\`: upper and lower case differ`,
    `\`${came}\` ではなく \`${word}\` です。大文字と小文字は区別されます`,
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
  const [, stream] = /\(\s*(stream)\s+\w/i.exec(code) ?? [];
  if (stream && stream !== "stream") return inLowerCase(stream);
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
  if (came === "#") return hash();
  if (came.toLowerCase() === "rpc") return inLowerCase(came);
  return outOfPlace(came, ["`rpc Name (Takes) returns (Returns);`"]);
}

/** Something outside of all messages and services that may not stand there. */
export function topLevel({ came, line, source }: Slip): Explanation {
  if (came === "#") return hash();
  if (came === "edition") {
    return [
      "An `edition` stands in the place of the `syntax` line, which this course uses: take it out",
      "`edition` は `syntax` の行の代わりに書くものです。このコースでは `syntax` を使うので、この行は要りません",
    ];
  }
  if (came === "syntax") {
    return [
      "The `syntax` line stands once, and before everything else but comments",
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
  if (TOP_LEVEL.test(came.toLowerCase())) return inLowerCase(came);
  const word = came === "namespace" ? "package" : OF_A_RECORD.test(came) ? "message" : undefined;
  if (word) {
    return [
      `\`${came}\` belongs to other languages: here the word is \`${word}\``,
      `\`${came}\` はほかの言語の語です。ここでは \`${word}\` と書きます`,
    ];
  }
  if (source.find(/\bsyntax\b/) === undefined) return outOfPlace(came, ['`syntax = "proto3";`']);
  const hasPackage = source.find(/^\s*package\b/m) !== undefined;
  const first = hasPackage ? [] : ["`package name;`"];
  return outOfPlace(came, [...first, "`message Name { … }`", "`service Name { … }`"]);
}

/** What begins a statement outside of all messages and services. */
const TOP_LEVEL = /^(?:syntax|package|import|option|message|enum|service)$/;
/** What other languages call a message. */
const OF_A_RECORD = /^(?:interface|type|class|struct|record)$/;

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
export function fieldName({ came, isFirst, line, source }: Slip): Explanation {
  if (came === "#") return hash();
  if (isReserved(line, source)) return reserved();
  if (came === "[") {
    return [
      "A list is written `repeated string name = 1;`, and no type has `[]`. A field that holds one value needs neither",
      "リストは `repeated string name = 1;` と書き、型に `[]` は付けません。値が1つのフィールドにはどちらも要りません",
    ];
  }
  return [
    "A name is missing or misspelled (a field is written type first, as in `string name = 1;`)",
    "名前がないか、名前として使えない文字があります（フィールドは `string name = 1;` のように型を先に書きます）",
    isFirst ? source.codeBefore(line ?? 0) || line : line,
  ];
}

/** Something that is no number of a field. */
export function noNumber({ line, source }: Slip): Explanation {
  if (isReserved(line, source)) return reserved();
  return [
    "After a field's `=` stands its number (1, 2, …), which stands for the field in the bytes. It is not a default value",
    "フィールドの `=` の後に書くのはフィールド番号（1、2、…）で、バイト列の中でフィールドを表します。既定値ではありません",
  ];
}

function isReserved(line: number | undefined, source: ProtoText): boolean {
  return /^reserved\b/.test(source.codeAt(line ?? 0));
}

function reserved(): Explanation {
  return [
    'One `reserved` statement holds numbers (`reserved 3, 5 to 7;`) or names in quotes (`reserved "mood";`), and not both',
    '1つの `reserved` には、番号（`reserved 3, 5 to 7;`）か、引用符で囲んだ名前（`reserved "mood";`）の、どちらかだけを書きます',
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
  if (/^service\b/.test(source.codeAt(line ?? 0))) {
    return [
      "A service stands beside the messages, and here a message is still open",
      "サービスはメッセージの外に書きますが、ここではまだメッセージが閉じられていません",
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
  if (type.includes(".")) {
    return [
      `\`${type}\` is neither in this file nor in one that it imports`,
      `\`${type}\` は、このファイルにも、インポートしているファイルにもありません`,
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

/** A package without its name. */
export function noPackageName({ came }: Slip): Explanation {
  if (!/["'=]/.test(came)) {
    return [
      `A name was expected where \`${came}\` stands, as in \`package name;\``,
      `\`${came}\` の位置には、\`package name;\` のように名前が必要です`,
    ];
  }
  return [
    "`package` is followed by a bare name, without quotes or `=`, as in `package name;`",
    "`package` の後には名前をそのまま書きます。引用符や `=` は要りません（`package name;`）",
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
