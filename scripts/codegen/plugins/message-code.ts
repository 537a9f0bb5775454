import type { FieldCode } from "./field-code.ts";
import type { Field } from "./field.ts";

/** The code of a field that holds one message, of the class `of`. */
export function messageCode({ number, suffix, oneofGroup }: Field, of: string): FieldCode {
  const set = oneofGroup
    ? `jspb.Message.setOneofWrapperField(this, ${number}, ${oneofGroup}, value)`
    : `jspb.Message.setWrapperField(this, ${number}, value)`;
  return {
    methods: `\
get${suffix}() {
  return jspb.Message.getWrapperField(this, ${of}, ${number});
}

set${suffix}(value) {
  return ${set};
}

clear${suffix}() {
  return this.set${suffix}(undefined);
}

has${suffix}() {
  return jspb.Message.getField(this, ${number}) != null;
}
`,
    toObject: `msg.get${suffix}() && ${of}.toObject(includeInstance, msg.get${suffix}())`,
    written: `message.get${suffix}()`,
    isSet: "value != null",
    write: `writer.writeMessage(${number}, value, ${of}.serializeBinaryToWriter);`,
    read: `\
const inner = new ${of}();
reader.readMessage(inner, ${of}.deserializeBinaryFromReader);
message.set${suffix}(inner);
`,
  };
}
