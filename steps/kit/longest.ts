/** The longest note that the server of step 3 takes: its name and its message in bytes of UTF-8. */
export const LONGEST = { name: "n".repeat(64), message: "m".repeat(4096) };
