import { spawn, type IPty } from "@lydell/node-pty";
import { stripVTControlCharacters } from "node:util";

/** A program of node's on a pseudo-terminal. */
export class Terminal {
  /** What has been printed since the last match of `until`, without colours. */
  screen = "";
  raw = "";
  readonly ended: Promise<number>;
  private readonly pty: IPty;
  private readonly listeners = new Set<() => void>();

  /**
   * @param cwd the folder to run it in
   * @param words what node is given
   */
  constructor(cwd: string, words: string[], env: Record<string, string> = {}) {
    this.pty = spawn(process.execPath, words, {
      cwd,
      cols: 100,
      rows: 40,
      env: { ...(process.env as Record<string, string>), WORKSHOP_LANG: "en", ...env },
    });
    this.pty.onData((data) => {
      this.raw += data;
      this.screen += stripVTControlCharacters(data).replaceAll("\r", "");
      for (const listener of this.listeners) listener();
    });
    this.ended = new Promise((resolve) => this.pty.onExit(({ exitCode }) => resolve(exitCode)));
  }

  /** Waits until what has been printed since the last call matches, and gives the match. */
  until(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(this.screen);
        if (!match) return;
        this.listeners.delete(look);
        this.screen = this.screen.slice(match.index + match[0].length);
        resolve(match);
      };
      this.listeners.add(look);
      look();
      void this.ended.then(() => reject(new Error(`ended without ${pattern}:\n${this.raw}`)));
    });
  }

  press(key: string): void {
    this.pty.write(key);
  }

  kill(): void {
    this.pty.kill();
  }
}
