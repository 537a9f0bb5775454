import type {
  EnumDescriptorProto,
  FileDescriptorProto,
} from "google-protobuf/google/protobuf/descriptor_pb.js";
import { CHECKED_READER } from "../checked-reader.ts";
import { messageClass } from "./message-class.ts";
import { messageOf } from "./message.ts";
import { generatedName, Modules } from "./modules.ts";
import { Identifiers } from "./names.ts";
import type { GeneratedFile } from "./run.ts";
import { Sources } from "./sources.ts";
import { docComment, documented } from "./text.ts";
import { scopeOf, type Types, typesOf } from "./types.ts";

/**
 * The `*_pb.js` of one .proto: a class for each message, an object for each enum.
 *
 * @param file the .proto
 * @param types the types of the whole request
 */
export function messageFile(file: FileDescriptorProto, types: Types): GeneratedFile {
  const name = file.getName() ?? "";
  const sources = new Sources(file);
  const identifiers = new Identifiers();
  const modules = new Modules(name, identifiers);
  // What proto3 does not use of a proto2 file that it imports is left out.
  const isProto3 = file.getSyntax() === "proto3";
  const own = [...types].filter(
    ([, type]) => isProto3 && type.file === name && !type.message?.getOptions()?.getMapEntry(),
  );

  // All names first: a field may use a message that is declared below it.
  const local = new Map(
    own.map(([typeName, { names }]) => [typeName, identifiers.claim(names.join("_"))]),
  );
  const expression = (typeName: string): string => {
    const type = types.get(typeName);
    if (!type) throw new Error(`protoc sent no type ${typeName}`);
    return local.get(typeName) ?? `${modules.alias(type.file)}.${type.names.join(".")}`;
  };

  const declarations: string[] = [];
  const exported: string[] = [];
  for (const [typeName, { names, path, message, enumeration }] of own) {
    const identifier = expression(typeName);
    const simpleName = names.at(-1) ?? "";
    const comment = sources.comment(path);
    if (message) {
      const scope = { scope: scopeOf(file), types, expression, sources };
      declarations.push(messageClass(messageOf(message, path, identifier, scope)));
    }
    if (enumeration) declarations.push(enumObject(enumeration, identifier, comment));

    const outer = local.get(typeName.slice(0, typeName.lastIndexOf(".")));
    if (outer) declarations.push(property(outer, simpleName, identifier));
    else exported.push(property("exports", simpleName, identifier));
  }

  const head = `\
// The messages of ${name}, as "npm run codegen" makes them. Change the .proto, not this file.
"use strict";

const jspb = require("google-protobuf");
const { CheckedReader } = require("${"../".repeat(name.split("/").length - 1) || "./"}${CHECKED_READER}");
${modules.code()}${leftOut(file)}`;
  const parts = [head, ...declarations, exported.join("")];
  return { name: generatedName(name, "_pb.js"), content: parts.filter(Boolean).join("\n") };
}

/** What a class has by nature, and an assignment cannot change. */
const OF_FUNCTION = new Set(["name", "length", "caller", "arguments", "__proto__"]);

/** The statement that gives an object a property. */
function property(of: string, name: string, value: string): string {
  return OF_FUNCTION.has(name)
    ? `Object.defineProperty(${of}, "${name}", { enumerable: true, value: ${value} });\n`
    : `${of}.${name} = ${value};\n`;
}

/** A note that names what nothing is made of in a .proto: extensions, and all of proto2. */
function leftOut(file: FileDescriptorProto): string {
  if (file.getSyntax() !== "proto3") return "\n// Left out, as it is proto2: all of it.\n";
  const inMessages = [...typesOf([file]).values()].flatMap(
    ({ message }) => message?.getExtensionList() ?? [],
  );
  const names = [...file.getExtensionList(), ...inMessages].map((field) => field.getName());
  return names.length > 0 ? `\n// Left out, as these are extensions: ${names.join(", ")}.\n` : "";
}

/** An enum's values are in upper case here, however the .proto writes them: so the types have them. */
function enumObject(item: EnumDescriptorProto, identifier: string, comment: string[]): string {
  const values = item
    .getValueList()
    .map((value) => `  ${value.getName()?.toUpperCase()}: ${value.getNumber()},\n`);
  return `\
${docComment(documented(comment, `enum ${item.getName()}`))}\
const ${identifier} = {
${values.join("")}};
`;
}
