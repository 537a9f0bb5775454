import { bilingual } from "./bilingual.ts";

export const doctor = bilingual({
  en: {
    node: (version: string) => `Node.js ${version}`,
    nodeOptions: (version: string, options: string) =>
      `Node.js ${version}, and every Node here takes NODE_OPTIONS=${options}. Where a command fails for no reason that you see, try it without:`,
    packages: {
      match: (count: number) => `Packages: as package-lock.json says (${count} looked up)`,
      missing: (name: string) => `${name} is missing`,
      other: (name: string, version: string, wanted: string) =>
        `${name} is ${version}, not ${wanted}`,
      differ: (faults: string[]) =>
        `Packages: not what package-lock.json says. ${faults.slice(0, 3).join("; ")}${faults.length > 3 ? `; ${faults.length - 3} more` : ""}. Install them anew:`,
    },
    programs: {
      start: "Programs: the bundler and the compiler start",
      not: (faults: string[]) => `Programs: ${faults.join("; ")}. Install the packages anew:`,
      fails: (name: string, reason: string) => `${name} does not start (${reason})`,
    },
    folder: {
      writable: (folder: string) => `Folder: ${folder} can be written to`,
      notWritable: (folder: string, code: string) =>
        `Folder: ${folder} cannot be written to (${code}).`,
      elsewhere: "Copy the course to a drive that has room and that you may write to.",
      temporary: (folder: string) =>
        `Folder: the course can be written to, but no temporary files where the system keeps them (it is missing, full or closed to you). The course keeps its own in ${folder}.`,
    },
    lineEndings: {
      good: "Line endings: nothing that they would break",
      crlf: (files: string) =>
        `Line endings: ${files} came with CRLF, and the system cannot start it so. Write LF:`,
    },
    codegen: {
      works: (toolchain: string) =>
        `Code generation: the contract compiles (toolchain: ${toolchain})`,
      fails: (reason: string) =>
        `Code generation: the contract, which is right, does not compile.\n${reason}`,
    },
    chat: {
      works: "gRPC: a client reaches a server on this machine",
      proxied: (variable: string) =>
        `gRPC: grpc-js sends calls to 127.0.0.1 to the proxy in ${variable}, where they are lost. The commands of this course exempt this machine; for other gRPC programs do so too (on Windows, then open a new terminal):`,
      blocked:
        "gRPC: a client does not reach a server on 127.0.0.1. Does a firewall or a security tool stop it?",
    },
    port: {
      free: (port: number) => `Port ${port}: free`,
      taken: (port: number) =>
        `Port ${port}: not to be had. A chat server of yours may have it, or the system keeps it for itself. Another one works as well:`,
    },
    registry: {
      reached: (address: string) => `Registry: npm reaches ${address || "it"}`,
      notReached: (address: string, reason: string) =>
        `Registry: npm does not reach ${address || "it"} (${reason}). You need it to install and to update only; these are npm's settings for it and for a proxy:`,
      noAnswer: "no answer",
    },
    drive: {
      tells: "Drive: saving a file is noticed at once",
      polls:
        "Drive: files are looked at twice a second, because this is a network drive or a Windows drive under WSL (or WORKSHOP_POLL is set). A drive of this system's own is faster:",
    },
    clock: {
      right: (now: Date) => `Clock: ${now.toLocaleString("en")}`,
      behind: (now: Date, file: string, written: Date) =>
        `Clock: it shows ${now.toLocaleString("en")}, but ${file} is from ${written.toLocaleString("en")}. With a wrong clock secure connections fail, npm's too. Set it:`,
      driveDiffers: (seconds: number) =>
        `Clock: it differs from the drive's by ${Math.round(seconds)} s. With a wrong clock secure connections fail, npm's too. Set it:`,
    },
    saves: {
      inOrder: "Saves: no command was interrupted while it replaced files",
      interrupted: (save: string) =>
        `Saves: a command was interrupted while it replaced files (.workshop/saves/${save}). This gives them back:`,
      lockLeft:
        "Saves: a command was interrupted and has left its lock behind (.workshop/saves/lock). The next solve, reset or undo removes it.",
    },
    notChecked: (reason: string) => `A check could not be made: ${reason}`,
    allIsWell: "The course can run: npm start",
    mendFirst: (count: number) =>
      `The course cannot run yet: ${count} to mend. Begin at the top, then again: npm run doctor`,
  },
  ja: {
    node: (version) => `Node.js ${version}`,
    nodeOptions: (version, options) =>
      `Node.js ${version}。ここで動く Node はどれも NODE_OPTIONS=${options} に従います。理由のわからない失敗があれば、これを消して試してください：`,
    packages: {
      match: (count) => `パッケージ：package-lock.json のとおりです（${count}件を確認）`,
      missing: (name) => `${name} がありません`,
      other: (name, version, wanted) => `${name} が ${wanted} ではなく ${version} です`,
      differ: (faults) =>
        `パッケージ：package-lock.json と食い違っています。${faults.slice(0, 3).join("、")}${faults.length > 3 ? `、ほか${faults.length - 3}件` : ""}。入れ直してください：`,
    },
    programs: {
      start: "プログラム：バンドラーとコンパイラが起動します",
      not: (faults) => `プログラム：${faults.join("、")}。パッケージを入れ直してください：`,
      fails: (name, reason) => `${name} が起動しません（${reason}）`,
    },
    folder: {
      writable: (folder) => `フォルダー：${folder} に書き込めます`,
      notWritable: (folder, code) => `フォルダー：${folder} に書き込めません（${code}）。`,
      elsewhere: "空きがあり、書き込みが許されているドライブにコースをコピーしてください。",
      temporary: (folder) =>
        `フォルダー：コースには書き込めますが、システムの一時フォルダーには書き込めません（フォルダーがないか、空きがないか、許可がありません）。コースの一時ファイルは ${folder} に置きます。`,
    },
    lineEndings: {
      good: "改行コード：動作に差し支えるものはありません",
      crlf: (files) =>
        `改行コード：${files} が CRLF になっていて、このままでは起動できません。LF に直してください：`,
    },
    codegen: {
      works: (toolchain) => `コード生成：契約をコンパイルできます（ツールチェーン：${toolchain}）`,
      fails: (reason) => `コード生成：正しい契約なのに、コンパイルできません。\n${reason}`,
    },
    chat: {
      works: "gRPC：このマシンの中でクライアントがサーバーにつながります",
      proxied: (variable) =>
        `gRPC：grpc-js は 127.0.0.1 への呼び出しも ${variable} のプロキシに送るため、サーバーに届きません。このコースのコマンドでは除外済みですが、ほかの gRPC プログラムのためには次のようにします（Windows では、そのあと新しいターミナルを開きます）：`,
      blocked:
        "gRPC：クライアントが 127.0.0.1 のサーバーにつながりません。ファイアウォールやセキュリティソフトが止めていませんか？",
    },
    port: {
      free: (port) => `ポート${port}：空いています`,
      taken: (port) =>
        `ポート${port}：使えません。起動したままのチャットサーバーが使っているか、システムが予約しています。別のポートでも動きます：`,
    },
    registry: {
      reached: (address) =>
        address
          ? `レジストリー：npm が ${address} につながります`
          : "レジストリー：npm がつながります",
      notReached: (address, reason) =>
        `レジストリー：npm が${address ? ` ${address} に` : ""}つながりません（${reason}）。必要なのはインストールと更新のときだけです。npm のレジストリーとプロキシの設定は、これで確かめられます：`,
      noAnswer: "応答なし",
    },
    drive: {
      tells: "ドライブ：ファイルの保存にすぐ気づけます",
      polls:
        "ドライブ：ネットワークドライブか、WSL から見た Windows のドライブなので（または WORKSHOP_POLL が設定されているので）、ファイルを1秒に2回見に行きます。このシステム自身のドライブに置くと速くなります：",
    },
    clock: {
      right: (now) => `時計：${now.toLocaleString("ja")}`,
      behind: (now, file, written) =>
        `時計：いま ${now.toLocaleString("ja")} を指していますが、${file} の日付は ${written.toLocaleString("ja")} です。時計がずれていると、npm などの安全な接続が失敗します。合わせてください：`,
      driveDiffers: (seconds) =>
        `時計：ドライブの時計と${Math.round(seconds)}秒ずれています。時計がずれていると、npm などの安全な接続が失敗します。合わせてください：`,
    },
    saves: {
      inOrder: "保存：ファイルの置き換えが途中で止まったコマンドはありません",
      interrupted: (save) =>
        `保存：ファイルを置き換えている途中でコマンドが止まりました（.workshop/saves/${save}）。これで元に戻ります：`,
      lockLeft:
        "保存：コマンドが途中で止まり、ロックが残っています（.workshop/saves/lock）。次に solve、reset、undo のどれかを実行すると取り除かれます。",
    },
    notChecked: (reason) => `確かめられなかった項目があります：${reason}`,
    allIsWell: "コースを始められます：npm start",
    mendFirst: (count) =>
      `まだコースを動かせません。直すところが${count}件あります。上から順に直して、もう一度：npm run doctor`,
  },
});
