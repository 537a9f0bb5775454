// The course's own for the browser: what codegen makes for @bufbuild/protobuf.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { create, fromBinary, type Message, toBinary } from "@bufbuild/protobuf";
import type { GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { PlainNote } from "../notes.ts";
import type { LoadCodecs } from "../codec.ts";

type Note = Message<"chat.Note"> & PlainNote;
type NoteList = Message<"bench.NoteList"> & { notes: Note[] };

export const load: LoadCodecs = async ({ generated }) => {
  const web = (name: string) => import(pathToFileURL(join(generated, "web", name)).href);
  const { NoteSchema } = (await web("chat_pb.js")) as { NoteSchema: GenMessage<Note> };
  const { NoteListSchema } = (await web("list_pb.js")) as { NoteListSchema: GenMessage<NoteList> };
  return {
    note: {
      encode: (plain) => toBinary(NoteSchema, create(NoteSchema, plain)),
      decode(bytes, read) {
        const { name, message } = fromBinary(NoteSchema, bytes);
        read(name, message);
      },
    },
    list: {
      encode: (plain) => toBinary(NoteListSchema, create(NoteListSchema, plain)),
      decode(bytes, read) {
        for (const { name, message } of fromBinary(NoteListSchema, bytes).notes)
          read(name, message);
      },
    },
  };
};
