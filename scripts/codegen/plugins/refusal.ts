import descriptor from "google-protobuf/google/protobuf/descriptor_pb.js";
import type { FileDescriptorProto } from "google-protobuf/google/protobuf/descriptor_pb.js";
import { codegen } from "../../messages/codegen.ts";
import { propertyName } from "./names.ts";
import { IN_FILE, IN_MESSAGE, type Path, Sources } from "./sources.ts";
import { typesOf } from "./types.ts";

/**
 * Why the plugins make nothing of a .proto: they speak proto3, and no two things of a message may
 * have one name in JavaScript.
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

  const { noSyntax, noEditions, onlyProto3, sameName } = codegen;
  if (file.getSyntax() !== "proto3") {
    if (isOnlyImported(file, all)) return undefined;
    // protoc takes a file that does not say for proto2.
    const isProto2 = sources.has([IN_FILE.syntax]) ? onlyProto3 : noSyntax(false);
    return refuse([IN_FILE.syntax], file.getSyntax() === "editions" ? noEditions : isProto2);
  }
  const found = collision(file);
  if (!found) return undefined;
  const [first, second, inJavaScript] = found;
  const line = Number.parseInt(sources.position(first.path));
  return refuse(second.path, sameName(second.name, first.name, line, inJavaScript));
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

const { Label } = descriptor.FieldDescriptorProto;

interface Named {
  name: string;
  path: Path;
}

/** The first two things of a message that the generated code would give one name. */
function collision(file: FileDescriptorProto): [Named, Named, string] | undefined {
  const types = typesOf([file]);
  for (const { message, path } of types.values()) {
    const known = new Map<string, Named>();
    const fields = (message?.getFieldList() ?? []).map((field, index) => {
      const isMap = types
        .get(field.getTypeName() ?? "")
        ?.message?.getOptions()
        ?.getMapEntry();
      const isRepeated = field.getLabel() === Label.LABEL_REPEATED;
      const ending = isMap ? "Map" : isRepeated ? "List" : "";
      return { name: field.getName() ?? "", ending, path: [...path, IN_MESSAGE.field, index] };
    });
    // Each `optional` has a oneof of its own, of which nothing is made.
    const optional = (message?.getFieldList() ?? []).filter((field) => field.getProto3Optional());
    const unmade = new Set(optional.map((field) => field.getOneofIndex()));
    const oneofs = (message?.getOneofDeclList() ?? [])
      .map((oneof, index) => ({
        name: oneof.getName() ?? "",
        ending: "Case",
        path: [...path, IN_MESSAGE.oneof, index],
      }))
      .filter((_, index) => !unmade.has(index));
    for (const named of [...fields, ...oneofs]) {
      const inJavaScript = propertyName(named.name) + named.ending;
      const first = known.get(inJavaScript);
      if (first) return [first, named, inJavaScript];
      known.set(inJavaScript, named);
    }
  }
  return undefined;
}
