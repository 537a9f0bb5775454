import { bilingual } from "./bilingual.ts";

export const disk = bilingual({
  en: {
    full: (code: string, path?: string) =>
      `The drive is full${path ? `: ${path} could not be written` : ""} (${code}). Make room, then the same command again.`,
    readOnly: (code: string, path: string) =>
      `${path} is on a drive that takes no changes (${code}). Which folders cannot be written to: npm run doctor`,
    denied: (code: string, path: string) =>
      `The system denies access to ${path} (${code}). The command that mends it: npm run doctor`,
    isFolder: (code: string, path: string) =>
      `${path} is a folder, where a file belongs (${code}). Rename it, then the same command again.`,
    noFolder: (code: string, path: string) =>
      `In ${path} there is a file where a folder belongs (${code}). Rename it, then the same command again.`,
    busy: (code: string, path: string) =>
      `Another program has ${path} open (${code}). Close it there, then the same command again.`,
  },
  ja: {
    full: (code, path) =>
      `ドライブに空きがありません${path ? `。${path} に書き込めませんでした` : ""}（${code}）。空きを作ってから、同じコマンドをもう一度実行してください。`,
    readOnly: (code, path) =>
      `${path} のあるドライブには書き込めません（${code}）。どのフォルダーに書き込めないかを調べるには：npm run doctor`,
    denied: (code, path) =>
      `${path} へのアクセスがシステムに拒否されました（${code}）。直すコマンドを調べるには：npm run doctor`,
    isFolder: (code, path) =>
      `${path} がファイルではなくフォルダーになっています（${code}）。名前を変えてから、同じコマンドをもう一度実行してください。`,
    noFolder: (code, path) =>
      `${path} の途中に、フォルダーではなくファイルがあります（${code}）。名前を変えてから、同じコマンドをもう一度実行してください。`,
    busy: (code, path) =>
      `別のプログラムが ${path} を開いています（${code}）。閉じてから、同じコマンドをもう一度実行してください。`,
  },
});
