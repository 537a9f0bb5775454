import { create, toBinary } from "@bufbuild/protobuf";
import { NoteSchema } from "../../../gen/web/chat_pb.js";
import { labelBody } from "../../../steps/05-web/page/bytes.ts";
import { bytesView } from "../../../steps/05-web/page/bytes-view.ts";
import { bytesWords } from "../../../steps/05-web/page/bytes-words.ts";
import { contractOf } from "../../../steps/05-web/page/contract.ts";

/** gRPC's flag, and the length in four bytes. */
const PREFIX = 5;
const words = bytesWords[document.documentElement.lang === "ja" ? "ja" : "en"];
const schema = { contract: contractOf([NoteSchema]), message: NoteSchema.typeName };
const [name, message] = ["name", "message"].map(
  (id) => document.getElementById(id) as HTMLInputElement,
) as [HTMLInputElement, HTMLInputElement];

/** Shows the note that is written, as gRPC sends it. */
function show(): void {
  const note = toBinary(
    NoteSchema,
    create(NoteSchema, { name: name.value, message: message.value }),
  );
  const bytes = new Uint8Array(PREFIX + note.length);
  new DataView(bytes.buffer).setUint32(1, note.length);
  bytes.set(note, PREFIX);
  const view = bytesView(bytes, labelBody(bytes, schema), words);
  document.getElementById("bytes")!.replaceChildren(view);
}

for (const field of [name, message]) field.addEventListener("input", show);
show();
