import descriptor from "google-protobuf/google/protobuf/descriptor_pb.js";
import type { FieldDescriptorProto } from "google-protobuf/google/protobuf/descriptor_pb.js";
import type { Scope } from "./message.ts";
import { methodSuffix, propertyName, upperCamel } from "./names.ts";
import { type Scalar, scalarOf } from "./scalars.ts";
import { declaredName } from "./types.ts";

const { Label, Type } = descriptor.FieldDescriptorProto;

/** One value of a field: of a list one element, of a map one key or one value. */
export interface Value extends Scalar {
  /** For a message, the JavaScript expression of its class. */
  readonly messageClass: string | undefined;
}

/** A field as the generated code needs it. */
export interface Field {
  readonly number: number;
  /** As the .proto says it: `repeated string tags = 3;`. */
  readonly declaration: string;
  /** The lines of the comment above it. */
  readonly comment: readonly string[];
  /** Its name in `toObject()`. */
  readonly property: string;
  /** What follows get, set, clear and has: `Name`, `TagsList`, `CountsMap`. */
  readonly suffix: string;
  /** The same before a `$` that keeps clear of the runtime, as in `getName_asU8`. */
  readonly plainSuffix: string;
  /** What follows add: `Tags`. */
  readonly elementSuffix: string;
  readonly value: Value;
  readonly repeated: boolean;
  readonly packed: boolean;
  /** For a map, its key; `value` is then its value. */
  readonly mapKey: Value | undefined;
  /** Declared `optional`: it tells "not set" from its default value. */
  readonly optional: boolean;
  /** The JavaScript expression of the numbers of its oneof's fields. */
  readonly oneofGroup: string | undefined;
}

/**
 * The model of one field.
 *
 * @param comment the lines of the comment above it
 * @param className the class whose field it is
 */
export function fieldOf(
  field: FieldDescriptorProto,
  comment: readonly string[],
  className: string,
  scope: Scope,
): Field {
  const entry = scope.types.get(field.getTypeName() ?? "")?.message;
  const isMap = entry?.getOptions()?.getMapEntry() ?? false;
  const [keyField, valueField] = isMap && entry ? entry.getFieldList() : [];
  const mapKey = keyField && valueOf(keyField, scope);
  const value = valueOf(valueField ?? field, scope);

  const repeated = field.getLabel() === Label.LABEL_REPEATED && !isMap;
  const optional = field.getProto3Optional() ?? false;
  const inOneof = field.hasOneofIndex() && !optional;
  const options = field.getOptions();
  const protoName = field.getName() ?? "";
  const name = upperCamel(protoName);
  const plural = isMap ? "Map" : repeated ? "List" : "";

  const type = mapKey ? `map<${mapKey.declared}, ${value.declared}>` : value.declared;
  const label = repeated ? "repeated " : optional ? "optional " : "";
  return {
    number: field.getNumber() ?? 0,
    declaration: `${label}${type} ${protoName} = ${field.getNumber()};`,
    comment,
    property: `${propertyName(protoName)}${plural}`,
    suffix: methodSuffix(`${name}${plural}`),
    plainSuffix: `${name}${plural}`,
    elementSuffix: methodSuffix(name),
    value,
    repeated,
    // proto3 packs whatever can be packed, unless the .proto says otherwise.
    packed: value.packable && !(options?.hasPacked() && !options.getPacked()),
    mapKey,
    optional,
    oneofGroup: inOneof ? `${className}.oneofGroups_[${field.getOneofIndex()}]` : undefined,
  };
}

function valueOf(field: FieldDescriptorProto, { scope, expression }: Scope): Value {
  const typeName = field.getTypeName();
  const isMessage = field.getType() === Type.TYPE_MESSAGE;
  const scalar = scalarOf(field);
  return {
    ...scalar,
    declared: typeName ? declaredName(typeName, scope) : scalar.declared,
    messageClass: isMessage && typeName ? expression(typeName) : undefined,
  };
}
