import { course } from "./course.ts";
import type { Problem } from "../problem.ts";

/** One term for one thing: what a Japanese text does not say, and what it says instead. */
const TERMS: { not: RegExp; but: string }[] = [
  { not: /デフォルト/, but: "既定、既定値" },
  // Once each page may name gRPC's own word for it.
  { not: /(?<![（(はが]|では)デッドライン/, but: "期限" },
  { not: /模範解答|参照解答/, but: "解答例" },
  { not: /コンパイラー/, but: "コンパイラ" },
  {
    not: /(?:サーバ|ブラウザ|メモリ|フォルダ|エディタ|ヘッダ|バッファ|ライブラリ)(?![ーァ-ヶ])/,
    but: "サーバー、ブラウザー、メモリー、フォルダー、エディター、ヘッダー、バッファー、ライブラリー",
  },
  { not: /[一二三四五][つ件]/, but: "1つ、2件" },
  { not: /(?<![自部半十多処成気])分か[らりるっ]/, but: "わかる" },
  {
    not: /[\d}] (?:個|件|つ|回|秒|分|人|バイト|枚|行|本|万|倍|ミリ秒|文字|種類|通り)/,
    but: "no space between a number and its counter",
  },
  { not: /Ctrl-[A-Z]/, but: "Ctrl+C" },
  { not: /？[ぁ-ヶ一-龠]/, but: "a space between ？ and the next sentence" },
  { not: /接続中/, but: "接続済み" },
  { not: /をを|にに|がが|、、|。。|ですです/, but: "it once" },
  { not: /[ｦ-ﾟ\u3099\u309A]/u, but: "full-width letters, composed" },
];

/** The folders of the pages whose words are in a file of their own. */
const PAGES = ["scripts/board/page", "scripts/inspect/page", "scripts/site", "steps/05-web/page"];

/** Whether what a Japanese reader reads names things by one term each. */
export function lintTerms(pages: string[]): Problem[] {
  const messages = course.names("scripts/messages").map((name) => `scripts/messages/${name}`);
  const words = PAGES.flatMap((folder) =>
    course
      .names(folder)
      .filter((name) => name.endsWith("words.ts"))
      .map((name) => `${folder}/${name}`),
  );
  const texts = [
    ...pages.filter((page) => /\.ja\.md$|^slides\/ja\//.test(page)),
    ...messages,
    ...words,
  ];
  return texts.flatMap((path) =>
    course
      .read(path)
      .split("\n")
      .flatMap((line, index) =>
        TERMS.flatMap(({ not, but }) => {
          const found = not.exec(line)?.[0];
          if (found === undefined) return [];
          return [{ path, line: index + 1, wrong: `there is \`${found}\``, mend: `say ${but}` }];
        }),
      ),
  );
}
