import { describe, test } from "vitest";
import { fail } from "../../kit/check.ts";
import { say, task } from "../../kit/say.ts";
import { packageName } from "./contract.ts";
import { chat, located, wrong } from "./contract-file.ts";
import { reading, requireProtoc } from "./reading.ts";
import { upTo } from "./parts.ts";
import { ProtoText } from "../../kit/proto-text.ts";

describe(task(1, "Say which language it is", "どの言語で書くかを宣言する"), () => {
  test(say("the file says that it is proto3", "ファイルが proto3 だと宣言している"), () => {
    const { result } = reading(1);
    if (typeof result !== "string" && result.getSyntax() === "proto3") return;
    const line = chat.find(/\b(?:syntax|edition)\b/);
    if (line === undefined) {
      if (typeof result === "string") fail(result);
      if (/\r(?!\n)/.test(chat.text)) {
        wrong(
          undefined,
          "Its lines end with CR alone, which protoc takes for no line end, so a comment goes on to the end of the file. Save it with LF or CRLF.",
          "改行コードが CR だけなので、protoc には改行と見なされず、コメントがファイルの終わりまで続いてしまいます。LF か CRLF で保存し直してください。",
        );
      }
      wrong(
        undefined,
        'There is no `syntax` line yet. The first line of code must be `syntax = "proto3";`.',
        '`syntax` の行がまだありません。コードの1行目は `syntax = "proto3";` です。',
      );
    }
    if (/^\s*syntax\s*=\s*(["'])proto3\1\s*;/.test(chat.code)) {
      const [, second] = chat.code.matchAll(/\bsyntax\s*=\s*["']/g);
      if (!second) return;
      wrong(
        chat.lineOf(second.index),
        "The `syntax` line stands twice: take this one out.",
        "`syntax` の行が2つあります。この行を消してください。",
      );
    }
    if (/\bsyntax\s*=\s*(["'])proto3\1\s*;/.test(chat.code)) {
      const first = chat.find(/\S/) ?? 0;
      wrong(
        line,
        `The \`syntax\` line must come first, before anything else but comments. Before it stands line ${first}: \`${chat.codeAt(first)}\`.`,
        `\`syntax\` の行は、コメントを除いてファイルの先頭に置かなければなりませんが、${first}行目に \`${chat.codeAt(first)}\` があります。`,
      );
    }
    if (typeof result === "string" && result.startsWith(located(line, ""))) fail(result);
    wrong(
      line,
      `This line must be \`syntax = "proto3";\`, with the quotes and the semicolon, and is \`${chat.codeAt(line)}\`.`,
      `この行は（引用符とセミコロンも含めて）\`syntax = "proto3";\` でなければなりませんが、\`${chat.codeAt(line)}\` になっています。`,
    );
  });

  test(say("protoc accepts what opens the file", "protoc がファイルの冒頭を受け付ける"), () => {
    if (new ProtoText(upTo(1, chat)).code.trim() === "") {
      wrong(
        undefined,
        "There is neither a `syntax` nor a `package` line in it yet.",
        "`syntax` の行も `package` の行もまだありません。",
      );
    }
    requireProtoc(1);
  });

  test(
    say("everything in it is in the package chat", "すべてがパッケージ chat に入っている"),
    () => {
      const { definition: name, line } = packageName();
      if (name === "chat") return;
      if (!name) {
        wrong(
          undefined,
          "There is no `package` line yet. Write `package chat;` below the `syntax` line.",
          "`package` の行がまだありません。`syntax` の行の下に `package chat;` と書きます。",
        );
      }
      wrong(
        line,
        `The package is \`${name}\`, and must be \`chat\`: it is part of the name by which a client calls, /chat.ChatServer/SendNote.`,
        `パッケージが \`${name}\` になっています。パッケージはクライアントが呼び出すときの名前 /chat.ChatServer/SendNote の一部なので、\`chat\` でなければなりません。`,
      );
    },
  );
});
