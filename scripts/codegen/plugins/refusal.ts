import type { FileDescriptorProto } from "google-protobuf/google/protobuf/descriptor_pb.js";
import { codegen } from "../../messages/codegen.ts";
import { propertyName } from "./names.ts";
import { IN_FILE, IN_MESSAGE, type Path, Sources } from "./sources.ts";
import { typesOf } from "./types.ts";

/**
 * Why the plugins make nothing of a .proto: they speak proto3, and no two fields of a message may
 * have one name in JavaScript.
 *
 * @returns `file:line:column: sentence`, the form of protoc's own errors; undefined
 *   for a .proto that they accept
 */
export function refusal(file: FileDescriptorProto): string | undefined {
  const sources = new Sources(file);
  const refuse = (path: Path, sentence: string) =>
    `${file.getName()}:${sources.position(path)}: ${sentence}`;

  const { noSyntax, onlyProto3, sameName } = codegen;
  if (file.getSyntax() !== "proto3") {
    // protoc takes a file that does not say for proto2.
    return refuse([IN_FILE.syntax], sources.has([IN_FILE.syntax]) ? onlyProto3 : noSyntax);
  }
  const found = collision(file);
  if (!found) return undefined;
  const [first, second, inJavaScript] = found;
  const line = Number.parseInt(sources.position(first.path));
  return refuse(second.path, sameName(second.name, first.name, line, inJavaScript));
}

interface Named {
  name: string;
  path: Path;
}

/** The first two fields of a message that the generated code would give one name. */
function collision(file: FileDescriptorProto): [Named, Named, string] | undefined {
  for (const { message, path } of typesOf([file]).values()) {
    const known = new Map<string, Named>();
    for (const [index, field] of (message?.getFieldList() ?? []).entries()) {
      const named = { name: field.getName() ?? "", path: [...path, IN_MESSAGE.field, index] };
      const inJavaScript = propertyName(named.name);
      const first = known.get(inJavaScript);
      if (first) return [first, named, inJavaScript];
      known.set(inJavaScript, named);
    }
  }
  return undefined;
}
