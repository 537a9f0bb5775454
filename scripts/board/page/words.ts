import { language } from "../../../steps/05-web/page/translate.ts";
import type { Advice, Standing } from "../contract.ts";

const en = {
  title: "Class board",
  steps: "Where the room is",
  join: "Join",
  choice:
    "By choice. Your nickname, step, tests passed, the first test that fails and for how long, hints, whether you took the solution, a raised hand: shown before it is sent. Never your code.",
  tools: "Tell the room",
  step: "Now: step",
  minutes: "minutes",
  set: "Tell all",
  line: "A line of npm run progress -- --code",
  take: "Take it in",
  learners: "Everybody, those first who need help",
  qr: "QR code of the command to join",
  count: (count: number) => (count === 1 ? "1 learner" : `${count} learners`),
  nobody: "Nobody has joined yet.",
  now: (step: number, minutes: number) =>
    minutes > 0 ? `Now: step ${step}, ${minutes} min left` : `Now: step ${step}, time is up`,
  bar: (step: number, solved: number, working: number) =>
    `Step ${step}: ${solved} solved it, ${working} at work`,
  atStep: (step: number) => `Step ${step}`,
  solved: (count: number) => `${count} solved`,
  working: (count: number) => `${count} at work`,
  cheer: (step: number) => `Somebody is the first to have solved step ${step}. ✓`,
  tests: (passed: number, total: number) =>
    total === 0 ? "not tried yet" : `${passed} of ${total} tests`,
  byHand: "solved by hand",
  bySolve: "took the solution",
  unchanged: (minutes: number) => `the same for ${minutes} min`,
  hints: (count: number) => (count === 1 ? "1 hint" : `${count} hints`),
  heard: (minutes: number) => `last heard ${minutes} min ago`,
  hand: "Hand up",
  failing: (number: number) => `test ${number}`,
  remove: (name: string) => `Take ${name} off the board`,
  lost: "The board is closed. This is what it showed last.",
  done: { now: "The room is told.", line: "Taken in.", remove: "Taken off the board." },
  refused: {
    400: "This is not what npm run progress -- --code prints, or something in it is missing or different.",
    409: "Somebody has joined by this name.",
  } as Record<number, string>,
  advice: ({ kind, step, count, of, failingTitle, names }: Advice): string =>
    ({
      STOP: `Step ${step}: ${count} of ${of} are red on “${failingTitle}”: stop the room?`,
      HANDS: `${count === 1 ? "A hand is" : `${count} hands are`} up${listed(names, ": ", ", ")}.`,
      STUCK: `${count === 1 ? "One has" : `${count} have`} been at the same red test for a while${listed(names, ": ", ", ")}.`,
      QUIET: of === 0 ? "" : "All are getting on.",
    })[kind],
};

const ja: typeof en = {
  title: "クラスボード",
  steps: "教室の進み具合",
  join: "参加する",
  choice:
    "参加は任意です。送られるのは、ニックネーム、ステップ、通ったテストの数、最初に失敗しているテストと止まっている時間、ヒントの数、解答例を使ったかどうか、挙手だけで、送る前に表示されます。ソースコードは送られません。",
  tools: "教室に伝える",
  step: "いまのステップ",
  minutes: "残り時間（分）",
  set: "全員に伝える",
  line: "npm run progress -- --code の1行",
  take: "取り込む",
  learners: "全員（助けが必要そうな人から）",
  qr: "参加コマンドの QR コード",
  count: (count) => `${count}人`,
  nobody: "まだ誰も参加していません。",
  now: (step, minutes) =>
    minutes > 0 ? `いまステップ${step}（残り${minutes}分）` : `いまステップ${step}（時間です）`,
  bar: (step, solved, working) => `ステップ${step}：完了${solved}人、作業中${working}人`,
  atStep: (step) => `ステップ${step}`,
  solved: (count) => `完了${count}人`,
  working: (count) => `作業中${count}人`,
  cheer: (step) => `ステップ${step}を最初に解いた人が出ました ✓`,
  tests: (passed, total) => (total === 0 ? "まだ試していません" : `${total}件中${passed}件が成功`),
  byHand: "自力で完了",
  bySolve: "解答例を使用",
  unchanged: (minutes) => `${minutes}分間変化なし`,
  hints: (count) => `ヒント${count}回`,
  heard: (minutes) => `最後に届いたのは${minutes}分前`,
  hand: "挙手",
  failing: (number) => `テスト${number}`,
  remove: (name) => `${name} をボードから外す`,
  lost: "ボードは閉じられました。最後に届いた内容を表示しています。",
  done: { now: "伝えました。", line: "取り込みました。", remove: "ボードから外しました。" },
  refused: {
    400: "npm run progress -- --code の1行ではないか、抜けや違いがあります。",
    409: "この名前の人がすでに参加しています。",
  },
  advice: ({ kind, step, count, of, failingTitle, names }) =>
    ({
      STOP: `ステップ${step}：${of}人中${count}人が「${failingTitle}」で止まっています。全体を止めて説明しますか？`,
      HANDS: `手を挙げている人が${count}人います${listed(names, "：", "、")}。`,
      STUCK: `同じテストでしばらく止まっている人が${count}人います${listed(names, "：", "、")}。`,
      QUIET: of === 0 ? "" : "みんな順調です。",
    })[kind],
};

function listed(names: string[], before: string, between: string): string {
  return names.length > 0 ? before + names.join(between) : "";
}

/** What the page says, in the browser's language. */
export const words = { en, ja }[language];

/** What a tile says of the work, in a line. */
export function workOf({ solvedBy, passed, total }: Standing): string {
  if (solvedBy === "BY_HAND") return words.byHand;
  return solvedBy === "BY_SOLVE" ? words.bySolve : words.tests(passed, total);
}
