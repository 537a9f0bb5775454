import type { PlainNote } from "./notes.ts";

/** Many notes in one message. */
export interface PlainNoteList {
  notes: PlainNote[];
}

/** Is given the fields of each note that was decoded. */
export type Read = (name: string, message: string) => void;

/** Turns a plain object into bytes that are ready to send, and bytes that came into a value. */
export interface Codec<Plain> {
  encode(plain: Plain): Uint8Array;
  decode(bytes: Buffer, read: Read): void;
}

/** A contestant: its codec for one note, and for a list. */
export interface Codecs {
  note: Codec<PlainNote>;
  list: Codec<PlainNoteList>;
}

/** Where a contestant finds the contract. */
export interface Contract {
  /** The folder of `chat.proto` and `list.proto`. */
  protos: string;
  /** The folder of the code that was generated from them. */
  generated: string;
}

/** Makes a contestant ready; each file in `codecs/` exports one of these. */
export type LoadCodecs = (contract: Contract) => Codecs | Promise<Codecs>;
