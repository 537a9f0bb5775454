import descriptors from "google-protobuf/google/protobuf/descriptor_pb.js";
import { say } from "../../kit/say.ts";
import { chat, wrong } from "./contract-file.ts";
import type { Task } from "./parts.ts";
import { contractUpTo } from "./reading.ts";

type Message = InstanceType<typeof descriptors.DescriptorProto>;
type Field = InstanceType<typeof descriptors.FieldDescriptorProto>;
type Service = InstanceType<typeof descriptors.ServiceDescriptorProto>;
type Method = InstanceType<typeof descriptors.MethodDescriptorProto>;

/** Something that the contract defines, and the line where that begins. */
interface Defined<Definition> {
  definition: Definition;
  line: number | undefined;
}

/** The same, and its place among others of its kind. */
interface Placed<Definition> extends Defined<Definition> {
  index: number;
}

/** Where the descriptor of a file, of a message or of a service keeps a kind of thing. */
const PACKAGE = 2;
const MESSAGES = 4;
const SERVICES = 6;
/** Fields in a message, and methods in a service. */
const PARTS = 2;

/** The line where what stands at a path of the descriptor begins. */
function lineOf(task: Task, ...path: number[]): number | undefined {
  const locations = contractUpTo(task).getSourceCodeInfo()?.getLocationList() ?? [];
  const found = locations.find((each) => each.getPathList().join() === path.join());
  const [line] = found?.getSpanList() ?? [];
  return line === undefined ? undefined : line + 1;
}

/** The name of the package, and its line. */
export function packageName(): Defined<string> {
  return { definition: contractUpTo(1).getPackage() ?? "", line: lineOf(1, PACKAGE) };
}

/** A message at the top level. Fails the test if there is none of that name. */
export function message(name: "Note" | "Empty"): Placed<Message> {
  const messages = contractUpTo(2).getMessageTypeList();
  const names = messages.map((each) => each.getName() ?? "");
  const index = names.indexOf(name);
  if (index >= 0) return { definition: messages[index]!, line: lineOf(2, MESSAGES, index), index };
  const alike = names.findIndex((other) => other.toLowerCase() === name.toLowerCase());
  if (alike >= 0) {
    wrong(
      lineOf(2, MESSAGES, alike),
      `There is a message \`${names[alike]}\`, and it must be \`${name}\`: upper and lower case differ.`,
      `メッセージ \`${names[alike]}\` がありますが、\`${name}\` でなければなりません。大文字と小文字は区別されます。`,
    );
  }
  const google = chat.find(/google\.protobuf\.Empty|google\/protobuf\/empty/);
  if (name === "Empty" && google !== undefined) {
    wrong(
      google,
      "The contract needs an `Empty` of its own: write `message Empty {}`. `google.protobuf.Empty` is another type: the code generated for it is not what the other side of this chat expects.",
      "この契約には独自の `Empty` が必要です。`message Empty {}` と書きます。`google.protobuf.Empty` は別の型で、生成されるコードも相手側が期待するものとは変わります。",
    );
  }
  wrong(
    undefined,
    `There is no message \`${name}\` at the top level yet${listed(names, ", only ")}. Write \`message ${name} { … }\`.`,
    `トップレベルにメッセージ \`${name}\` がまだありません${listed(names, "。いまあるもの：")}。\`message ${name} { … }\` と書きます。`,
  );
}

/** A field of Note. Fails the test if there is none of that name. */
export function noteField(name: string): Defined<Field> {
  const note = message("Note");
  const fields = note.definition.getFieldList();
  const names = fields.map((each) => each.getName() ?? "");
  const index = names.indexOf(name);
  if (index >= 0) {
    return { definition: fields[index]!, line: lineOf(2, MESSAGES, note.index, PARTS, index) };
  }
  wrong(
    note.line,
    `\`Note\` has no field \`${name}\`${listed(names, ", only ")}. The names of the fields are part of the contract.`,
    `\`Note\` にフィールド \`${name}\` がありません${listed(names, "。いまあるもの：")}。フィールドの名前も契約の一部です。`,
  );
}

/** The type of a field as the learner would write it. */
export function typeOf(field: Field): string {
  const named = field.getTypeName();
  if (named?.endsWith("Entry")) return "map";
  if (named) return shortName(named);
  const [scalar] = Object.entries(descriptors.FieldDescriptorProto.Type).find(
    ([, value]) => value === field.getType(),
  ) ?? ["TYPE_UNKNOWN"];
  return scalar.replace("TYPE_", "").toLowerCase();
}

/** `.chat.Note` → `Note`, `.google.protobuf.Empty` → `google.protobuf.Empty`. */
export function shortName(name = ""): string {
  const full = name.replace(/^\./, "");
  const prefix = `${packageName().definition}.`;
  return full.startsWith(prefix) ? full.slice(prefix.length) : full;
}

/** The methods of ChatServer. Fails the test if there is no such service. */
export function chatServer(): Defined<Method>[] {
  const { definition, index } = service();
  return definition.getMethodList().map((each, place) => ({
    definition: each,
    line: lineOf(3, SERVICES, index, PARTS, place),
  }));
}

function service(): Placed<Service> {
  const services = contractUpTo(3).getServiceList();
  const names = services.map((each) => each.getName() ?? "");
  const index = names.indexOf("ChatServer");
  if (index >= 0) return { definition: services[index]!, line: lineOf(3, SERVICES, index), index };
  const [other] = names;
  if (other) {
    wrong(
      lineOf(3, SERVICES, 0),
      `The service is called \`${other}\`, and must be \`ChatServer\`: a client asks for its methods by that name.`,
      `サービスの名前が \`${other}\` になっています。クライアントはこの名前でメソッドを呼び出すので、\`ChatServer\` でなければなりません。`,
    );
  }
  wrong(
    undefined,
    "There is no service yet. Write `service ChatServer { … }`.",
    "サービスがまだありません。`service ChatServer { … }` と書きます。",
  );
}

/** A method of ChatServer. Fails the test if there is none of that name. */
export function method(name: "SendNote" | "ChatStream"): Defined<Method> {
  const methods = chatServer();
  const named = (isIt: (other: string) => boolean) =>
    methods.find(({ definition }) => isIt(definition.getName() ?? ""));
  const found = named((other) => other === name);
  if (found) return found;
  const alike = named((other) => other.toLowerCase() === name.toLowerCase());
  if (alike) {
    const written = alike.definition.getName();
    wrong(
      alike.line,
      `The method is called \`${written}\`, and must be \`${name}\`: upper and lower case differ, and a call names its method exactly.`,
      `メソッドの名前が \`${written}\` になっていますが、\`${name}\` でなければなりません。大文字と小文字は区別され、呼び出しではメソッド名が完全に一致する必要があります。`,
    );
  }
  const names = methods.map(({ definition }) => definition.getName() ?? "");
  wrong(
    service().line,
    `\`ChatServer\` has no method \`${name}\`${listed(names, ", only ")}. Write \`rpc ${name} (…) returns (…);\`.`,
    `\`ChatServer\` にメソッド \`${name}\` がありません${listed(names, "。いまあるもの：")}。\`rpc ${name} (…) returns (…);\` と書きます。`,
  );
}

/** Names behind some words; nothing where there are no names. */
export function listed(names: string[], before: string): string {
  return names.length ? before + names.map((name) => `\`${name}\``).join(say(", ", "、")) : "";
}
