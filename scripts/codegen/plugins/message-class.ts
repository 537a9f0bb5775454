import { fieldCode } from "./field-code.ts";
import type { Field } from "./field.ts";
import type { Message, Oneof } from "./message.ts";
import { upperCamel } from "./names.ts";
import { docComment, documented, indented } from "./text.ts";

// The runtime keeps the fields from this number on in an object: an array would be all holes.
const PIVOT = 500;

/** The class of a message. */
export function messageClass(message: Message): string {
  const parts = [
    ...statics(message),
    constructor(message),
    ...message.oneofs.map((oneof, index) => oneofCase(message, oneof, index)),
    ...message.fields.map(accessors),
    toObject(message),
    serialize(message),
    deserialize(message),
  ];
  return `\
${docComment(documented(message.comment, `message ${message.name}`))}\
class ${message.className} extends jspb.Message {
${indented("  ", parts.join("\n"))}}
`;
}

function numbers(fields: readonly { readonly number: number }[]): string {
  return `[${fields.map((field) => field.number).join(", ")}]`;
}

/** What the runtime wants to know of the class. */
function statics({ fields, oneofs }: Message): string[] {
  const repeated = fields.filter((field) => field.repeated);
  const groups = oneofs.map((oneof) => numbers(oneof.fields));
  return [
    ...(repeated.length > 0
      ? [`/** The fields that are lists. */\nstatic repeatedFields_ = ${numbers(repeated)};\n`]
      : []),
    ...(groups.length > 0
      ? [`/** The fields of each oneof. */\nstatic oneofGroups_ = [${groups.join(", ")}];\n`]
      : []),
  ];
}

function constructor({ className, fields, oneofs }: Message): string {
  const pivot = fields.some((field) => field.number >= PIVOT) ? PIVOT : -1;
  const repeated = fields.some((field) => field.repeated) ? `${className}.repeatedFields_` : "null";
  const groups = oneofs.length > 0 ? `${className}.oneofGroups_` : "null";
  return `\
constructor(data) {
  super();
  jspb.Message.initialize(this, data, 0, ${pivot}, ${repeated}, ${groups});
}
`;
}

function oneofCase({ className }: Message, oneof: Oneof, index: number): string {
  const name = `${upperCamel(oneof.name)}Case`;
  const cases = oneof.fields.map((field) => `  ${field.name.toUpperCase()}: ${field.number},\n`);
  return `\
static ${name} = {
  ${oneof.name.toUpperCase()}_NOT_SET: 0,
${cases.join("")}};

${docComment(documented(oneof.comment, `oneof ${oneof.name}`))}\
get${name}() {
  return jspb.Message.computeOneofCase(this, ${className}.oneofGroups_[${index}]);
}
`;
}

function accessors(field: Field): string {
  return docComment(documented(field.comment, field.declaration)) + fieldCode(field).methods;
}

function toObject({ className, fields }: Message): string {
  const entries = fields.map((field) => `    ${field.property}: ${fieldCode(field).toObject},\n`);
  return `\
${docComment(["The message as a plain object, for people to read."])}\
toObject(includeInstance) {
  return ${className}.toObject(includeInstance, this);
}

static toObject(includeInstance, msg) {
  const object = {${entries.length > 0 ? `\n${entries.join("")}  ` : ""}};
  if (includeInstance) object.$jspbMessageInstance = msg;
  return object;
}
`;
}

function serialize({ className, fields }: Message): string {
  const steps = fields.map((field) => {
    const { written, isSet, write } = fieldCode(field);
    return `  value = ${written};\n  if (${isSet}) ${write}\n`;
  });
  const body = steps.length > 0 ? `{\n  let value;\n${steps.join("")}}` : "{}";
  return `\
${docComment(["The message as the bytes that travel. A field with its default value is left out."])}\
serializeBinary() {
  const writer = new jspb.BinaryWriter();
  ${className}.serializeBinaryToWriter(this, writer);
  return writer.getResultBuffer();
}

static serializeBinaryToWriter(message, writer) ${body}
`;
}

function deserialize({ className, fields }: Message): string {
  const cases = fields.map((field) => {
    const { read } = fieldCode(field);
    const [open, close] = read.startsWith("const ") ? [" {", "}\n"] : ["", ""];
    return `case ${field.number}:${open}\n${indented("  ", `${read}break;\n`)}${close}`;
  });
  const choice = `\
switch (reader.getFieldNumber()) {
${indented("  ", cases.join(""))}\
  default:
    reader.skipField();
}
`;
  return `\
${docComment(["The message that such bytes hold. A field number it does not know is skipped."])}\
static deserializeBinary(bytes) {
  const reader = new CheckedReader(bytes);
  return ${className}.deserializeBinaryFromReader(new ${className}(), reader);
}

static deserializeBinaryFromReader(message, reader) {
  while (reader.nextField()) {
    if (reader.isEndGroup()) break;
${indented("    ", cases.length > 0 ? choice : "reader.skipField();\n")}\
  }
  return message;
}
`;
}
