import type { ProtoText } from "./text.ts";

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

/** Why, in a learner's terms. */
interface Reason {
  line: number | undefined;
  en: string;
  ja: string;
}

/** Why protoc refuses what it refuses; its own words where nobody has put them better. */
export function reasonOf(slip: Slip): Reason {
  for (const [pattern, explain] of REASONS) {
    const match = pattern.exec(slip.reason);
    if (!match) continue;
    const [en, ja, line = slip.line] = explain(slip, ...match.slice(1));
    return { line, en, ja };
  }
  const plain = slip.reason.replace(/\.$/, "");
  return { line: slip.line, en: `protoc says "${plain}"`, ja: `protoc のエラー「${plain}」` };
}

type Explanation = [en: string, ja: string, line?: number];

const REASONS: [RegExp, (slip: Slip, ...found: string[]) => Explanation][] = [
  [/^Expected ";"/, semicolon],
  [/^(?:Expected "\("|Expected "\)"|Expected type name|Expected message type)/, parentheses],
  [/^Expected "returns"/, (slip) => method(slip, "returns")],
  [/^Expected "rpc"/, noMethod],
  [/^Expected field name/, fieldName],
  [
    /^(?:Expected field number|Integer out of range)/,
    () => [
      "After a field's `=` stands its number (1, 2, …), which stands for the field in the bytes. It is not a default value",
      "フィールドの `=` の後に書くのはフィールド番号（1、2、…）で、バイト列の中でフィールドを表します。既定値ではありません",
    ],
  ],
  [/^Missing field number/, fieldNumber],
  [
    /^Field numbers must be positive/,
    () => [
      "Field numbers begin with 1, and not with 0",
      "フィールド番号は0ではなく1から始まります",
    ],
  ],
  [
    /^Field numbers 19000 through 19999/,
    ({ source }) => [
      "The field numbers from 19000 to 19999 belong to Protocol Buffers itself. Take another",
      "フィールド番号19000〜19999は Protocol Buffers 自身のためのものです。別の番号にします",
      source.find(/=\s*19\d{3}\b/),
    ],
  ],
  [
    /^Field numbers cannot be greater than (\d+)/,
    (_, most) => [
      `The largest field number is ${most}`,
      `フィールド番号として使えるのは${most}までです`,
    ],
  ],
  [
    /^Field number (\d+) has already been used in "[\w.]*?(\w+)"/,
    (_, number, owner) => [
      `The number ${number} is given to two fields of \`${owner}\`. In the bytes only the number tells one field from another`,
      `\`${owner}\` の2つのフィールドに同じ番号${number}が付いています。バイト列の中でフィールドを区別するのは番号だけです`,
    ],
  ],
  [
    /^Field "(\w+)" uses reserved number (\d+)/,
    ({ source }, field, number) => [
      `The number ${number} is \`reserved\`, and the field \`${field}\` has it. Reserve only the numbers of fields that have been removed`,
      `番号${number}は \`reserved\`（予約済み）ですが、フィールド \`${field}\` が使っています。予約するのは、削除したフィールドの番号だけです`,
      source.find(new RegExp(`\\b${field}\\s*=`)),
    ],
  ],
  [
    /^Field name "(\w+)" is reserved/,
    (_, field) => [
      `The name \`${field}\` is \`reserved\`, so no field may have it`,
      `\`${field}\` という名前は \`reserved\`（予約済み）なので、フィールドには使えません`,
    ],
  ],
  [
    /^Reserved names must be string/,
    () => [
      'A name to reserve stands in quotes: `reserved "name";`',
      '予約する名前は引用符で囲みます（`reserved "name";`）',
    ],
  ],
  [
    /^Explicit default values/,
    () => [
      "This field has a default of its own, `default = …`. proto3 has none: the default of a string is always the empty string",
      "フィールドに独自の既定値 `default = …` が付いています。proto3 では指定できず、文字列の既定値は必ず空文字列です",
    ],
  ],
  [
    /^Required fields/,
    () => [
      "proto3 has no `required` fields: leave the word out",
      "proto3 に `required` はありません。この語は要りません",
    ],
  ],
  [/^"([\w.]+)" is not defined/, notDefined],
  [
    /^"(?:[\w.]+\.)?(\w+)" is already defined/,
    (_, name) => [
      `The name \`${name}\` is given twice`,
      `\`${name}\` という名前が2回使われています`,
    ],
  ],
  [/^Expected "\{"/, brace],
  [/^Expected (?:message|service|method) name/, noName],
  [/^Expected "required", "optional", or "repeated"/, noProto3],
  [/^(?:Expected syntax identifier|Unrecognized syntax)/, noProto3],
  [
    /^Expected identifier/,
    () => [
      "`package` is followed by a bare name, without quotes or `=`, as in `package name;`",
      "`package` の後には名前をそのまま書きます。引用符や `=` は要りません（`package name;`）",
    ],
  ],
  [/^Multiple package/, () => ["There is a second `package` line", "`package` の行が2つあります"]],
  [
    /^Import "(.+)" was not found/,
    (_, name) => [
      `There is no file \`${name}\` to import`,
      `インポートする \`${name}\` がありません`,
    ],
  ],
  [
    /^(?:Multiline strings|Unexpected end of string|String literals cannot cross)/,
    () => ["A quote is missing: the text is never closed", "引用符が閉じられていません"],
  ],
  [/^Expected top-level statement/, topLevel],
  [
    /^The first enum value must be zero/,
    () => [
      "The first value of an `enum` has the number 0: it is the default",
      "`enum` の最初の値の番号は0でなければなりません（それが既定値になります）",
    ],
  ],
  [/^Expected (".+")/, expected],
];

function semicolon({ came, isFirst, line, source }: Slip): Explanation {
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

function expected({ came }: Slip, quoted = ""): Explanation {
  return instead(quoted.replaceAll('"', ""), came);
}

/** What is wrong around a method's parentheses. */
function parentheses(slip: Slip): Explanation {
  const { came, line, source, reason } = slip;
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

function method({ came }: Slip, wanted: string): Explanation {
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

function noMethod({ came }: Slip): Explanation {
  return came === "#" ? hash() : outOfPlace(came, ["`rpc Name (Takes) returns (Returns);`"]);
}

function topLevel({ came, line, source }: Slip): Explanation {
  if (came === "#") return hash();
  if (came === "syntax" || came === "edition") {
    return [
      "The `syntax` line stands once, and before everything else",
      "`syntax` の行は、ほかの何よりも先に、1度だけ書きます",
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

function fieldName({ came }: Slip): Explanation {
  if (came === "#") return hash();
  return [
    "A name is missing or misspelled (a field is written type first, as in `string name = 1;`)",
    "名前がないか、名前として使えない文字があります（フィールドは `string name = 1;` のように型を先に書きます）",
  ];
}

function fieldNumber({ came, line, source }: Slip): Explanation {
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

function notDefined({ line, source }: Slip, type = ""): Explanation {
  if (/\brpc\b|\breturns\b/.test(source.codeAt(line ?? 0))) {
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

function brace({ came, isFirst, line, source }: Slip): Explanation {
  const before = source.codeBefore(line ?? 0);
  const [en, ja] = instead("{", isFirst ? "" : came);
  return [
    `${en}. What is in a message or a service stands in braces, even if it is nothing (\`message Empty {}\`)`,
    `${ja}。メッセージやサービスの中身は、空でも波かっこで囲みます（\`message Empty {}\`）`,
    isFirst || came === "" ? before : line,
  ];
}

function noName({ came }: Slip): Explanation {
  return [
    `A name was expected where \`${came}\` stands, as in \`message Name { … }\``,
    `\`${came}\` の位置には、\`message Name { … }\` のように名前が必要です`,
  ];
}

function noProto3({ source }: Slip): Explanation {
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
