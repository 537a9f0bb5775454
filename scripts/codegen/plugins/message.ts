import type { DescriptorProto } from "google-protobuf/google/protobuf/descriptor_pb.js";
import { type Field, fieldOf } from "./field.ts";
import { IN_MESSAGE, type Path, type Sources } from "./sources.ts";
import type { Types } from "./types.ts";

/** A message as the generated code needs it. */
export interface Message {
  readonly name: string;
  /** The identifier of its class. */
  readonly className: string;
  /** The lines of the comment above it. */
  readonly comment: readonly string[];
  readonly fields: readonly Field[];
  readonly oneofs: readonly Oneof[];
}

/** A oneof as the generated code needs it. */
export interface Oneof {
  readonly name: string;
  readonly comment: readonly string[];
  readonly fields: readonly { readonly name: string; readonly number: number }[];
}

/** What a message needs to know of the .proto that it stands in. */
export interface Scope {
  /** The package, as the names of its types begin: `.chat`. */
  readonly scope: string;
  readonly types: Types;
  /** The JavaScript expression of a type: `.chat.Outer.Inner` → `Outer_Inner`. */
  readonly expression: (typeName: string) => string;
  readonly sources: Sources;
}

/** The model of one message. */
export function messageOf(
  message: DescriptorProto,
  path: Path,
  className: string,
  scope: Scope,
): Message {
  const { sources } = scope;
  // protoc puts each `optional` field into a oneof of its own, behind the real ones.
  const inOneof = message.getFieldList().filter((f) => f.hasOneofIndex() && !f.getProto3Optional());
  const oneofs = message.getOneofDeclList().map((oneof, index) => ({
    name: oneof.getName() ?? "",
    comment: sources.comment([...path, IN_MESSAGE.oneof, index]),
    fields: inOneof
      .filter((field) => field.getOneofIndex() === index)
      .map((field) => ({ name: field.getName() ?? "", number: field.getNumber() ?? 0 })),
  }));
  return {
    name: message.getName() ?? "",
    className,
    comment: sources.comment(path),
    fields: message.getFieldList().map((field, index) => {
      const comment = sources.comment([...path, IN_MESSAGE.field, index]);
      return fieldOf(field, comment, className, scope);
    }),
    oneofs: oneofs.filter((oneof) => oneof.fields.length > 0),
  };
}
