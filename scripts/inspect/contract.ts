import type { DescMessage } from "@bufbuild/protobuf";
import { contractOf } from "../../steps/05-web/page/contract.ts";
import { findProtos } from "../codegen/protos.ts";
import { watchProtos } from "../codegen/watch.ts";
import { join } from "node:path";
import { ROOT } from "../ground/paths.ts";
import { messages } from "../messages/index.ts";
import type { ServiceContract } from "./calls.ts";
import { readDescriptors } from "./descriptors.ts";

/** The folder of the learner's contracts. */
export const PROTOS = join(ROOT, "proto");

/**
 * Reads the contracts of a folder, and again whenever they change. Where they cannot be read, that is
 * said, and what was read before goes on to hold.
 *
 * @returns (when they were read first) a function that ends it
 */
export function followContract(
  folder: string,
  tell: (contract: ServiceContract) => void,
): Promise<() => void> {
  let isKnown = false;
  let isFirst = true;
  return new Promise((resolve) => {
    const close = watchProtos(folder, async () => {
      try {
        const contract = await readContract(folder);
        if (!isFirst) console.error(messages.inspect.contractChanged);
        isKnown = true;
        tell(contract);
      } catch (error) {
        const { noContract, brokenContract } = messages.inspect;
        console.error((isKnown ? brokenContract : noContract)((error as Error).message));
      }
      isFirst = false;
      resolve(close);
    });
  });
}

/**
 * Reads what the contracts of a folder say of messages and methods.
 *
 * @throws (rejects) Error with what protoc has against them
 */
export async function readContract(folder: string): Promise<ServiceContract> {
  const registry = await readDescriptors(folder, findProtos(folder));
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
