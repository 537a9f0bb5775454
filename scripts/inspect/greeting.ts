import type { ServiceContract } from "./calls.ts";

/** What a page is told first, and again when the contract is another. */
export interface Greeting {
  /** When the session began, which tells it from others. */
  started: string;
  contract: ServiceContract;
  /** Where the proxy listens, and what it passes on to. */
  from: string;
  to: string;
}
