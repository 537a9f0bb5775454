import type { FileDescriptorProto } from "google-protobuf/google/protobuf/descriptor_pb.js";
import { messages } from "../../messages/index.ts";
import { IN_FILE, IN_MESSAGE, type Path, Sources } from "./sources.ts";
import { typesOf } from "./types.ts";

/**
 * Why the plugins make nothing of a .proto: they speak proto3 and no custom options.
 *
 * @returns `file:line:column: sentence`, the form of protoc's own errors; undefined
 *   for a .proto that they accept
 */
export function refusal(file: FileDescriptorProto): string | undefined {
  const sources = new Sources(file);
  const refuse = (path: Path, sentence: string) =>
    `${file.getName()}:${sources.position(path)}: ${sentence}`;

  const { noSyntax, onlyProto3, noExtensions } = messages.codegen;
  if (file.getSyntax() !== "proto3") {
    // protoc takes a file that does not say for proto2.
    return refuse([IN_FILE.syntax], sources.has([IN_FILE.syntax]) ? onlyProto3 : noSyntax);
  }
  const extension = extensionIn(file);
  return extension && refuse(extension, noExtensions);
}

/** The place of the first `extend`, at the top of the file or inside a message. */
function extensionIn(file: FileDescriptorProto): Path | undefined {
  if (file.getExtensionList().length > 0) return [IN_FILE.extension, 0];
  const types = [...typesOf([file]).values()];
  const around = types.find(({ message }) => message && message.getExtensionList().length > 0);
  return around && [...around.path, IN_MESSAGE.extension, 0];
}
