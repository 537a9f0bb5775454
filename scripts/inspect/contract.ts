import type { DescMessage } from "@bufbuild/protobuf";
import { contractOf } from "../../steps/05-web/page/contract.ts";
import { findProtos } from "../codegen/protos.ts";
import type { ServiceContract } from "./calls.ts";
import { readDescriptors } from "./descriptors.ts";

/**
 * Reads what the contracts of a folder say of messages and methods.
 *
 * @throws Error with what protoc has against them
 */
export function readContract(folder: string): ServiceContract {
  const registry = readDescriptors(folder, findProtos(folder));
  const messages: DescMessage[] = [];
  const methods: ServiceContract["methods"] = {};
  for (const each of registry) {
    if (each.kind === "message") messages.push(each);
    if (each.kind !== "service") continue;
    for (const { name, input, output, methodKind } of each.methods) {
      methods[`/${each.typeName}/${name}`] = {
        input: input.typeName,
        output: output.typeName,
        kind: methodKind,
      };
    }
  }
  return { ...contractOf(messages), methods };
}
