import type {
  DescriptorProto,
  EnumDescriptorProto,
  FileDescriptorProto,
} from "google-protobuf/google/protobuf/descriptor_pb.js";
import { IN_FILE, IN_MESSAGE, type Path } from "./sources.ts";

/** A message or an enum, wherever in the request it was declared. */
export interface DeclaredType {
  /** The .proto that declares it. */
  readonly file: string;
  /** Its name and those around it: `["Outer", "Inner"]`. */
  readonly names: readonly string[];
  readonly path: Path;
  /** Undefined for an enum. */
  readonly message: DescriptorProto | undefined;
  /** Undefined for a message. */
  readonly enumeration: EnumDescriptorProto | undefined;
}

/** Every type of a request, by the name that fields use: `.chat.Outer.Inner`; the outer ones first. */
export type Types = ReadonlyMap<string, DeclaredType>;

/** The package of a .proto as the names of its types begin: `.chat`. */
export function scopeOf(file: FileDescriptorProto): string {
  return file.getPackage() ? `.${file.getPackage()}` : "";
}

/** A type's name as a .proto of the package `scope` says it: `.chat.Note` → `Note`. */
export function declaredName(typeName: string, scope: string): string {
  return typeName.startsWith(`${scope}.`) ? typeName.slice(scope.length + 1) : typeName.slice(1);
}

/** All types that `files` declare. */
export function typesOf(files: readonly FileDescriptorProto[]): Types {
  const types = new Map<string, DeclaredType>();
  for (const file of files) {
    const add = (names: readonly string[], type: Omit<DeclaredType, "file" | "names">) =>
      types.set(`${scopeOf(file)}.${names.join(".")}`, {
        file: file.getName() ?? "",
        names,
        ...type,
      });

    const addMessage = (message: DescriptorProto, around: readonly string[], path: Path) => {
      const names = [...around, message.getName() ?? ""];
      add(names, { path, message, enumeration: undefined });
      for (const [index, inner] of message.getNestedTypeList().entries()) {
        addMessage(inner, names, [...path, IN_MESSAGE.message, index]);
      }
      for (const [index, inner] of message.getEnumTypeList().entries()) {
        addEnum(inner, names, [...path, IN_MESSAGE.enum, index]);
      }
    };
    const addEnum = (enumeration: EnumDescriptorProto, around: readonly string[], path: Path) =>
      add([...around, enumeration.getName() ?? ""], { path, message: undefined, enumeration });

    for (const [index, message] of file.getMessageTypeList().entries()) {
      addMessage(message, [], [IN_FILE.message, index]);
    }
    for (const [index, enumeration] of file.getEnumTypeList().entries()) {
      addEnum(enumeration, [], [IN_FILE.enum, index]);
    }
  }
  return types;
}
