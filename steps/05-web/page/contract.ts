import { type DescEnum, type DescField, type DescMessage, ScalarType } from "@bufbuild/protobuf";

/** What a contract says of one field, as far as its bytes need it. */
export interface FieldType {
  /** Its name in JSON. */
  name: string;
  /** As a `.proto` writes it: `int32`, `string`; `message` and `enum` for those. */
  type: string;
  /** Which message or enum, by its full name. */
  of?: string;
  repeated?: boolean;
  map?: boolean;
}

/** Messages by their full name, their fields by number. Plain data, so that it can be sent and kept. */
export interface Contract {
  messages: Record<string, Record<number, FieldType>>;
  enums: Record<string, Record<number, string>>;
}

/** What is known of some messages and of all that they hold. */
export function contractOf(messages: Iterable<DescMessage>): Contract {
  const contract: Contract = { messages: {}, enums: {} };
  const add = ({ typeName, fields }: DescMessage) => {
    if (Object.hasOwn(contract.messages, typeName)) return;
    const types: Record<number, FieldType> = (contract.messages[typeName] = {});
    for (const field of fields) {
      const { number, jsonName: name } = field;
      if (field.fieldKind === "map") {
        const entry = `${typeName}.${field.name}`;
        contract.messages[entry] = {
          1: { name: "key", ...typeOf({ scalar: field.mapKey }) },
          2: { name: "value", ...typeOf(field) },
        };
        types[number] = { name, type: "message", of: entry, map: true };
      } else {
        const repeated = field.fieldKind === "list" && { repeated: true };
        types[number] = { name, ...typeOf(field), ...repeated };
      }
      if (field.message) add(field.message);
      if (field.enum) contract.enums[field.enum.typeName] = namesOf(field.enum);
    }
  };
  for (const message of messages) add(message);
  return contract;
}

function typeOf(field: Partial<Pick<DescField, "message" | "enum" | "scalar">>) {
  if (field.message) return { type: "message", of: field.message.typeName };
  if (field.enum) return { type: "enum", of: field.enum.typeName };
  return { type: ScalarType[field.scalar!].toLowerCase() };
}

function namesOf({ values }: DescEnum): Record<number, string> {
  return Object.fromEntries(values.map(({ number, name }) => [number, name]));
}
