import type { FieldCode } from "./field-code.ts";
import type { Field } from "./field.ts";

/** The code of a `repeated` field. */
export function listCode(field: Field): FieldCode {
  const { number, suffix, plainSuffix, elementSuffix, value } = field;
  const isBytes = value.wire === "Bytes";
  const of = value.messageClass;
  const get = of
    ? `jspb.Message.getRepeatedWrapperField(this, ${of}, ${number})`
    : `jspb.Message.getRepeated${value.stored}Field(this, ${number})`;
  const set = of
    ? `jspb.Message.setRepeatedWrapperField(this, ${number}, value)`
    : `jspb.Message.setField(this, ${number}, value || [])`;
  const add = of
    ? `jspb.Message.addToRepeatedWrapperField(this, ${number}, value, ${of}, index)`
    : `jspb.Message.addToRepeatedField(this, ${number}, value, index)`;
  const conversions = `
get${plainSuffix}_asB64() {
  return jspb.Message.bytesListAsB64(this.get${suffix}());
}

get${plainSuffix}_asU8() {
  return jspb.Message.bytesListAsU8(this.get${suffix}());
}
`;
  return {
    methods: `\
get${suffix}() {
  return ${get};
}
${isBytes ? conversions : ""}
set${suffix}(value) {
  return ${set};
}

add${elementSuffix}(value, index) {
  return ${add};
}

clear${suffix}() {
  return this.set${suffix}([]);
}
`,
    toObject: of
      ? `jspb.Message.toObjectList(msg.get${suffix}(), ${of}.toObject, includeInstance)`
      : `msg.get${isBytes ? `${plainSuffix}_asB64` : suffix}()`,
    written: `message.get${isBytes ? `${plainSuffix}_asU8` : suffix}()`,
    isSet: "value.length > 0",
    write: of
      ? `writer.writeRepeatedMessage(${number}, value, ${of}.serializeBinaryToWriter);`
      : `writer.write${field.packed ? "Packed" : "Repeated"}${value.wire}(${number}, value);`,
    read: readElements(field),
  };
}

function readElements({ elementSuffix, value }: Field): string {
  if (value.messageClass) {
    return `\
const element = new ${value.messageClass}();
reader.readMessage(element, ${value.messageClass}.deserializeBinaryFromReader);
message.add${elementSuffix}(element);
`;
  }
  if (!value.packable) return `message.add${elementSuffix}(reader.read${value.wire}());\n`;
  // A reader takes both forms, whichever of them the .proto asks writers for.
  return `\
const elements = reader.isDelimited() ? reader.readPacked${value.wire}() : [reader.read${value.wire}()];
for (const element of elements) message.add${elementSuffix}(element);
`;
}
