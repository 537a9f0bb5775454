import { spawnSync } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { CodegenError } from "../codegen/failure.ts";
import { generate } from "../codegen/generate.ts";
import { protocCommand } from "../codegen/protoc.ts";
import {
  chooseToolchain,
  type Installation,
  installation,
  makeExecutable,
} from "../codegen/toolchain.ts";
import { messages } from "../messages/index.ts";
import { GOLDEN, load, TempFolder } from "./codegen-kit.ts";

const REBUILD = "npm rebuild grpc-tools --ignore-scripts=false";

const temp = new TempFolder();
const real = installation();
let folders = 0;

afterAll(() => temp.remove());

/** An installation whose grpc-tools holds these files in its bin/. */
function withGrpcTools(
  files: readonly string[],
  machine: Partial<Installation> = {},
): Installation {
  const name = `grpc-tools ${folders++}`;
  temp.write(`${name}/package.json`, "{}");
  for (const file of files) temp.write(`${name}/bin/${file}`, "");
  return { ...real, platform: "linux", arch: "x64", grpcTools: join(temp.path, name), ...machine };
}

describe("auto", () => {
  test("takes grpc-tools' own binaries where both are there", () => {
    const installed = withGrpcTools(["protoc", "grpc_node_plugin"]);
    const toolchain = chooseToolchain("auto", installed);
    expect(toolchain.name).toBe("grpc-tools");
    expect(toolchain.protoc).toBe(join(installed.grpcTools, "bin/protoc"));
    expect(toolchain.plugins.grpc).toBe(join(installed.grpcTools, "bin/grpc_node_plugin"));
    // protoc-gen-js is built into that protoc.
    expect(Object.keys(toolchain.plugins)).toEqual(["grpc", "ts", "es"]);
    expect(toolchain.why).toBe(messages.codegen.why.found);
  });

  test.each([
    ["the folder alone", []],
    ["the package's own scripts", ["protoc.js", "protoc_plugin.js", "google/protobuf/any.proto"]],
    ["one of the two", ["protoc"]],
    ["the other of the two", ["grpc_node_plugin"]],
    ["binaries of another system", ["protoc.exe", "grpc_node_plugin.exe"]],
  ])("takes the bundled ones where there is %s, and says how to fetch the binaries", (_, files) => {
    const toolchain = chooseToolchain("auto", withGrpcTools(files));
    expect(toolchain.name).toBe("bundled");
    expect(Object.keys(toolchain.plugins)).toEqual(["js", "ts", "es"]);
    expect(toolchain.why).toBe(messages.codegen.why.missing);
    expect(toolchain.why).toContain(REBUILD);
    expect(toolchain.why).not.toContain("\n");
  });
});

describe("asked for", () => {
  test("bundled stays bundled, where grpc-tools has its binaries", () => {
    const toolchain = chooseToolchain("bundled", withGrpcTools(["protoc", "grpc_node_plugin"]));
    expect(toolchain.name).toBe("bundled");
    expect(toolchain.why).toBe(messages.codegen.why.asked("bundled"));
  });

  test("grpc-tools is taken where it is there", () => {
    const toolchain = chooseToolchain("grpc-tools", withGrpcTools(["protoc", "grpc_node_plugin"]));
    expect(toolchain.name).toBe("grpc-tools");
    expect(toolchain.why).toBe(messages.codegen.why.asked("grpc-tools"));
  });

  test("grpc-tools without its binaries is an error with the command that fetches them", () => {
    const installed = withGrpcTools([]);
    const choose = () => chooseToolchain("grpc-tools", installed);
    expect(choose).toThrow(CodegenError);
    expect(choose).toThrow(REBUILD);
  });
});

describe("on every system", () => {
  const assets: { platform: NodeJS.Platform; arch: string; executable: string }[] = JSON.parse(
    readFileSync(join(real.protoc, "assets.json"), "utf8"),
  );

  test.each(assets)(
    "$platform $arch: the executables are there",
    ({ platform, arch, executable }) => {
      const { protoc, plugins } = chooseToolchain("bundled", withGrpcTools([], { platform, arch }));
      expect(statSync(protoc).size).toBeGreaterThan(1_000_000);
      expect(basename(protoc)).toBe(executable);
      for (const path of Object.values(plugins)) {
        expect(existsSync(path)).toBe(true);
        expect(path.endsWith(".cmd")).toBe(platform === "win32");
      }
    },
  );

  test("Windows' binaries of grpc-tools end in .exe", () => {
    const files = ["protoc.exe", "grpc_node_plugin.exe"];
    const { protoc } = chooseToolchain("auto", withGrpcTools(files, { platform: "win32" }));
    expect(protoc.endsWith("protoc.exe")).toBe(true);
  });

  test("a system that the protoc package does not know is named", () => {
    const installed = withGrpcTools([], { platform: "sunos", arch: "s390x" });
    const choose = () => chooseToolchain("auto", installed);
    expect(choose).toThrow(CodegenError);
    expect(choose).toThrow("sunos s390x");
    expect(choose).toThrow(REBUILD);
  });

  test.skipIf(process.platform === "win32")("a plugin gets a lost executable bit back", () => {
    const path = temp.write("launcher.mjs", "");
    expect(() => accessSync(path, constants.X_OK)).toThrow("EACCES");
    makeExecutable(path);
    accessSync(path, constants.X_OK);
  });
});

test("both have one command line, but for where the executables lie, and that ours is one for messages and services", () => {
  const installed = withGrpcTools(["protoc", "grpc_node_plugin"]);
  const [bundled, grpcTools] = (["bundled", "grpc-tools"] as const).map((name) =>
    protocCommand(chooseToolchain(name, installed), "proto", ["chat.proto"], "gen")
      .slice(1)
      .filter((argument) => !argument.startsWith("--plugin=protoc-gen-js="))
      .map((argument) => argument.replace(/^(--plugin=protoc-gen-grpc)=.*/, "$1")),
  );
  const services = ["--plugin=protoc-gen-grpc", "--grpc_out=grpc_js:gen"];
  expect(bundled).toEqual(grpcTools?.filter((argument) => !services.includes(argument)));
  expect(grpcTools).toEqual(expect.arrayContaining(services));
  expect(bundled).toContain("--js_out=import_style=commonjs,binary:gen");
  expect(bundled).toContain("--ts_out=grpc_js:gen");
  expect(bundled).toContain("--es_out=target=js+dts,import_extension=js:gen/web");
});

// A script stands in for the binary, which only POSIX starts by its first line.
test.skipIf(process.platform === "win32")(
  "grpc-tools' output gets names for import, and its manifest",
  async () => {
    const installed = withGrpcTools(["protoc", "grpc_node_plugin"], {
      platform: process.platform,
      arch: process.arch,
    });
    cpSync(join(GOLDEN, "official"), join(installed.grpcTools, "official"), { recursive: true });
    const protoc = join(installed.grpcTools, "bin/protoc");
    writeFileSync(
      protoc,
      `#!${process.execPath}
    const { cpSync } = require("node:fs");
    const out = process.argv.find((each) => each.startsWith("--js_out="))?.split(":")[1];
    if (out) cpSync(require("node:path").join(__dirname, "../official/workshop"), out + "/workshop", { recursive: true });`,
    );
    chmodSync(protoc, 0o755);
    const outDir = join(temp.path, "gen");
    const options = { protoDir: join(GOLDEN, "protos"), outDir, toolchain: "auto" } as const;
    const result = await generate(options, installed);
    expect(result).toMatchObject({
      ok: true,
      toolchain: { name: "grpc-tools" },
    });
    expect(load(join(outDir, "manifest.json")).toolchain).toBe("grpc-tools");
    const code = readFileSync(join(outDir, "workshop/v1/rich_pb.js"), "utf8");
    expect(code).toContain("\nexports.Note = proto.workshop.v1.Note;\n");
  },
);

test.skipIf(process.platform === "win32").each([
  [
    "that has no room",
    'console.error("x_pb.js: write: No space left on device"); process.exit(1);',
    1,
  ],
  ["that is killed", 'process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000);', 0],
] as const)("a protoc %s is no fault of the .proto, and says so once", async (_, code, lines) => {
  const machine = { platform: process.platform, arch: process.arch };
  const installed = withGrpcTools(["protoc", "grpc_node_plugin"], machine);
  const protoc = join(installed.grpcTools, "bin/protoc");
  writeFileSync(protoc, `#!${process.execPath}\n${code}`);
  chmodSync(protoc, 0o755);
  const outDir = join(temp.path, "no gen");
  const options = { protoDir: join(GOLDEN, "protos"), outDir, toolchain: "auto" } as const;
  const result = await generate(options, installed);
  const { endedSilently, mendOther } = messages.codegen;
  const sentences = ["x_pb.js: write: No space left on device", mendOther].join("\n");
  expect(result).toEqual({ ok: false, message: lines ? sentences : endedSilently("SIGKILL") });
  expect(existsSync(outDir)).toBe(false);
});

test("the plugin for the browser's messages starts without a TypeScript compiler", () => {
  const { es } = chooseToolchain("bundled", { ...real, platform: "linux" }).plugins;
  const seen = join(temp.path, "coverage");
  // Node notes there what a process has loaded.
  spawnSync(process.execPath, [es!], {
    input: "",
    env: { ...process.env, NODE_V8_COVERAGE: seen },
  });
  const [file = ""] = readdirSync(seen);
  const { result } = JSON.parse(readFileSync(join(seen, file), "utf8"));
  const urls = result.map(({ url }: { url: string }) => url);
  expect(urls).toContainEqual(expect.stringContaining("protoc-gen-es-plugin.js"));
  expect(urls).not.toContainEqual(expect.stringContaining("/lib/typescript.js"));
});
