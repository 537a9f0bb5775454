import { describe, test } from "vitest";
import { say, task } from "../../kit/say.ts";
import { chatServer, method, shortName } from "./contract.ts";
import { wrong } from "./contract-file.ts";
import { requireProtoc } from "./reading.ts";

describe(task(3, "Describe the service", "サービスを定義する"), () => {
  test(
    say(
      "there is a service ChatServer, and protoc accepts it",
      "サービス ChatServer があり、protoc が受け付ける",
    ),
    () => {
      requireProtoc(3);
      chatServer();
    },
  );

  test(
    say("SendNote takes a Note and returns Empty", "SendNote は Note を受け取り Empty を返す"),
    () => {
      checkTypes("SendNote", "Note", "Empty");
    },
  );

  test(say("SendNote is unary", "SendNote は単項（unary）である"), () => {
    const { definition: rpc, line } = method("SendNote");
    if (!rpc.getClientStreaming() && !rpc.getServerStreaming()) return;
    wrong(
      line,
      "`SendNote` must be unary, one `Note` for one `Empty`: no `stream` on either side.",
      "`SendNote` は単項（unary）です。1つの `Note` に1つの `Empty` を返すので、どちらの側にも `stream` は付けません。",
    );
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
      const { definition: rpc, line } = method("ChatStream");
      if (!rpc.getServerStreaming()) {
        wrong(
          line,
          "`ChatStream` must return a stream of `Note`: write `returns (stream Note)`. Without it the server could answer with one note only.",
          "`ChatStream` が返すのは `Note` のストリームです。`returns (stream Note)` と書きます。このままではサーバーは1つの Note しか返せません。",
        );
      }
      if (rpc.getClientStreaming()) {
        wrong(
          line,
          "`ChatStream` must take one `Empty`, not a stream of it: the client only asks once, and the server streams.",
          "`ChatStream` が受け取るのは1つの `Empty` で、ストリームではありません。クライアントは1回頼むだけで、ストリームを送るのはサーバーです。",
        );
      }
    },
  );
});

function checkTypes(name: "SendNote" | "ChatStream", takes: string, returns: string): void {
  const { definition: rpc, line } = method(name);
  const [input, output] = [shortName(rpc.getInputType()), shortName(rpc.getOutputType())];
  if (input !== takes) {
    wrong(
      line,
      `\`${name}\` must take \`${takes}\`, and takes \`${input}\`. What a method takes stands in the parentheses after its name.`,
      `\`${name}\` が受け取るのは \`${takes}\` ですが、\`${input}\` になっています。受け取るものは、メソッド名の直後のかっこの中に書きます。`,
    );
  }
  if (output !== returns) {
    wrong(
      line,
      `\`${name}\` must return \`${returns}\`, and returns \`${output}\`. What a method returns stands in the parentheses after \`returns\`.`,
      `\`${name}\` が返すのは \`${returns}\` ですが、\`${output}\` になっています。返すものは \`returns\` の後のかっこの中に書きます。`,
    );
  }
}
