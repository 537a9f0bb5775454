// The serializers and deserializers that proto-loader hands to grpc-js.
import { join } from "node:path";
import { loadSync } from "@grpc/proto-loader";
import type { PlainNote } from "../notes.ts";
import type { LoadCodecs, PlainNoteList } from "../codec.ts";

/** A message's definition. A method's has the same two functions, by other names. */
interface Definition<Plain> {
  serialize(plain: Plain): Buffer;
  deserialize(bytes: Buffer): Plain;
}

export const load: LoadCodecs = ({ protos }) => {
  const definitions: Record<string, unknown> = loadSync(join(protos, "list.proto"));
  const note = definitions["chat.Note"] as Definition<PlainNote>;
  const list = definitions["bench.NoteList"] as Definition<PlainNoteList>;
  return {
    note: {
      encode: (plain) => note.serialize(plain),
      decode(bytes, read) {
        const { name, message } = note.deserialize(bytes);
        read(name, message);
      },
    },
    list: {
      encode: (plain) => list.serialize(plain),
      decode(bytes, read) {
        for (const { name, message } of list.deserialize(bytes).notes) read(name, message);
      },
    },
  };
};
