// Type-safe? Mistakes against the generated types, and whether the compiler stops each.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { generate, scratchFolder } from "./contract.ts";
import { printTable } from "./table.ts";

const MISTAKES: Record<string, string> = {
  "a field's name is misspelled": `new Note().setNmae("alice");`,
  "a number where text belongs": `new Note().setName(42);`,
  "the wrong message is sent": `stub.sendNote(new Empty(), () => {});`,
  "a method is missing in the server": `const chat: IChatServerServer = { sendNote() {} };`,
  "a method too many, misspelled": `const chat: IChatServerServer = { sendNote() {}, chatStream() {}, sendNoet() {} };`,
  "a server without any method": `server.addService(ChatServerService, {});`,
  "a note with nothing in it": `stub.sendNote(new Note(), () => {});`,
};

const HEAD = `import { Server, credentials } from "@grpc/grpc-js";
import { ChatServerClient, ChatServerService, type IChatServerServer } from "./gen/chat_grpc_pb.js";
import { Empty, Note } from "./gen/chat_pb.js";
const server = new Server();
const stub = new ChatServerClient("127.0.0.1:1", credentials.createInsecure());
`;

const OPTIONS = {
  compilerOptions: {
    target: "es2023",
    module: "nodenext",
    types: ["node"],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ["*.ts"],
};

const folder = scratchFolder("types");
generate(folder);
writeFileSync(join(folder, "package.json"), `{"type":"module"}`);
writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(OPTIONS));
Object.values(MISTAKES).forEach((code, index) => {
  writeFileSync(join(folder, `m${index}.ts`), HEAD + code);
});

const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
const { stdout } = spawnSync(process.execPath, [join(typescript, "bin", "tsc"), "-p", folder], {
  encoding: "utf8",
});

printTable([
  ["mistake", "the compiler says"],
  ...Object.keys(MISTAKES).map((name, index) => {
    const found = new RegExp(`m${index}\\.ts\\(\\d+,\\d+\\): error (TS\\d+)`).exec(stdout);
    return [name, found ? `no: ${found[1]}` : "nothing: it compiles"];
  }),
]);
