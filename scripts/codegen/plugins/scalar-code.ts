import type { FieldCode } from "./field-code.ts";
import type { Field } from "./field.ts";

/** The code of a field that holds one number, truth value, string, enum value or run of bytes. */
export function scalarCode(field: Field): FieldCode {
  const { number, suffix, plainSuffix, value, oneofGroup, optional } = field;
  const isBytes = value.wire === "Bytes";
  const conversions = `
get${plainSuffix}_asB64() {
  return jspb.Message.bytesAsB64(this.get${suffix}());
}

get${plainSuffix}_asU8() {
  return jspb.Message.bytesAsU8(this.get${suffix}());
}
`;
  const set = (to: string) =>
    oneofGroup
      ? `jspb.Message.setOneofField(this, ${number}, ${oneofGroup}, ${to})`
      : `jspb.Message.${optional ? "setField" : `setProto3${value.proto3}Field`}(this, ${number}, ${to})`;
  const knowsWhetherSet = optional || oneofGroup !== undefined;
  const presence = `
clear${suffix}() {
  return ${set("undefined")};
}

has${suffix}() {
  return jspb.Message.getField(this, ${number}) != null;
}
`;
  return {
    methods: `\
get${suffix}() {
  return jspb.Message.get${value.stored}FieldWithDefault(this, ${number}, ${value.zero});
}
${isBytes ? conversions : ""}
set${suffix}(value) {
  return ${set("value")};
}
${knowsWhetherSet ? presence : ""}`,
    toObject: `msg.get${isBytes ? `${plainSuffix}_asB64` : suffix}()`,
    ...(knowsWhetherSet
      ? { written: `jspb.Message.getField(message, ${number})`, isSet: "value != null" }
      : {
          written: `message.get${isBytes ? `${plainSuffix}_asU8` : suffix}()`,
          isSet: value.isSet,
        }),
    write: `writer.write${value.wire}(${number}, value);`,
    read: `message.set${suffix}(reader.read${value.wire}());\n`,
  };
}
