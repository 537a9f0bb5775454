import type { FieldCode } from "./field-code.ts";
import type { Field, Value } from "./field.ts";

/** The code of a `map<key, value>` field, which the runtime's Map class holds. */
export function mapCode(field: Field, key: Value): FieldCode {
  const { number, suffix, value } = field;
  const of = value.messageClass;
  const reading = [
    "map",
    "reader",
    `CheckedReader.prototype.read${key.wire}`,
    `CheckedReader.prototype.read${value.wire}`,
    of ? `${of}.deserializeBinaryFromReader` : "null",
    key.zero,
    of ? `new ${of}()` : value.zero,
  ];
  const writing = [
    number,
    "writer",
    `jspb.BinaryWriter.prototype.write${key.wire}`,
    `jspb.BinaryWriter.prototype.write${value.wire}`,
    ...(of ? [`${of}.serializeBinaryToWriter`] : []),
  ];
  return {
    methods: `\
get${suffix}(noLazyCreate) {
  return jspb.Message.getMapField(this, ${number}, noLazyCreate, ${of ?? "null"});
}

clear${suffix}() {
  this.get${suffix}().clear();
  return this;
}
`,
    toObject: `msg.get${suffix}().toObject(includeInstance, ${of ? `${of}.toObject` : "undefined"})`,
    written: `message.get${suffix}(true)`,
    isSet: "value && value.getLength() > 0",
    write: `value.serializeBinary(${writing.join(", ")});`,
    read: `\
reader.readMessage(message.get${suffix}(), (map, reader) => {
  jspb.Map.deserializeBinary(
    ${reading.join(",\n    ")},
  );
});
`,
  };
}
