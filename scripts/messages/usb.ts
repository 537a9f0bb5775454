import { bilingual } from "./bilingual.ts";

const READ_ME = (command: string, platforms: string): string => `# gRPC web chat workshop, offline

You need Node.js 20.19, or 22.12 or newer. The packages here are for: ${platforms}.

1. Copy this whole folder to your disk.
2. Open a terminal in its folder \`course\`, and install without a network:

   \`\`\`sh
   ${command}
   \`\`\`

3. \`npm start\`

Which one is your machine? \`node -p "process.platform + '-' + process.arch"\`

---

# gRPC ウェブチャットのワークショップ（オフライン用）

Node.js 20.19、または 22.12 以上が必要です。ここにあるパッケージは ${platforms} 用です。

1. このフォルダーを丸ごと、自分のディスクにコピーします。
2. その中の \`course\` フォルダーでターミナルを開き、ネットワークなしでインストールします。

   \`\`\`sh
   ${command}
   \`\`\`

3. \`npm start\`

自分のマシンの種類は \`node -p "process.platform + '-' + process.arch"\` でわかります。
`;

export const usb = bilingual({
  en: {
    whichFolder: "Name the folder to make: npm run usb -- ../workshop-usb",
    notEmpty: (folder: string) => `${folder} is not empty. Name a folder that is new or empty.`,
    noSuchPlatform: (name: string, all: string[]) =>
      `There are no packages for "${name}". Platforms are: ${all.join(", ")}`,
    noClone:
      "The stick gets what is committed here, and this folder is not a git clone of the course (git clone makes one), or git is not installed.",
    copying: "Copying the course, as it was last committed …",
    fetching: (platform: string) => `Fetching the packages for ${platform} …`,
    trying: (platform: string) => `Installing for ${platform} from the folder alone …`,
    notInstalled: (platform: string) =>
      `npm ci failed for ${platform}; what it said stands above. Fetching needs the network, and npm 10 or newer.`,
    incomplete: (platform: string, missing: string[]) =>
      `npm left out packages that ${platform} needs: ${missing.join(", ")}. Look after the network, and run this again with a new folder.`,
    done: (folder: string) =>
      `${folder} is ready: every platform installed from it without asking the registry. Copy all of it to the stick; its README.md says what to type. Node.js itself (https://nodejs.org/) is not in it.`,
    readme: READ_ME,
  },
  ja: {
    whichFolder: "作るフォルダーを指定してください：npm run usb -- ../workshop-usb",
    notEmpty: (folder) =>
      `${folder} は空ではありません。新しいフォルダーか、空のフォルダーを指定してください。`,
    noSuchPlatform: (name, all) =>
      `「${name}」用のパッケージはありません。選べるのは ${all.join("、")} です。`,
    noClone:
      "USB メモリーに入るのはコミット済みの内容です。このフォルダーは、コースを git clone したものではないか、git がインストールされていません。",
    copying: "コース（最後にコミットされた内容）をコピーしています …",
    fetching: (platform) => `${platform} 用のパッケージを取得しています …`,
    trying: (platform) =>
      `${platform} 用に、このフォルダーだけからインストールできるか確かめています …`,
    notInstalled: (platform) =>
      `${platform} 用の npm ci が失敗しました（理由は上に出ています）。取得にはネットワークと npm 10 以上が必要です。`,
    incomplete: (platform, missing) =>
      `${platform} に必要なパッケージを npm が飛ばしました：${missing.join("、")}。ネットワークを確かめて、新しいフォルダーでもう一度実行してください。`,
    done: (folder) =>
      `${folder} ができました。どのプラットフォーム向けにも、レジストリーに問い合わせずに、ここからインストールできました。丸ごと USB メモリーにコピーしてください。入力するコマンドは中の README.md にあります。Node.js 本体（https://nodejs.org/）は入っていません。`,
    readme: READ_ME,
  },
});
