import descriptor from "google-protobuf/google/protobuf/descriptor_pb.js";
import type {
  DescriptorProto,
  FieldDescriptorProto,
  FileDescriptorProto,
} from "google-protobuf/google/protobuf/descriptor_pb.js";
import { codegen } from "../../messages/codegen.ts";
import { lowerFirst, propertyName, upperCamel } from "./names.ts";
import { IN_FILE, IN_MESSAGE, IN_SERVICE, type Path } from "./sources.ts";
import { type Types, typesOf } from "./types.ts";

const { Label } = descriptor.FieldDescriptorProto;

/** What a generated class, or the types of it, has already: no type within may be called so. */
const OF_CLASS = new Set(
  `prototype toObject serializeBinaryToWriter deserializeBinary deserializeBinaryFromReader
  repeatedFields_ oneofGroups_ extensions extensionsBinary AsObject`.split(/\s+/),
);

/** What grpc-js' clients have already, and what it gives no client. */
export const OF_CLIENT = new Set(
  `close getChannel waitForReady checkOptionalUnaryResponseArguments checkMetadataAndOptions
  makeUnaryRequest makeClientStreamRequest makeServerStreamRequest makeBidiStreamRequest
  constructor prototype __proto__`.split(/\s+/),
);

/** A thing of a .proto, and what it is to be in JavaScript. */
interface Claim {
  readonly name: string;
  readonly path: Path;
  /** Where no other may have that name: a class, an enum, a client. */
  readonly scope: string;
  readonly inJavaScript: string;
  /** Whether that name has been given away before any .proto is read. */
  readonly isTaken?: boolean;
}

/** The first thing of a .proto that cannot have its name in JavaScript, and why. */
export interface Collision {
  readonly path: Path;
  readonly sentence: string;
}

/**
 * Looks for what would overwrite each other in the generated code, or something of its own.
 *
 * @param lineOf the line of a thing of this .proto
 */
export function collisionIn(
  file: FileDescriptorProto,
  lineOf: (path: Path) => number,
): Collision | undefined {
  const known = new Map<string, Claim>();
  for (const claim of claimsOf(file)) {
    const { name, path, scope, inJavaScript, isTaken } = claim;
    if (!inJavaScript) return { path, sentence: codegen.noName(name) };
    if (isTaken) return { path, sentence: codegen.takenName(name, inJavaScript) };
    const key = `${scope} ${inJavaScript}`;
    const first = known.get(key);
    if (first) {
      const line = lineOf(first.path);
      return { path, sentence: codegen.sameName(name, first.name, line, inJavaScript) };
    }
    known.set(key, claim);
  }
  return undefined;
}

function* claimsOf(file: FileDescriptorProto): Generator<Claim> {
  const types = typesOf([file]);
  for (const { names, path, message } of types.values()) {
    if (message?.getOptions()?.getMapEntry()) continue;
    const own = names.join(".");
    const name = names.at(-1) ?? "";
    if (names.length > 1) {
      const scope = names.slice(0, -1).join(".");
      yield { name, path, scope, inJavaScript: own, isTaken: OF_CLASS.has(name) };
    }
    if (message) yield* claimsOfFields(message, path, own, types);
  }
  for (const [index, service] of file.getServiceList().entries()) {
    for (const [at, method] of service.getMethodList().entries()) {
      const name = method.getName() ?? "";
      const inJavaScript = lowerFirst(name);
      const path = [IN_FILE.service, index, IN_SERVICE.method, at];
      const client = `${service.getName()}Client`;
      const isTaken = OF_CLIENT.has(inJavaScript);
      yield { name, path, scope: client, inJavaScript: `${client}.${inJavaScript}`, isTaken };
    }
  }
}

function* claimsOfFields(
  message: DescriptorProto,
  path: Path,
  own: string,
  types: Types,
): Generator<Claim> {
  const fields = message.getFieldList();
  for (const [index, field] of fields.entries()) {
    const name = field.getName() ?? "";
    const property = propertyName(name);
    yield {
      name,
      path: [...path, IN_MESSAGE.field, index],
      scope: `${own}'s fields`,
      inJavaScript: property && property + endingOf(field, types),
    };
  }
  for (const [index, oneof] of message.getOneofDeclList().entries()) {
    const name = oneof.getName() ?? "";
    // Each `optional` has a oneof of its own, of which nothing is made.
    const members = [...fields.entries()].filter(
      ([, field]) =>
        field.hasOneofIndex() && field.getOneofIndex() === index && !field.getProto3Optional(),
    );
    if (members.length === 0) continue;
    const oneofPath = [...path, IN_MESSAGE.oneof, index];
    const enumeration = `${own}.${upperCamel(name)}Case`;
    const getter = `${propertyName(name)}Case`;
    yield { name, path: oneofPath, scope: `${own}'s fields`, inJavaScript: getter };
    yield { name, path: oneofPath, scope: own, inJavaScript: enumeration };
    for (const [at, field] of members) {
      const upper = field.getName()?.toUpperCase() ?? "";
      yield {
        name: field.getName() ?? "",
        path: [...path, IN_MESSAGE.field, at],
        scope: enumeration,
        inJavaScript: `${enumeration}.${upper}`,
        isTaken: upper === `${name.toUpperCase()}_NOT_SET`,
      };
    }
  }
}

/** What a field's name ends in, in JavaScript. */
function endingOf(field: FieldDescriptorProto, types: Types): string {
  const type = types.get(field.getTypeName() ?? "")?.message;
  if (type?.getOptions()?.getMapEntry()) return "Map";
  return field.getLabel() === Label.LABEL_REPEATED ? "List" : "";
}
