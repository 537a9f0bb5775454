import type { FileDescriptorProto } from "google-protobuf/google/protobuf/descriptor_pb.js";
import { codegen } from "../../messages/codegen.ts";
import { collisionIn } from "./collisions.ts";
import { IN_FILE, type Path, Sources } from "./sources.ts";
import { typesOf } from "./types.ts";

/**
 * Why the plugins make nothing of a .proto: they speak proto3, and no two things of it may have
 * one name in JavaScript.
 *
 * @param all the .proto files of the request
 * @returns `file:line:column: sentence`, the form of protoc's own errors; undefined
 *   for a .proto that they accept
 */
export function refusal(
  file: FileDescriptorProto,
  all: readonly FileDescriptorProto[],
): string | undefined {
  const sources = new Sources(file);
  const refuse = (path: Path, sentence: string) =>
    `${file.getName()}:${sources.position(path)}: ${sentence}`;

  const { noSyntax, noEditions, onlyProto3 } = codegen;
  if (file.getSyntax() !== "proto3") {
    if (isOnlyImported(file, all)) return undefined;
    // protoc takes a file that does not say for proto2.
    const isProto2 = sources.has([IN_FILE.syntax]) ? onlyProto3 : noSyntax(false);
    return refuse([IN_FILE.syntax], file.getSyntax() === "editions" ? noEditions : isProto2);
  }
  const found = collisionIn(file, (path) => Number.parseInt(sources.position(path)));
  return found && refuse(found.path, found.sentence);
}

/** Whether others import a file, for its options say, but none of proto3 has anything of its types. */
function isOnlyImported(file: FileDescriptorProto, all: readonly FileDescriptorProto[]): boolean {
  const name = file.getName() ?? "";
  const speaking = all.filter((each) => each.getSyntax() === "proto3");
  const fields = [...typesOf(speaking).values()].flatMap(
    ({ message }) => message?.getFieldList() ?? [],
  );
  const methods = speaking
    .flatMap((each) => each.getServiceList())
    .flatMap((service) => service.getMethodList());
  const used = [
    ...fields.map((field) => field.getTypeName()),
    ...methods.flatMap((method) => [method.getInputType(), method.getOutputType()]),
  ];
  const own = typesOf([file]);
  return (
    all.some((each) => each.getDependencyList().includes(name)) &&
    !used.some((typeName) => own.has(typeName ?? ""))
  );
}
