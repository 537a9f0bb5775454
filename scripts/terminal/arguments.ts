import { parseArgs, type ParseArgsConfig } from "node:util";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { closest } from "./closest.ts";
import { keptByNpm } from "./npm-flags.ts";

const text = messages.arguments;

/** An npm script that has its help in `messages`. */
export type Script = keyof typeof messages.help;

type Options = NonNullable<ParseArgsConfig["options"]>;
type Flag = Options[string] & {
  /** What stands for the value in the help: `FILE`. By default the flag's name. */
  value?: string;
};

/** What a command takes. */
interface Declaration<Flags> {
  /** The words that it takes besides flags, as its help shows them; `…` in the last takes any number. */
  words?: string[];
  /** Its own flags, which are those that its help tells of. `--plain`, `--verbose` and `--help` are known to all. */
  flags?: Flags;
  /** Flags of which one excludes the others. */
  oneOf?: (keyof Flags & string)[];
  /** Arguments to try; none where it is best without. */
  example?: string;
}

type Shown = Omit<Declaration<Record<string, Flag>>, "oneOf">;
type FlagsOf<Name extends Script> = Record<keyof (typeof messages.help)[Name]["flags"], Flag>;

const COMMON = {
  plain: { type: "boolean" },
  verbose: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/**
 * Reads a command's arguments. Where they ask for help, it prints that and ends the process.
 *
 * @throws Stop that says what is wrong with them, and what was probably meant
 */
export function readArguments<Name extends Script, const Flags extends FlagsOf<Name>>(
  script: Name,
  declaration: Declaration<Flags>,
) {
  const { words = [], flags = {}, oneOf = [] } = declaration;
  const options: Options = { ...flags, ...COMMON };
  const given = process.argv.slice(2).map((argument) => asTyped(argument, options));
  try {
    const parsed = parse(withFlagsOfNpm(given, options), options);
    // Where `--` is lost, npm answers `--help` itself; a word reaches the command all the same.
    if (parsed.values.help || parsed.positionals.join() === "help") {
      console.log(helpOf(script, declaration));
      process.exit(0);
    }
    for (const token of parsed.tokens) if (token.kind === "option") inspect(token, options);
    const excluding = oneOf.filter((name) => parsed.values[name]).map((name) => `--${name}`);
    if (excluding.length > 1) throw new Stop(text.oneOf(excluding));
    const leftOver = words.at(-1)?.includes("…") ? undefined : parsed.positionals[words.length];
    if (leftOver !== undefined) throw new Stop(text.unclear(leftOver, meant(leftOver, flags)));
    // Every flag and value has been looked at: they are as strict reading would have them.
    return parsed as unknown as Arguments<Flags>;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    const { example = "" } = declaration;
    const [forExample, help] = [commandLine(script, example), commandLine(script, "--help")];
    throw new Stop(`${error.message}\n${text.forExample(forExample)}\n${text.seeHelp(help)}`);
  }
}

type Arguments<Flags> = ReturnType<
  typeof parseArgs<{ options: Flags & typeof COMMON; allowPositionals: true }>
>;

/** How a person types a command. */
function commandLine(script: Script, args: string): string {
  const command = script === "start" || script === "test" ? `npm ${script}` : `npm run ${script}`;
  return args ? `${command} -- ${args}` : command;
}

function parse(args: string[], options: Options) {
  return parseArgs({ args, options, strict: false, tokens: true });
}

/** A flag in the letters and dashes that were meant: input methods and word processors know others. */
function asTyped(argument: string, options: Options): string {
  const [, name, value] = /^[\p{Dash_Punctuation}−ー]+([^=＝]+)[=＝]?(.*)$/su.exec(argument) ?? [];
  const plain = name?.normalize("NFKC").toLowerCase() ?? "";
  if (!Object.hasOwn(options, plain)) return argument;
  return value || /[=＝]$/.test(argument) ? `--${plain}=${value}` : `--${plain}`;
}

/**
 * The arguments together with the flags that npm kept, each with the value that was meant for it.
 *
 * @throws Stop where that cannot be told
 */
function withFlagsOfNpm(given: string[], options: Options): string[] {
  const { tokens } = parse(given, options);
  const isGiven = (name: string) =>
    tokens.some((each) => each.kind === "option" && each.name === name);
  const kept = keptByNpm(Object.keys(options).filter((name) => !isGiven(name)));
  const flags: string[] = [];
  const lacking: string[] = [];
  for (const [name, value] of kept) {
    if (options[name]!.type === "boolean") flags.push(...(value === "true" ? [`--${name}`] : []));
    else if (value === "true") lacking.push(`--${name}`);
    else flags.push(`--${name}=${value}`);
  }
  const [flag] = lacking;
  if (!flag) return [...flags, ...given];
  // npm took the flag for one without a value, and let the value pass as a word.
  const words = tokens.filter((each) => each.kind === "positional");
  if (lacking.length > 1 || words.length > 1) throw new Stop(text.keptByNpm(lacking));
  const [word] = words;
  if (!word) throw new Stop(text.needsValue(flag));
  return [...flags, `${flag}=${word.value}`, ...given.toSpliced(word.index, 1)];
}

type OptionToken = Extract<ReturnType<typeof parse>["tokens"][number], { kind: "option" }>;

/** @throws Stop for a flag that there is not, or that has a value where none belongs, or lacks one */
function inspect({ name, rawName, value, inlineValue }: OptionToken, options: Options): void {
  if (!Object.hasOwn(options, name)) throw new Stop(text.noSuchFlag(rawName, meant(name, options)));
  if (options[name]!.type === "boolean") {
    if (value !== undefined) throw new Stop(text.takesNoValue(rawName));
    return;
  }
  // A flag in the place of the value: the value was forgotten.
  const isFlag = !inlineValue && value?.startsWith("--") && Object.hasOwn(options, value.slice(2));
  if (value === undefined || isFlag) throw new Stop(text.needsValue(rawName));
}

function meant(given: string, options: object): string | undefined {
  const flag = closest(given, Object.keys(options));
  return flag && `--${flag}`;
}

function helpOf(script: Script, { words = [], flags = {}, example = "" }: Shown): string {
  const { what, flags: purposes } = messages.help[script];
  const rows = Object.entries({ ...purposes, ...text.common }).map(([name, purpose]) => {
    const {
      type,
      value = name.toUpperCase(),
      default: initial,
    } = flags[name] ?? (COMMON[name as keyof typeof COMMON] as Flag);
    return {
      flag: type === "string" ? `--${name} ${value}` : `--${name}`,
      purpose: typeof initial === "string" ? text.byDefault(purpose, initial) : purpose,
    };
  });
  const width = Math.max(...rows.map(({ flag }) => flag.length));
  const indented = ({ flag, purpose }: (typeof rows)[number]) =>
    `  ${flag.padEnd(width)}  ${purpose.replaceAll("\n", `\n${" ".repeat(width + 4)}`)}`;
  return [
    commandLine(script, [...words, text.anyFlags].join(" ")),
    `\n${what}\n`,
    ...rows.map(indented),
    `\n${text.forExample(commandLine(script, example))}`,
  ].join("\n");
}
