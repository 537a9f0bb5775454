import { bilingual } from "./bilingual.ts";

export const board = bilingual({
  en: {
    listening: (code: string) => `The class board is open. The room's code: ${code}`,
    page: (url: string) => `For the projector: ${url}`,
    instructor: (url: string) => `For you alone, with names: ${url}`,
    open: "It listens to every machine of this network, which is what it is for. Nothing is encrypted; what learners send is kept in memory alone, and gone when you press Ctrl+C.",
    join: "Learners join with:",
    alone:
      "This machine is on no network, so nobody can join. Join one, and start the board again; until then it takes lines of npm run progress -- --code.",
    noPort: (port: number, reason: string, command: string) =>
      `Port ${port} is taken or cannot be used (${reason}). Use another: ${command}`,
    imported: (count: number) => `Taken from files: ${count}`,
    noFile: (file: string) => `There is no file ${file}.`,
    notProgress: (file: string, command: string) =>
      `${file} is not what ${command} prints: have it made again.`,
    saved: (file: string, count: number) =>
      `Saved to ${file}: ${count === 1 ? "1 learner" : `${count} learners`}.`,
    saveAs: (file: string) =>
      `--save takes a file that ends in .csv or .json, and "${file}" does not.`,
    stopped: "The board is closed, and what it knew is gone.",
    whichBoard: "Which board, and what is its code? Both are on the instructor's screen.",
    noAddress: (given: string) =>
      `"${given}" is no address: take the one on the instructor's screen.`,
    nickname: (name: string, command: string) => `You are ${name}. Another name: ${command}`,
    willSend: "This is what the board is sent now, and again when it changes; nothing else, ever:",
    joined: (leave: string) =>
      `You have joined. npm start, step, hint and solve report from now on; press ? in npm start to raise your hand. To take all of it back: ${leave}`,
    wrongCode: (code: string) =>
      `The board does not know the code ${code}: look at the screen again.`,
    nameTaken: (name: string, command: string) =>
      `Somebody in the room is called ${name} already. Take another name: ${command}`,
    full: "The board takes no more learners now. Your instructor can make room.",
    refused: (reason: string) => `The board has refused this: ${reason}.`,
    nobody: (address: string) =>
      `Nothing listens at ${address}: is that the address on the instructor's screen, and is the board open?`,
    noAnswer: (address: string) => `${address} has not answered within 5 s.`,
    apart:
      "You are on the same network as the board, and yet nothing comes through: some Wi-Fi keeps its clients apart.",
    elsewhere: "Is this machine on the same network as the board?",
    wayOut: (command: string) =>
      `Without a network, ${command} prints one line to paste into a message or read aloud.`,
    left: "You have left the board, and it has forgotten you.",
    leftAlone:
      "You have left the board: nothing is sent any more. It did not answer, so it may show your last state until it is closed.",
    notJoined: "You have joined no board.",
    handUp: "Your hand is up, on the instructor's page. Press ? again to take it down.",
    handDown: "Your hand is down.",
    later: "(The board has not answered yet; it is told as soon as it does.)",
    now: (step: number, minutes: number) =>
      minutes > 0
        ? `The room is at step ${step}, for ${minutes} more min.`
        : `The room is at step ${step}.`,
  },
  ja: {
    listening: (code) => `クラスボードを開きました。この教室のコード：${code}`,
    page: (url) => `プロジェクター用：${url}`,
    instructor: (url) => `講師用（名前が出ます）：${url}`,
    open: "このネットワークのすべてのマシンから接続を受け付けます（そのためのものです）。通信は暗号化されません。受講者から届いたものはメモリーにだけ置かれ、Ctrl+C で消えます。",
    join: "受講者は次のコマンドで参加します：",
    alone:
      "このマシンはネットワークにつながっていないので、誰も参加できません。つないでから開き直してください。それまでは npm run progress -- --code の1行だけを受け付けます。",
    noPort: (port, reason, command) =>
      `ポート${port}は使用中か、使えません（${reason}）。別のポートを使ってください：${command}`,
    imported: (count) => `ファイルから読み込んだ人数：${count}`,
    noFile: (file) => `${file} というファイルはありません。`,
    notProgress: (file, command) =>
      `${file} は ${command} の出力ではありません。もう一度作ってもらってください。`,
    saved: (file, count) => `${count}人分を ${file} に保存しました。`,
    saveAs: (file) =>
      `--save には .csv か .json で終わるファイルを指定します。「${file}」は使えません。`,
    stopped: "クラスボードを閉じました。届いていたものはすべて消えました。",
    whichBoard: "どのボードに、どのコードで参加しますか？ どちらも講師の画面に出ています。",
    noAddress: (given) =>
      `「${given}」はアドレスではありません。講師の画面に出ているものを入力してください。`,
    nickname: (name, command) => `あなたの名前は ${name} です。別の名前にするには：${command}`,
    willSend: "ボードに送るのは次の内容だけです。変わったときに、また送ります：",
    joined: (leave) =>
      `参加しました。これからは npm start、step、hint、solve の結果がボードに届きます。npm start で ? を押すと手を挙げられます。すべて取り消すには：${leave}`,
    wrongCode: (code) =>
      `コード ${code} はこのボードのものではありません。画面をもう一度見てください。`,
    nameTaken: (name, command) =>
      `${name} という名前の人がもういます。別の名前にしてください：${command}`,
    full: "ボードはいま満員です。講師に声をかけてください。",
    refused: (reason) => `ボードが受け付けませんでした：${reason}`,
    nobody: (address) =>
      `${address} では何も待ち受けていません。講師の画面のアドレスと同じですか？ ボードは開いていますか？`,
    noAnswer: (address) => `5秒待っても ${address} から応答がありませんでした。`,
    apart:
      "ボードと同じネットワークにいるのに、通信が届きません。Wi-Fi によっては、機器同士の通信を止めています。",
    elsewhere: "このマシンは、ボードと同じネットワークにつながっていますか？",
    wayOut: (command) =>
      `ネットワークなしでも、${command} が出す1行を、メッセージに貼るか読み上げれば伝えられます。`,
    left: "ボードから抜けました。あなたの情報はボードからも消えました。",
    leftAlone:
      "ボードから抜けました。もう何も送りません。ボードから応答がなかったので、閉じられるまで最後の状態が表示されているかもしれません。",
    notJoined: "参加しているボードはありません。",
    handUp: "手を挙げました。講師のページに表示されます。もう一度 ? を押すと下ろします。",
    handDown: "手を下ろしました。",
    later: "（ボードからまだ応答がありません。応答がありしだい伝わります）",
    now: (step, minutes) =>
      minutes > 0
        ? `教室はいまステップ${step}です（残り${minutes}分）。`
        : `教室はいまステップ${step}です。`,
  },
});
