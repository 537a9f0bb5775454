// The course's own: the classes that codegen makes for google-protobuf.
import { createRequire } from "node:module";
import { join } from "node:path";
import type { PlainNote } from "../notes.ts";
import type { LoadCodecs } from "../codec.ts";

interface Note {
  setName(name: string): Note;
  setMessage(message: string): Note;
  getName(): string;
  getMessage(): string;
  serializeBinary(): Uint8Array;
}

interface NoteList {
  setNotesList(notes: Note[]): NoteList;
  getNotesList(): Note[];
  serializeBinary(): Uint8Array;
}

/** The class of a message. */
interface MessageClass<Message> {
  new (): Message;
  deserializeBinary(bytes: Uint8Array): Message;
}

export const load: LoadCodecs = ({ generated }) => {
  const require = createRequire(import.meta.url);
  const chat = require(join(generated, "chat_pb.js")) as { Note: MessageClass<Note> };
  const list = require(join(generated, "list_pb.js")) as { NoteList: MessageClass<NoteList> };
  const { Note } = chat;
  const { NoteList } = list;
  const message = (note: PlainNote) => new Note().setName(note.name).setMessage(note.message);
  return {
    note: {
      encode: (note) => message(note).serializeBinary(),
      decode(bytes, read) {
        const note = Note.deserializeBinary(bytes);
        read(note.getName(), note.getMessage());
      },
    },
    list: {
      encode: ({ notes }) => new NoteList().setNotesList(notes.map(message)).serializeBinary(),
      decode(bytes, read) {
        const notes = NoteList.deserializeBinary(bytes).getNotesList();
        for (const note of notes) read(note.getName(), note.getMessage());
      },
    },
  };
};
