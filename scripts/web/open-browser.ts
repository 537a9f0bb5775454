import { spawn } from "node:child_process";
import { messages } from "../messages/index.ts";

/** Shows an address in the browser of the system, where it has one. */
export function openBrowser(url: string): void {
  const [program, ...args] =
    process.platform === "darwin"
      ? ["open", url]
      : process.platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler", url]
        : ["xdg-open", url];
  const browser = spawn(program!, args, { stdio: "ignore", detached: true });
  browser.on("error", () => console.log(messages.web.noBrowser(url)));
  browser.unref();
}
