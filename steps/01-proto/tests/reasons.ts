import {
  brace,
  expected,
  fieldName,
  fieldNumber,
  method,
  noMethod,
  noName,
  noPackageName,
  noProto3,
  noNumber,
  notDefined,
  parentheses,
  semicolon,
  topLevel,
  type Explanation,
  type Slip,
} from "./slips.ts";

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
  const plain = slip.reason.replace(/\.$/, "").replaceAll('"', "`");
  return { line: slip.line, en: `protoc says: ${plain}`, ja: `protoc のエラー：${plain}` };
}

const REASONS: [RegExp, (slip: Slip, ...found: string[]) => Explanation][] = [
  [/^Expected ";"/, semicolon],
  [/^(?:Expected "\("|Expected "\)"|Expected type name|Expected message type)/, parentheses],
  [/^Expected "returns"/, (slip) => method(slip, "returns")],
  [/^Expected "rpc"/, noMethod],
  [/^Expected field name/, fieldName],
  [/^Expected field number/, noNumber],
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
    /^(?:Field numbers cannot be greater|Integer out of range)/,
    () => [
      "The largest field number is 536870911",
      "フィールド番号として使えるのは536870911までです",
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
  [/^Expected identifier/, noPackageName],
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
  [
    /^Expected a string naming the file to import/,
    () => [
      '`import` is followed by the name of a file in quotes, as in `import "other.proto";`',
      '`import` の後には、`import "other.proto";` のように、ファイル名を引用符で囲んで書きます',
    ],
  ],
  [/^Expected top-level statement/, topLevel],
  [
    /inside block comment/,
    () => [
      "A `/*` stands in a comment that a `/*` has begun, and comments cannot be nested",
      "`/*` で始まるコメントの中に、もう1つ `/*` があります。コメントは入れ子にできません",
    ],
  ],
  [
    /^Numbers starting with leading zero must be in octal/,
    () => [
      "A number that begins with 0 is octal, which has no 8 and no 9: leave the 0 out",
      "0で始まる数は8進数なので、8や9は使えません。先頭の0を取ってください",
    ],
  ],
  [
    /^Need space between number and identifier/,
    () => ["A name does not begin with a digit", "名前の先頭に数字は使えません"],
  ],
  [
    /^Option "(.+)" unknown/,
    (_, name) => [`There is no option \`${name}\``, `\`${name}\` というオプションはありません`],
  ],
  [
    /^The default JSON name of field "(\w+)" .* conflicts .* "(\w+)"/,
    (_, one, other) => [
      `The fields \`${one}\` and \`${other}\` have the same name in JSON, where \`a_b\` is written \`aB\``,
      `フィールド \`${one}\` と \`${other}\` は、JSON では同じ名前になります（\`a_b\` は \`aB\` と書かれます）`,
    ],
  ],
  [
    /^"[\w.]*?(\w+)" uses the same enum value as "[\w.]*?(\w+)"/,
    (_, one, other) => [
      `\`${one}\` and \`${other}\` have the same number`,
      `\`${one}\` と \`${other}\` に同じ番号が付いています`,
    ],
  ],
  [
    /^Enums must contain at least one value/,
    () => [
      "An `enum` has at least one value. What may be empty is a message (`message Empty {}`)",
      "`enum` には値が1つ以上必要です。空にできるのはメッセージです（`message Empty {}`）",
    ],
  ],
  [
    /^The first enum value must be zero/,
    () => [
      "The first value of an `enum` has the number 0: it is the default",
      "`enum` の最初の値の番号は0でなければなりません（それが既定値になります）",
    ],
  ],
  [/^Expected (".+")/, expected],
];
