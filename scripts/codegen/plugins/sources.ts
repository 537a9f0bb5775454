import type { FileDescriptorProto } from "google-protobuf/google/protobuf/descriptor_pb.js";

/**
 * The way to an element of a .proto, in the field numbers of descriptor.proto:
 * `[4, 0, 2, 1]` is message 0's field 1. It is how protoc says where a thing stands.
 */
export type Path = readonly number[];

/** The field numbers of descriptor.proto that a path is made of; `syntax` stands for `edition` too. */
export const IN_FILE = {
  message: 4,
  enum: 5,
  service: 6,
  extension: 7,
  syntax: 12,
} as const;
export const IN_MESSAGE = { field: 2, message: 3, enum: 4, extension: 6, oneof: 8 } as const;
export const IN_SERVICE = { method: 2 } as const;

/** Where the elements of one .proto stand in its text, and what is written above them. */
export class Sources {
  readonly #locations: ReadonlyMap<string, { span: readonly number[]; comment: string }>;

  constructor(file: FileDescriptorProto) {
    const locations = file.getSourceCodeInfo()?.getLocationList() ?? [];
    this.#locations = new Map(
      locations.map((location) => [
        location.getPathList().join(),
        { span: location.getSpanList(), comment: location.getLeadingComments() ?? "" },
      ]),
    );
  }

  /** Whether the .proto has this element in writing. */
  has(path: Path): boolean {
    return this.#locations.has(path.join());
  }

  /** The `line:column` of an element, both from 1; the file's start where protoc gave none. */
  position(path: Path): string {
    const [line = 0, column = 0] = this.#locations.get(path.join())?.span ?? [];
    return `${line + 1}:${column + 1}`;
  }

  /** The lines of the comment above an element. */
  comment(path: Path): string[] {
    const text = this.#locations.get(path.join())?.comment.trimEnd();
    return text ? text.split("\n").map((line) => line.replace(/^ /, "").trimEnd()) : [];
  }
}
