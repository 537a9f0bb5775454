import type { Field } from "./field.ts";
import { listCode } from "./list-code.ts";
import { mapCode } from "./map-code.ts";
import { messageCode } from "./message-code.ts";
import { scalarCode } from "./scalar-code.ts";

/** The places in a generated class where a field appears. */
export interface FieldCode {
  /** Its methods; the first one follows the doc comment. */
  readonly methods: string;
  /** Its value in `toObject(includeInstance, msg)`: an expression. */
  readonly toObject: string;
  /** What `serializeBinaryToWriter` takes from `message`: an expression … */
  readonly written: string;
  /** … a condition on that `value`, under which the field travels at all … */
  readonly isSet: string;
  /** … and the statement that writes it. */
  readonly write: string;
  /** The statement that reads it from `reader` into `message`. */
  readonly read: string;
}

/** The code of one field, by its shape. */
export function fieldCode(field: Field): FieldCode {
  if (field.mapKey) return mapCode(field, field.mapKey);
  if (field.repeated) return listCode(field);
  if (field.value.messageClass) return messageCode(field, field.value.messageClass);
  return scalarCode(field);
}
