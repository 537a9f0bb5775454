import jspb from "google-protobuf";

/**
 * The reserved words of JavaScript's third edition, for which `toObject()` says `pb_class`.
 * Not `true`: the types of protoc-gen-ts leave that as it is.
 */
const RESERVED_IN_OBJECTS = new Set(
  `break case catch continue default delete do else finally for function if in instanceof new
  return switch this throw try typeof var void while with null false
  abstract boolean byte char class const debugger double enum export extends final float goto
  implements import int interface long native package private protected public short static
  super synchronized throws transient volatile`.split(/\s+/),
);

/** What else no class of a generated file may be called: later reserved words, and the file's own names. */
const TAKEN = `true await let yield eval arguments undefined parseInt Buffer Error Object
  exports require module jspb grpc CheckedReader bytes data element elements includeInstance index inner map
  message msg noLazyCreate object reader value writer`.split(/\s+/);

/** `tag_list` → `["tag", "list"]`: the words of a name in a .proto, in lower case. */
function words(protoName: string): string[] {
  return protoName.toLowerCase().split("_").filter(Boolean);
}

/** `tag_list` → `TagList`. */
export function upperCamel(protoName: string): string {
  return words(protoName)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** `SendNote` → `sendNote`. */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** `tag_list` → `tagList`, and `class` → `pb_class`: a field's name in `toObject()`. */
export function propertyName(protoName: string): string {
  const name = lowerFirst(upperCamel(protoName));
  return RESERVED_IN_OBJECTS.has(name) ? `pb_${name}` : name;
}

/**
 * The name that follows get, set, has, clear or add: itself, or with a `$` where
 * the runtime's Message has such a getter already (`getExtension`).
 */
export function methodSuffix(name: string): string {
  return `get${name}` in jspb.Message.prototype ? `${name}$` : name;
}

/** The identifiers of one generated file: each is handed out once. */
export class Identifiers {
  readonly #taken = new Set([...RESERVED_IN_OBJECTS, ...TAKEN]);

  /** An identifier like `wanted`, which may be any text, that nothing else in the file has. */
  claim(wanted: string): string {
    let name = wanted.replaceAll(/[^\p{ID_Continue}$]/gu, "_").replace(/^(?=\d)/, "_");
    while (this.#taken.has(name)) name += "$";
    this.#taken.add(name);
    return name;
  }
}
