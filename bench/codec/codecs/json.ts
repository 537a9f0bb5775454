// What JavaScript itself brings.
import type { PlainNote } from "../notes.ts";
import type { LoadCodecs, PlainNoteList } from "../codec.ts";

const encode = (plain: unknown) => Buffer.from(JSON.stringify(plain));

export const load: LoadCodecs = () => ({
  note: {
    encode,
    decode(bytes, read) {
      const note = JSON.parse(bytes.toString()) as PlainNote;
      read(note.name, note.message);
    },
  },
  list: {
    encode,
    decode(bytes, read) {
      const { notes } = JSON.parse(bytes.toString()) as PlainNoteList;
      for (const note of notes) read(note.name, note.message);
    },
  },
});
