import descriptor from "google-protobuf/google/protobuf/descriptor_pb.js";
import type { FieldDescriptorProto } from "google-protobuf/google/protobuf/descriptor_pb.js";

const { Type } = descriptor.FieldDescriptorProto;
const { JSType } = descriptor.FieldOptions;

/** The runtime's word for each type: its reader has `readSint64` for `TYPE_SINT64`. */
const WORDS = new Map(
  Object.entries(Type).map(([name, type]) => {
    const word = name.replace("TYPE_", "").toLowerCase();
    return [type, word.charAt(0).toUpperCase() + word.slice(1)];
  }),
);

/** How one value of a field's type is read, written, stored and left out. */
export interface Scalar {
  /** The type as the .proto says it: `string`. */
  readonly declared: string;
  /** The runtime's word in `read…` and `write…`: `Int32`, `Sint64String`, `Message`. */
  readonly wire: string;
  /** The runtime's word in `get…FieldWithDefault` and `getRepeated…Field`. */
  readonly stored: "" | "FloatingPoint" | "Boolean";
  /** The runtime's word in `setProto3…Field`. */
  readonly proto3: string;
  /** The default value, as a JavaScript literal. */
  readonly zero: string;
  /** The JavaScript condition under which `value` is not the default. */
  readonly isSet: string;
  /** Whether a list of them may travel as one packed run. */
  readonly packable: boolean;
}

/** The runtime's words for the type of `field`. */
export function scalarOf(field: FieldDescriptorProto): Scalar {
  const type = field.getType();
  const word = (type && WORDS.get(type)) ?? "";
  const number = {
    declared: word.toLowerCase(),
    wire: word,
    stored: "",
    zero: "0",
    isSet: "value !== 0",
    packable: true,
  } as const;
  switch (type) {
    case Type.TYPE_DOUBLE:
    case Type.TYPE_FLOAT:
      return { ...number, stored: "FloatingPoint", proto3: "Float" };
    case Type.TYPE_BOOL:
      return { ...number, stored: "Boolean", proto3: "Boolean", zero: "false", isSet: "value" };
    case Type.TYPE_STRING:
    case Type.TYPE_BYTES:
      return { ...number, proto3: word, zero: '""', isSet: "value.length > 0", packable: false };
    case Type.TYPE_MESSAGE:
      return { ...number, proto3: "", zero: "null", isSet: "value != null", packable: false };
    case Type.TYPE_ENUM:
      return { ...number, proto3: "Enum" };
    default:
      if (field.getOptions()?.getJstype() === JSType.JS_STRING) {
        const isSet = "parseInt(value, 10) !== 0";
        return { ...number, wire: `${word}String`, proto3: "StringInt", zero: '"0"', isSet };
      }
      return { ...number, proto3: "Int" };
  }
}
