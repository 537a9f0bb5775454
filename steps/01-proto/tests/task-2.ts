import descriptors from "google-protobuf/google/protobuf/descriptor_pb.js";
import { describe, test } from "vitest";
import { fail } from "../../kit/check.ts";
import { say, task } from "../../kit/say.ts";
import { listed, message, noteField, packageName, typeOf } from "./contract.ts";
import { located, wrong } from "./contract-file.ts";
import { serialize } from "./protoc.ts";
import { reading, requireProtoc } from "./reading.ts";

const { Type, Label } = descriptors.FieldDescriptorProto;

describe(task(2, "Describe the messages", "メッセージを定義する"), () => {
  test(
    say(
      "there are messages Note and Empty, and protoc accepts them",
      "メッセージ Note と Empty があり、protoc が受け付ける",
    ),
    () => {
      requireProtoc(2);
      message("Note");
      message("Empty");
    },
  );

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
        const { definition: field, line } = noteField(name);
        if (field.getType() !== Type.TYPE_STRING) {
          wrong(
            line,
            `\`${name}\` must be a \`string\`, and is \`${typeOf(field)}\`.`,
            `\`${name}\` の型は \`string\` ですが、\`${typeOf(field)}\` になっています。`,
          );
        }
        if (field.getNumber() !== number) {
          wrong(
            line,
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
      for (const name of ["name", "message"]) {
        const { definition: field, line } = noteField(name);
        if (field.getLabel() === Label.LABEL_REPEATED) {
          wrong(
            line,
            `\`${name}\` is \`repeated\`, a list. A note has one ${name}: leave the word out.`,
            `\`${name}\` が \`repeated\`（リスト）になっています。1つの Note の ${name} は1つなので、この語は要りません。`,
          );
        }
        if (!field.hasOneofIndex()) continue;
        const oneofs = message("Note").definition.getOneofDeclList();
        const oneof = oneofs[field.getOneofIndex() ?? 0]?.getName();
        if (oneof === `_${name}`) {
          wrong(
            line,
            `\`${name}\` is \`optional\`. In proto3 a plain field may be left out anyway; the word adds a \`has\` method to the generated code, which this contract does not have.`,
            `\`${name}\` が \`optional\` になっています。proto3 では普通のフィールドも省略できます。この語を付けると生成コードに \`has\` メソッドが増え、この契約とは別のものになります。`,
          );
        }
        wrong(
          line,
          `\`${name}\` is in the \`oneof\` \`${oneof}\`: then setting one field clears the other, and a note needs both.`,
          `\`${name}\` が \`oneof\` の \`${oneof}\` に入っています。片方を設定するともう片方が消えますが、Note には両方が必要です。`,
        );
      }
    },
  );

  test(say("Empty is a message without fields", "Empty はフィールドのないメッセージである"), () => {
    const { definition: empty, line } = message("Empty");
    const names = empty.getFieldList().map((each) => each.getName() ?? "");
    if (names.length === 0) return;
    wrong(
      line,
      `\`Empty\` must have no fields${listed(names, ", and has ")}. A message may be empty: \`message Empty {}\`.`,
      `\`Empty\` にフィールドがあります${listed(names, "：")}。メッセージは空でもかまいません：\`message Empty {}\`。`,
    );
  });

  test(
    say("a Note from alice is eleven known bytes", "alice の Note が決まった11バイトになる"),
    () => {
      const { line } = message("Note");
      const { definition: name } = packageName();
      const type = name ? `${name}.Note` : "Note";
      const actual = serialize(reading(2).contract, type, 'name: "alice" message: "hi"');
      const expected = Buffer.from("0a05616c69636512026869", "hex");
      if (actual && expected.equals(actual)) return;
      fail(
        located(
          line,
          say(
            "A `Note` with the name alice and the message hi does not become the bytes that every other program with this contract sends.",
            "name が alice、message が hi の `Note` が、この契約に従うほかのプログラムが送るバイト列と一致しません。",
          ),
        ),
        { expected, actual: actual ?? say("no bytes", "バイト列にならない") },
      );
    },
  );
});
