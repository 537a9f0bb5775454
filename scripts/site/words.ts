import type { Language } from "../../steps/kit/say.ts";

const en = {
  other: "日本語",
  home: "The course",
  title: "gRPC, hands on: build a web chat in TypeScript",
  lead: "You write a web chat with gRPC, from the contract to the browser, in steps whose tests tell you what is still missing. Here you can read the steps, look at the talk, and try the bytes. To write the code, get the repository and type npm install, then npm start.",
  picture:
    "Two browser windows side by side; the bytes of a note go from one to the other through the server.",
  steps: "The steps",
  step: (number: number, title: string) => `Step ${number}: ${title}`,
  minutes: (minutes: number) => `${minutes} min`,
  takes: (minutes: number) => ` (${minutes} min)`,
  bytes: "Bytes in the browser",
  bytesLead:
    "Write a note. Below it are its bytes as gRPC sends them, the same that you make in step 2, and the JSON of the same note. Point at a group of bytes, or walk through them with the arrow keys.",
  name: "Name",
  message: "Message",
  script: "This page needs JavaScript.",
  slides: "The talk",
  deck: "Slides",
  notes: "Slides with notes",
  slidesNone: "The slides are not part of this build.",
  sheet: "Cheat sheet",
  footer: "No cookies, no trackers, no scripts of others.",
};

/** What the site's own pages say; everything else is the course's. */
export const WORDS: Record<Language, typeof en> = {
  en,
  ja: {
    other: "English",
    home: "コース",
    title: "gRPC ハンズオン：TypeScript でウェブチャットを作る",
    lead: "契約からブラウザーまで、gRPC のウェブチャットを作ります。何が足りないかは、テストが教えてくれます。ここでは、ステップを読み、講演のスライドを眺め、バイト列を試せます。コードを書くには、リポジトリを手に入れて npm install、次に npm start を実行してください。",
    picture: "並んだ2つのブラウザー。ノートのバイト列が、サーバーを通って一方から他方へ届きます。",
    steps: "ステップ",
    step: (number, title) => `ステップ${number}：${title}`,
    minutes: (minutes) => `${minutes}分`,
    takes: (minutes) => `（${minutes}分）`,
    bytes: "ブラウザーで試すバイト列",
    bytesLead:
      "ノートを書いてみてください。gRPC が送るバイト列（ステップ2で作るものと同じです）と、同じノートの JSON が下に出ます。バイト列にポインターを合わせるか、矢印キーで1つずつ進んでみてください。",
    name: "名前",
    message: "メッセージ",
    script: "このページには JavaScript が必要です。",
    slides: "講演",
    deck: "スライド",
    notes: "ノート付きスライド",
    slidesNone: "ここにはスライドが含まれていません。",
    sheet: "早見表",
    footer: "クッキーも、トラッカーも、外部のスクリプトもありません。",
  },
};
