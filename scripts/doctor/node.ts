import { CLEAR_OPTIONS } from "../ground/obstacles.mjs";
import { messages } from "../messages/index.ts";
import { note, ok, type Finding } from "./finding.ts";

const text = messages.doctor;

/** Which Node runs this, and what is set for each one that a terminal starts. */
export function checkNode(): Finding {
  const { node } = process.versions;
  const options = process.env.NODE_OPTIONS?.trim();
  return options ? note(text.nodeOptions(node, options), CLEAR_OPTIONS) : ok(text.node(node));
}
