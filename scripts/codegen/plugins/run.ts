import plugin from "google-protobuf/google/protobuf/compiler/plugin_pb.js";
import type { FileDescriptorProto } from "google-protobuf/google/protobuf/descriptor_pb.js";
import { buffer } from "node:stream/consumers";
import { refusal } from "./refusal.ts";
import { type Types, typesOf } from "./types.ts";

/** A file for protoc to write, its name relative to the output folder. */
export interface GeneratedFile {
  readonly name: string;
  readonly content: string;
}

/**
 * The protoc plugin protocol: a CodeGeneratorRequest on stdin, a
 * CodeGeneratorResponse with files or with an error on stdout.
 *
 * @param generators each makes one file of a .proto, or undefined for a .proto that needs none
 */
export async function runPlugin(
  generators: ((file: FileDescriptorProto, types: Types) => GeneratedFile | undefined)[],
): Promise<void> {
  const bytes = new Uint8Array(await buffer(process.stdin));
  const request = plugin.CodeGeneratorRequest.deserializeBinary(bytes);
  const response = new plugin.CodeGeneratorResponse();
  response.setSupportedFeatures(plugin.CodeGeneratorResponse.Feature.FEATURE_PROTO3_OPTIONAL);

  const all = request.getProtoFileList();
  const wanted = new Set(request.getFileToGenerateList());
  const files = all.filter((file) => wanted.has(file.getName() ?? ""));
  const refusals = files
    .map((file) => refusal(file, all))
    .filter((sentence) => sentence !== undefined);
  if (refusals.length > 0) {
    response.setError(refusals.join("\n"));
  } else {
    const types = typesOf(all);
    const made = files.flatMap((file) => generators.map((generate) => generate(file, types)));
    for (const generated of made.filter((each) => each !== undefined)) {
      const entry = new plugin.CodeGeneratorResponse.File();
      entry.setName(generated.name);
      entry.setContent(generated.content);
      response.addFile(entry);
    }
  }
  // Not writeFileSync(1): where protoc's pipe is full it throws EAGAIN.
  process.stdout.write(response.serializeBinary());
}
