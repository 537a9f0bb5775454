// The library below proto-loader, in the very copy that proto-loader uses.
import { createRequire } from "node:module";
import { join } from "node:path";
import type { PlainNote } from "../notes.ts";
import type { LoadCodecs, PlainNoteList } from "../codec.ts";

/** What protobufjs makes of a message. */
interface Type<Plain> {
  encode(plain: Plain): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Plain;
}

interface Protobufjs {
  loadSync(file: string): { lookupType(name: string): unknown };
}

export const load: LoadCodecs = ({ protos }) => {
  const protoLoader = createRequire(import.meta.url).resolve("@grpc/proto-loader");
  const { loadSync } = createRequire(protoLoader)("protobufjs") as Protobufjs;
  const root = loadSync(join(protos, "list.proto"));
  const note = root.lookupType("chat.Note") as Type<PlainNote>;
  const list = root.lookupType("bench.NoteList") as Type<PlainNoteList>;
  return {
    note: {
      encode: (plain) => note.encode(plain).finish(),
      decode(bytes, read) {
        const { name, message } = note.decode(bytes);
        read(name, message);
      },
    },
    list: {
      encode: (plain) => list.encode(plain).finish(),
      decode(bytes, read) {
        for (const { name, message } of list.decode(bytes).notes) read(name, message);
      },
    },
  };
};
