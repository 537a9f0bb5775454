import type {
  FileDescriptorProto,
  MethodDescriptorProto,
  ServiceDescriptorProto,
} from "google-protobuf/google/protobuf/descriptor_pb.js";
import { generatedName, Modules } from "./modules.ts";
import { Identifiers, lowerFirst } from "./names.ts";
import type { GeneratedFile } from "./run.ts";
import { IN_FILE, IN_SERVICE, Sources } from "./sources.ts";
import { docComment, documented, indented } from "./text.ts";
import { declaredName, scopeOf, type Types } from "./types.ts";

/**
 * The `*_grpc_pb.js` of one .proto: for each service its definition, which a server
 * implements, and its client.
 *
 * @returns undefined for a .proto without a service: it has nothing to say to gRPC
 */
export function serviceFile(file: FileDescriptorProto, types: Types): GeneratedFile | undefined {
  if (file.getServiceList().length === 0 || file.getSyntax() !== "proto3") return undefined;
  const name = file.getName() ?? "";
  const sources = new Sources(file);
  const identifiers = new Identifiers();
  const modules = new Modules(name, identifiers);

  /** A message that the methods take or return: its class, and its functions' identifiers. */
  interface Travelling {
    readonly fullName: string;
    /** Its name as this .proto says it. */
    readonly declared: string;
    readonly messageClass: string;
    readonly serialize: string;
    readonly deserialize: string;
  }
  const travelling = new Map<string, Travelling>();
  const travellingOf = (typeName: string): Travelling => {
    const type = types.get(typeName);
    if (!type) throw new Error(`protoc sent no type ${typeName}`);
    const fullName = typeName.slice(1);
    const known = travelling.get(typeName) ?? {
      fullName,
      declared: declaredName(typeName, scopeOf(file)),
      messageClass: `${modules.alias(type.file)}.${type.names.join(".")}`,
      serialize: identifiers.claim(`serialize_${fullName}`),
      deserialize: identifiers.claim(`deserialize_${fullName}`),
    };
    travelling.set(typeName, known);
    return known;
  };

  const methodCode = (method: MethodDescriptorProto, service: string, comment: string[]) => {
    const request = travellingOf(method.getInputType() ?? "");
    const response = travellingOf(method.getOutputType() ?? "");
    const takes = `${method.getClientStreaming() ? "stream " : ""}${request.declared}`;
    const returns = `${method.getServerStreaming() ? "stream " : ""}${response.declared}`;
    return `\
${docComment(documented(comment, `rpc ${method.getName()} (${takes}) returns (${returns});`))}\
${lowerFirst(method.getName() ?? "")}: {
  path: "/${service}/${method.getName()}",
  requestStream: ${method.getClientStreaming() ?? false},
  responseStream: ${method.getServerStreaming() ?? false},
  requestType: ${request.messageClass},
  responseType: ${response.messageClass},
  requestSerialize: ${request.serialize},
  requestDeserialize: ${request.deserialize},
  responseSerialize: ${response.serialize},
  responseDeserialize: ${response.deserialize},
},
`;
  };

  const serviceCode = (service: ServiceDescriptorProto, index: number) => {
    const simpleName = service.getName() ?? "";
    const fullName = [file.getPackage(), simpleName].filter(Boolean).join(".");
    const path = [IN_FILE.service, index];
    const methods = service.getMethodList().map((method, at) => {
      return methodCode(method, fullName, sources.comment([...path, IN_SERVICE.method, at]));
    });
    return `\
${docComment(documented(sources.comment(path), `service ${simpleName}`))}\
exports.${simpleName}Service = {
${indented("  ", methods.join("\n"))}};

${docComment([`The client of ${simpleName}: a method for each rpc.`])}\
exports.${simpleName}Client = grpc.makeGenericClientConstructor(exports.${simpleName}Service, "${simpleName}");
`;
  };

  const services = file.getServiceList().map(serviceCode);
  const functions = [...travelling.values()].map(
    ({ fullName, messageClass, serialize, deserialize }) => `\
function ${serialize}(message) {
  if (!(message instanceof ${messageClass})) {
    throw new Error("Expected argument of type ${fullName}");
  }
  return Buffer.from(message.serializeBinary());
}

function ${deserialize}(bytes) {
  return ${messageClass}.deserializeBinary(new Uint8Array(bytes));
}
`,
  );
  const head = `\
// The services of ${name}, as "npm run codegen" makes them. Change the .proto, not this file.
"use strict";

const grpc = require("@grpc/grpc-js");
${modules.code()}`;
  const parts = [head, ...functions, ...services];
  return { name: generatedName(name, "_grpc_pb.js"), content: parts.join("\n") };
}
