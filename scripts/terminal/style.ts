import pc from "picocolors";

/** Whether output must read well line by line: no colour, no symbols, no cursor movement. */
export const isPlain = process.argv.includes("--plain") || process.env.npm_config_plain === "true";

/** Colours, for emphasis only: what they say is said in words or marks too. */
export const colour = isPlain ? pc.createColors(false) : pc;

/** Marks for what passed, what did not, and where the learner is. */
export const mark = isPlain
  ? { passed: "ok", failed: "not ok", here: ">" }
  : { passed: colour.green("✓"), failed: colour.red("✗"), here: colour.bold("›") };
