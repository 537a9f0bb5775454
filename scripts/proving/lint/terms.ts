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
    not: /(?:サーバ|ブラウザ|メモリ|フォルダ|エディタ|ヘッダ|トレーラ|バッファ|ライブラリ|レジストリ|コンテナ|ハンドラ|リスナ|スタータ|ユーザ|ルータ)(?![ーァ-ヶ])/,
    but: "サーバー、メモリー, with ー at the end",
  },
  { not: /(?:リポジトリ|プロキシ)ー/, but: "リポジトリ、プロキシ, as everybody writes them" },
  { not: /学習者/, but: "受講者" },
  { not: /端末/, but: "ターミナル、機器" },
  { not: /解答(?!例)/, but: "解答例" },
  { not: /片割れ/, but: "不完全な文字列" },
  { not: /拒[みむまん]/, but: "拒否する、断る" },
  { not: /[一二三四五][つ件]/, but: "1つ、2件" },
  { not: /[\d}]度|一度[だず]/, but: "1回、2回; もう一度 stays" },
  { not: /(?<![自部半十多処成気])分か[らりるっ]/, but: "わかる" },
  {
    not: /[\d}] (?:個|件|つ|回|秒|分|人|バイト|枚|行|本|万|倍|ミリ秒|文字|種類|通り)/,
    but: "no space between a number and its counter",
  },
  {
    not: /[ぁ-ヶー一-龠] \$\{[^}]*\}(?:個|件|つ|回|秒|分|人|バイト|枚|行|本|ミリ秒|文字)/,
    but: "no space before a number with its counter",
  },
  {
    not: /[ぁ-ヶー一-龠] [*_]*\d+(?![\w.]| [×+\w])/,
    but: "no space between Japanese letters and a number",
  },
  { not: /後から|た後|[こそ]の後[でにの]/, but: "あと, where it is of time" },
  { not: /あいだ/, but: "間" },
  { not: /(?<!昨)今(?![日週月年度回すの])/, but: "いま" },
  { not: /をつけ[てるたま]|[釈間明号]つき/, but: "付ける、〜付き" },
  {
    not: /既に|全て|更に|下さい|出来[たるまなずれ]|[るたの]事[がをに]|[るたいなの]時[、にはの]|無[いく]|良[いく]/,
    but: "すでに、すべて、さらに、ください、できる、こと、とき、ない、よい",
  },
  { not: /でしょうか？/, but: "でしょうか。" },
  { not: /Ctrl-[A-Z]/, but: "Ctrl+C" },
  { not: /[？！][ぁ-ヶ一-龠A-Za-z]/, but: "a space between ？ or ！ and the next sentence" },
  { not: /[ぁ-ヶー一-龠、。] [ぁ-ヶー一-龠]/, but: "no space between two Japanese letters" },
  { not: /[ぁ-ヶー一-龠][,;!?]|[ぁ-ヶ一-龠]: /, but: "、；！？：" },
  {
    not: /[ぁ-ヶー一-龠][A-Za-z]|(?<!\\)[A-Za-z][ぁ-ヶー一-龠]/,
    but: "a space beside a Latin word",
  },
  { not: /接続中/, but: "接続済み" },
  { not: /をを|にに|がが|、、|。。|ですです/, but: "it once" },
  { not: /[ｦ-ﾟ\u3099\u309A]/u, but: "full-width letters, composed" },
];

/** Where sources hold sentences that a Japanese reader meets. */
const SOURCES = [
  "bench",
  "scripts/board",
  "scripts/ground",
  "scripts/inspect",
  "scripts/messages",
  "scripts/site",
  "steps",
];

/** Within them: what is not the course's own, a learner's files, and what tests look for. */
const SILENT = /\/(?:node_modules|test|dist|results)\/|^steps\/\d\d-[^/]+\/[^/]+$/;

/** Whether what a Japanese reader reads names things by one term each. */
export function lintTerms(pages: string[]): Problem[] {
  const texts = [
    ...pages.filter((page) => /\.ja\.md$|^slides\/ja\/|^solutions\//.test(page)),
    ...SOURCES.flatMap(sourcesIn),
  ];
  return texts.flatMap((path) =>
    course
      .read(path)
      .split("\n")
      .flatMap((line, index) =>
        (/[ぁ-ヶ一-龠]/.test(line) ? TERMS : []).flatMap(({ not, but }) => {
          const found = not.exec(line)?.[0];
          if (found === undefined) return [];
          return [{ path, line: index + 1, wrong: `there is \`${found}\``, mend: `say ${but}` }];
        }),
      ),
  );
}

function sourcesIn(folder: string): string[] {
  return course
    .names(folder)
    .map((name) => `${folder}/${name}`)
    .filter((path) => !SILENT.test(path))
    .flatMap((path) => (path.endsWith("/") ? sourcesIn(path.slice(0, -1)) : [path]))
    .filter((path) => /\.(?:ts|mjs)$/.test(path));
}
