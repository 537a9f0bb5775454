import type { Messages } from "./en.ts";

/** コースのコマンドが表示する文。英語は `en.ts` にある。 */
export const ja: Messages = {
  report: {
    heading: (number, title, passed, all) =>
      all > 0
        ? `ステップ${number}：${title}（テスト${all}件中${passed}件が成功）`
        : `ステップ${number}：${title}（テストを実行できませんでした）`,
    printed: "あなたのコードの出力：",
    expected: "期待",
    actual: "実際",
    edit: (place) => `編集するところ：${place}`,
    test: (title) => `テスト：${title}`,
    readTask: (task, readme) => `読み返すところ：${readme} の「${task}」`,
    ofTests: (passed, all) => `${all}件中${passed}件`,
    typesToo: "TypeScript の指摘もあります：",
    onlyTypes: "テストはすべて通りました。TypeScript の指摘が残っています：",
    more: (count) => `… ほか${count}件`,
    solved: (number) => `ステップ${number}は完了です。`,
    again: (command) => `直したら、もう一度：${command}`,
  },
  command: {
    unexpected: (reason) =>
      `実行できませんでした：${reason}\nインストールが途中で止まっているなら、これで直ります：npm install`,
    badFlag: (flag) => `${flag} はこのコマンドにないフラグか、値が足りません。`,
    noSuchStep: (wanted, last) =>
      `ステップ${wanted}はありません。ステップは1から${last}までです：npm run step:1`,
  },
  step: {
    restored: (file) => `${file} がなかったので、スターターを置き直しました。`,
    builtOn: (number, earlier, sentence, command) =>
      `ステップ${number}の土台になるステップ${earlier}が、まだ完了していません。\n  ${sentence}\n先にこちらを：${command}`,
    regenerated: "gen/ が proto/ の内容と違っていたので、生成し直しました。",
    solution: (folder) => `解答例と見比べてみましょう：${folder}`,
    next: (command, title, minutes, readme) =>
      `次は ${command}「${title}」（約${minutes}分）。まず ${readme} を読みましょう。`,
    wasLast: "これが最後のステップでした。",
  },
  replace: {
    whichStep: (command) => `ステップ番号を指定してください：npm run ${command} -- 1`,
    done: {
      solve: (files) => `${files} を解答例に置き換えました。`,
      reset: (files) => `${files} をスターターに戻しました。`,
    },
    nothingToDo: {
      solve: (files) => `${files} はすでに解答例と同じです。何も変えていません。`,
      reset: (files) => `${files} はすでにスターターのままです。何も変えていません。`,
    },
    saved: (folder) => `元のファイルは ${folder} にあります。npm run undo で元に戻せます。`,
    next: (command) => `次は：${command}`,
    undone: (command, files) => `${files} を「${command}」の前の状態に戻しました。`,
    keptToo: (folder) => `直前までの内容は ${folder} に残してあります。`,
    nothingToUndo: "元に戻すものはありません。ファイルを置き換えたコマンドはまだありません。",
  },
  diff: {
    same: (file, solution) => `${file} は ${solution} と同じです。`,
  },
  hint: {
    solved: (number) => `ステップ${number}は完了しているので、ヒントは要りません。`,
    none: (task, readme) => `${readme} の「${task}」にはヒントがありません。`,
    more: (count, command) => `ヒントはあと${count}つあります：${command}`,
    last: (diff, solve) =>
      `これが最後のヒントです。解答例との違いを見るには：${diff}。自分のファイルを保存したうえで解答例に置き換えるには：${solve}`,
  },
  overview: {
    comma: "、",
    state: { solved: "完了", changed: "完了後に変更あり", unsolved: "" },
    minutes: (minutes) => `約${minutes}分`,
    here: "いまここ",
    nextIs: (number, title) => `次にやること：ステップ${number}「${title}」`,
    read: (readme) => `  1. 読む  ${readme}`,
    edit: (files) => `  2. 編集  ${files}`,
    run: (command) => `  3. 実行  ${command}`,
  },
  start: {
    title: "gRPC Web チャット ワークショップ",
    welcome:
      "ようこそ！gRPC のチャットをステップごとに作っていきます。各ステップには、解けるまで失敗するテストが\nあります。最初に失敗するのは当然で、何が足りないかをテストが教えてくれます。",
    allSolved:
      "すべてのステップが完了しました。自分で作ったものでチャットしてみましょう：\n  npm run web -- --open",
  },
  session: {
    polling:
      "ネットワークドライブか Windows のドライブのようなので、ファイルを1秒に2回見に行きます。",
    watching: (files) => `${files} を監視しています。保存すると、もう一度確かめます。`,
    keys: "h ヒント · d 差分 · n 次へ · l 一覧 · r リセット · ? ヘルプ · q 終了",
    help: [
      "h  失敗しているテストの、次のヒント",
      "d  自分のファイルと解答例の違い",
      "n  このステップが完了したら、次のステップへ",
      "l  すべてのステップと、現在のステップ",
      "r  このステップを最初からやり直す（ファイルは先に保存され、npm run undo で戻せます）",
      "q  終了（npm start でここに戻れます）",
    ].join("\n"),
    solved: (number, solution) =>
      `できました！ステップ${number}は完了です。${solution} と見比べてみましょう。`,
    pressN: "n で次のステップへ進みます。",
    pressH: "h を押す",
    red: "ファイルを保存すると確かめます。最初はテストが失敗して当然で、何が足りないかを教えてくれます。",
    sureDiff: "このステップの解答例がすべて表示されます。見るには、もう一度 d を押してください。",
    sureReset:
      "自分のファイルを保存したうえで、スターターに置き換えます。よければ、もう一度 r を押してください。",
    notSolved: (number) =>
      `ステップ${number}はまだ完了していません。h でヒントが見られます。npm run solve -- ${number} で解答例に置き換えることもできます（自分のファイルは先に保存されます）。`,
    wasLast:
      "これが最後のステップですが、まだ完了していないステップがあります。l で確かめられます。",
    goesOn: "監視は続いています。ファイルを保存すると、もう一度確かめます。",
    bye: "おつかれさまでした。npm start でここに戻れます。",
  },
  progress: {
    state: {
      solved: "完了",
      "was-solved": "完了したが、いまは失敗",
      begun: "作業中",
      "not-begun": "",
    },
    tests: (passed, total) => `テスト${total}件中${passed}件`,
    summary: (solved, all) => `${all}ステップ中${solved}ステップが完了しています。`,
  },
  run: {
    checking: (file) => `${file} をテストで確かめています …`,
    own: (file) => `あなたの ${file} を動かします。`,
    fallback: (file, solution, command) =>
      `あなたの ${file} はまだテストが通らないので、解答例の ${solution} を動かします。理由を見るには：${command}`,
    fallbackContract: (file, command) =>
      `あなたの ${file} はまだチャットの契約になっていないので、すべて解答例で動かします。理由を見るには：${command}`,
  },
  server: {
    listening: (address) =>
      `チャットサーバーが ${address} で待ち受けています。Ctrl-C で止まります。`,
    next: (command) => `別のターミナルからチャットできます：${command}`,
    badPort: (given) =>
      `--port には0から65535までの数を指定してください。「${given}」は使えません。`,
    cannotListen: (port, reason, command) =>
      `ポート${port}は使用中か、使えません（${reason}）。使っているサーバーを止めるか、別のポートを使ってください：${command}`,
    stopped: "停止しました。",
  },
  web: {
    listening: (url) => `ウェブチャットはこちらです：${url} 止めるには Ctrl-C を押します。`,
    terminal: (command) => `ターミナルからも参加できます：${command}`,
    notAlone: (host) =>
      `${host} で待ち受けています。このマシンの外からも届きます。通信は暗号化されず、届く人は誰でも読み書きできます。`,
    badPort: (given) => `--port には 0 から 65535 までの数を指定します。「${given}」は使えません。`,
    cannotListen: (reason, command) =>
      `そのポートでは待ち受けられません（${reason}）。別のポートを使うには：${command}`,
    noBrowser: (url) => `ブラウザーを開けませんでした。次のアドレスを開いてください：${url}`,
    stopped: "停止しました。",
  },
  chat: {
    nameMissing: "名前を指定してください：npm run chat -- --name alice",
    joined: (name, address) =>
      `${name} として ${address} に接続します。1行入力して Enter で送信、Ctrl-C で退出します。`,
    serverEnded: "サーバーがストリームを終了しました。",
    left: "チャットから退出しました。",
  },
  wire: {
    json: (bytes) => `JSON では ${bytes} バイト`,
    protobuf: (bytes) => `Protocol Buffers の Note では ${bytes} バイト`,
    framed: (bytes) => `gRPC が送るフレームでは ${bytes} バイト`,
    nothing: "（0バイト：どのフィールドもデフォルト値で、proto3 はそれを省きます）",
    tag: (field, name, wireType, kind) =>
      `タグ：フィールド ${field}（${name}）、ワイヤータイプ ${wireType}（${kind}）`,
    unknownField: "未知",
    length: (length) => `長さ：${length} バイト`,
    value: (value) => `値：${value}`,
    flag: "フラグ：圧縮なし",
    frameLength: (length) => `メッセージの長さ：${length}`,
    message: "上と同じメッセージ",
  },
  course: {
    laidOut: (cases) => `スターター、解答例、誤答の${cases}件を配置しました`,
    types: "型を検査しています",
    tests: "ステップのテストを実行しています",
    own: "スクリプト自身のテストを実行しています",
    noBrowser:
      "Chromium も Chrome も見つからないので、ブラウザーでのページのテストは省きました。CHROME_PATH で場所を指定できます。",
    targets: (starters, solutions, mistakes) =>
      `正しく失敗したスターター：${starters}。通った解答例：${solutions}。捕まえた誤答：${mistakes}。`,
    closing: (passed, failed) => `${passed} passed, ${failed} failed`,
  },
  judge: {
    processEnded:
      "テストの途中でプロセスが終了しました。コードが `process.exit` を呼んだり、メモリを使い切ったりしていませんか？",
  },
  doctor: {
    node: (version) => `Node.js ${version}`,
    packages: {
      match: (count) => `パッケージ：package-lock.json のとおりです（${count}件を確認）`,
      missing: (name) => `${name} がありません`,
      other: (name, version, wanted) => `${name} が ${wanted} ではなく ${version} です`,
      differ: (faults) =>
        `パッケージ：package-lock.json と食い違っています。${faults.slice(0, 3).join("、")}${faults.length > 3 ? `、ほか${faults.length - 3}件` : ""}。入れ直してください：`,
    },
    folder: {
      writable: (folder) => `フォルダー：${folder} に書き込めます`,
      notWritable: (folder, code) => `フォルダー：${folder} に書き込めません（${code}）。`,
      elsewhere: "空きがあり、書き込みが許されているドライブにコースをコピーしてください。",
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
      free: (port) => `ポート ${port}：空いています`,
      taken: (port) =>
        `ポート ${port}：使用中です。起動したままのチャットサーバーかもしれません。別のポートでも動きます：`,
    },
    registry: {
      reached: (address) =>
        address ? `レジストリ：npm が ${address} につながります` : "レジストリ：npm がつながります",
      notReached: (address, reason) =>
        `レジストリ：npm が${address ? ` ${address} に` : ""}つながりません（${reason}）。必要なのはインストールと更新のときだけです。npm のレジストリとプロキシの設定は、これで確かめられます：`,
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
    notChecked: (reason) => `確かめられなかった項目があります：${reason}`,
    allIsWell: "コースを始められます：npm start",
    mendFirst: (count) =>
      `まだコースを動かせません。直すところが${count}件あります。上から順に直して、もう一度：npm run doctor`,
  },
  update: {
    fetching: (remote) => `${remote} から最新版を取得しています …`,
    isNewest: (version) => `すでに最新版です：${version}`,
    resuming: "前回の更新が途中で止まっていたので、続きから行います。",
    saved: (folder) =>
      `あなたが書いたものはそのまま残ります。念のため、${folder} にもコピーしました。`,
    installing: "パッケージも変わったので、インストールします：npm install",
    done: (old, current, files) =>
      `コースを ${old} から ${current} に更新しました。変わったファイルは${files}件です。`,
    see: (command) => `変更点を見るには：${command}`,
    starterKept: (file, command) =>
      `${file} のスターターが変わりましたが、あなたのファイルはそのままです。スターターの変更点を見るには：${command}`,
    starterNew: (file) => `${file} はまだ編集していなかったので、新しいスターターになりました。`,
    kept: (files) => `そのまま残したあなたのファイル：${files.join("、")}`,
    next: "新しいテストも通るか確かめるには：npm run progress",
    commit: (version) => `コースを ${version} に更新`,
    noGit: "git がインストールされていないか、PATH にありません（https://git-scm.com/）",
    noRepository: (reason) => `git では更新できません：${reason}`,
    notItsOwn:
      "git では更新できません：このフォルダーは独立したリポジトリではなく、別のリポジトリの一部です。",
    noRemote:
      "git では更新できません：取得元のリモートが登録されていません。URL がわかるなら：git remote add origin URL",
    unrelated: (remote) =>
      `git では更新できません：あなたのコミットと ${remote} のコミットに共通の祖先がありません。`,
    byHand: (files) =>
      `手で更新するには、最新版を別のフォルダーにダウンロードし、次のうち編集したファイルをコピーします：${files.join("、")}。進み具合を記録している .workshop フォルダーも一緒にコピーしてください。`,
    midMerge:
      "マージが途中のままです。完了する（git commit）か取り消して（git merge --abort）から、もう一度：npm run update",
    notFetched: (remote, reason) =>
      `${remote} から最新版を取得できませんでした。何も変えていません。git のメッセージ：\n${reason}`,
    othersChanged: (files) =>
      `更新で置き換わるコースのファイルが編集されています：${files.join("、")}。まだ何も更新していません。次のコマンドでよけておき（git stash list で見つかります）、もう一度：npm run update\n  git stash push -- ${files.join(" ")}`,
    othersCommitted: (files) =>
      `あなたのコミットが、更新で置き換わるコースのファイルを変えています：${files.join("、")}。まだ何も更新していません。最新版を自分でマージして、どちらを残すか選んでください：\n  git merge FETCH_HEAD`,
    inTheWay: (files) =>
      `最新版に含まれるファイルと同じ場所に、あなたのファイルがあります：${files.join("、")}。まだ何も更新していません。名前を変えてから、もう一度：npm run update`,
    notInstalled:
      "コースは更新できましたが、パッケージをインストールできませんでした。オンラインになったら：npm run update",
  },
  codegen: {
    noSyntax:
      '`syntax = "proto3";` がまだありません。最初の文として書きましょう（課題は npm run step:1 で確認できます）',
    onlyProto3:
      'bundled ツールチェーンが扱えるのは proto3 だけです。ここを `syntax = "proto3";` に書き換えるか、grpc-tools のバイナリを取得してください：npm rebuild grpc-tools --ignore-scripts=false',
    noExtensions:
      "bundled ツールチェーンは `extend` に対応していません。取り除くか、grpc-tools のバイナリを取得してください：npm rebuild grpc-tools --ignore-scripts=false",
    noProtoFolder: (folder) =>
      `${folder} というフォルダーがありません。.proto のあるフォルダーを指定してください：npm run codegen -- --proto DIR`,
    noProtos: (folder) =>
      `${folder} に .proto ファイルがありません。先に書くか（課題は npm run step:1）、別のフォルダーを指定してください：npm run codegen -- --proto DIR`,
    noPackage: (name) =>
      `パッケージ ${name} がインストールされていません。これで直ります：npm install`,
    noGrpcTools:
      "grpc-tools のバイナリがありません。取得するには：npm rebuild grpc-tools --ignore-scripts=false。なしで済ませるには：npm run codegen -- --toolchain bundled",
    noProtocFor: (machine) =>
      `protoc パッケージには ${machine} 用のバイナリがありません。grpc-tools のものを取得してください：npm rebuild grpc-tools --ignore-scripts=false`,
    noStart: (executable, reason) =>
      `${executable} を起動できません（${reason}）。インストールし直すと直ります：npm ci`,
    why: {
      found: "ツールチェーン：grpc-tools（バイナリがインストールされているため）",
      missing:
        "ツールチェーン：bundled（grpc-tools のバイナリがないため。取得するには：npm rebuild grpc-tools --ignore-scripts=false）",
      asked: (name) => `ツールチェーン：${name}（指定されたため）`,
    },
    mendProto: ".proto のこの箇所を直して、もう一度：npm run codegen",
    outIsFile: (path) =>
      `${path} はファイルです。生成先にはフォルダーが必要なので、別の名前を指定してください：npm run codegen -- --out DIR`,
    outHoldsOthers: (folder, file) =>
      `${file} は codegen が生成したものではないので、${folder} には手を付けていません。そのファイルを移すか（不要なら削除するか）、別のフォルダーを指定してください：npm run codegen -- --out DIR`,
    systemError: (path, code) =>
      `${path} を読み書きできません（${code}）。原因を取り除くか、別のフォルダーを指定してください：npm run codegen -- --out DIR`,
    unknownFlag: (flag) => `${flag} というフラグはありません。`,
    badValue: (flag) => `${flag} の値が足りないか、値を取らないフラグに値が付いています。`,
    seeHelp: "使えるフラグはこちら：npm run codegen -- --help",
    noArguments: (word) => `「${word}」はフラグではありません。`,
    badToolchain: (given) =>
      `--toolchain に指定できるのは auto、grpc-tools、bundled です。「${given}」は使えません。`,
    help: `npm run codegen -- [フラグ]

proto/ をコンパイルして gen/ に出力します。.proto ごとに、メッセージ（*_pb.js）、
サービス（*_grpc_pb.js）、それぞれの型（.d.ts）ができます。gen/web/ はブラウザー用です。

  --proto DIR       .proto のあるフォルダー（既定は proto）
  --out DIR         生成先のフォルダー（既定は gen）
  --toolchain NAME  auto：grpc-tools のバイナリがあればそれを、なければ bundled を使う（既定）
                    grpc-tools：grpc-tools パッケージの protoc とプラグイン
                    bundled：protoc パッケージと、このリポジトリのプラグイン
  --watch           .proto が変わるたびに生成し直す。Ctrl-C で止まる
  --print           protoc のコマンドを表示するだけ
  --help            この説明`,
    generated: (proto, files) => `${proto} → ${files.join("、")}（それぞれに .d.ts）`,
    watching: (folder) => `${folder} を監視しています。Ctrl-C で止まります。`,
  },
};
