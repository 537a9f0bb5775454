import type { DescMessage } from "@bufbuild/protobuf";
import { contractOf } from "../../steps/05-web/page/contract.ts";
import { findProtos } from "../codegen/protos.ts";
import { join } from "node:path";
import { ROOT } from "../ground/paths.ts";
import { messages } from "../messages/index.ts";
import { NO_CONTRACT, type ServiceContract } from "./calls.ts";
import { readDescriptors } from "./descriptors.ts";

/** The folder of the learner's contracts. */
export const PROTOS = join(ROOT, "proto");

/** The contracts of a folder; where they cannot be read, that is said, and all is shown without. */
export function contractIn(folder: string): ServiceContract {
  try {
    return readContract(folder);
  } catch (error) {
    console.error(messages.inspect.noContract((error as Error).message));
    return NO_CONTRACT;
  }
}

/**
 * Reads what the contracts of a folder say of messages and methods.
 *
 * @throws Error with what protoc has against them
 */
export function readContract(folder: string): ServiceContract {
  const registry = readDescriptors(folder, findProtos(folder));
  const types: DescMessage[] = [];
  const methods: ServiceContract["methods"] = {};
  for (const each of registry) {
    if (each.kind === "message") types.push(each);
    if (each.kind !== "service") continue;
    for (const { name, input, output, methodKind } of each.methods) {
      methods[`/${each.typeName}/${name}`] = {
        input: input.typeName,
        output: output.typeName,
        kind: methodKind,
      };
    }
  }
  return { ...contractOf(types), methods };
}
