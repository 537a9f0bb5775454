import { say } from "../../../steps/kit/say.ts";
import type { Section } from "../deck.ts";

/** What a proof must hold: a command, or the year of a source. */
const EVIDENCE = /`[^`]+`|\b(?:19|20)\d\d\b/;

/** A sentence for each table of figures without a proof, and each proof that proves nothing. */
export function checkProofs(sections: Section[]): string[] {
  return sections.flatMap(({ file, slides }) =>
    slides.flatMap(({ line, text }) => {
      const proofs = text.split(/\r?\n/).filter((each) => each.startsWith("> "));
      const figures = /^\|.*\d (?:B|%)|^\|.*\b\d+\.\d+\b/m.test(text);
      const where = `${file}:${line}`;
      if (figures && proofs.length === 0) {
        return [
          say(
            `${where}: the figures need a line "> Measured: …"`,
            `${where}：数値には「> 実測：…」の行が必要です`,
          ),
        ];
      }
      return proofs
        .filter((proof) => !EVIDENCE.test(proof))
        .map((proof) =>
          say(
            `${where}: no command and no year in "${proof}"`,
            `${where}：「${proof}」にコマンドも年もありません`,
          ),
        );
    }),
  );
}
