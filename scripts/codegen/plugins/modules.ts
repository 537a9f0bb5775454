import { posix } from "node:path";
import { Identifiers } from "./names.ts";

/** Where a .proto's generated file lies: `chat.proto` → `chat_pb.js`. */
export function generatedName(proto: string, suffix: "_pb.js" | "_grpc_pb.js"): string {
  return proto.replace(/\.proto$/, suffix);
}

/** The modules that one generated file requires, in the order of their first use. */
export class Modules {
  readonly #from: string;
  readonly #identifiers: Identifiers;
  readonly #aliases = new Map<string, { identifier: string; specifier: string }>();

  /** @param from the .proto whose generated file requires them */
  constructor(from: string, identifiers: Identifiers) {
    this.#from = from;
    this.#identifiers = identifiers;
  }

  /** The identifier of the module with `proto`'s messages. */
  alias(proto: string): string {
    const known = this.#aliases.get(proto);
    if (known) return known.identifier;
    const file = generatedName(proto, "_pb.js");
    const identifier = this.#identifiers.claim(posix.basename(file, ".js"));
    this.#aliases.set(proto, { identifier, specifier: this.#specifier(file) });
    return identifier;
  }

  /** The `require` lines. */
  code(): string {
    return [...this.#aliases.values()]
      .map(
        ({ identifier, specifier }) =>
          `const ${identifier} = require(${JSON.stringify(specifier)});\n`,
      )
      .join("");
  }

  #specifier(file: string): string {
    // The runtime package brings the messages of the well-known types.
    if (file.startsWith("google/protobuf/")) return `google-protobuf/${file}`;
    const relative = posix.relative(posix.dirname(this.#from), file);
    return relative.startsWith(".") ? relative : `./${relative}`;
  }
}
