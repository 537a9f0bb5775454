import { bilingual } from "./bilingual.ts";

const host = {
  en: "the address to listen on: this machine alone reaches 127.0.0.1; with 0.0.0.0 whoever\nreaches this machine reads and writes too, and nothing is encrypted",
  ja: "待ち受けるアドレス。127.0.0.1 ならこのマシンからだけ。0.0.0.0 なら、このマシンに届く人は\n誰でも読み書きでき、通信は暗号化されない",
};
const siteFlags = {
  en: {
    port: "the port of the page; where it is taken, the next free one",
    host: host.en,
    url: "the address at which a proxy shows the page, so that its visitors are let in;\nCodespaces', Gitpod's and CodeSandbox's are known without it",
    open: "open the page in a browser",
    inspect: "also show what gateway and server say to each other, on a page of its own",
  },
  ja: {
    port: "ページのポート。使用中なら、次に空いているもの",
    host: host.ja,
    url: "プロキシがページを見せているアドレス。そこから来る人を受け入れる。\nCodespaces、Gitpod、CodeSandbox では指定不要",
    open: "ページをブラウザーで開く",
    inspect: "ゲートウェイとサーバーの間の通信も、別のページで見せる",
  },
};

/** What `--help` tells of each npm script: what it does, and what each of its own flags is for. */
export const help = bilingual({
  en: {
    start: {
      what: "Says where you are and what is next. In a terminal it then tries the current step, or step N,\nat every save; without one it ends.",
      flags: {},
    },
    step: {
      what: "Is step N solved, or the current step? Runs its tests and checks the types of your files, and\nnames the first thing to fix. Exit code 0: solved, 1: not yet, 2: it could not be tried.",
      flags: {},
    },
    hint: {
      what: "Gives the next hint for the test of step N, or of the current step, that fails now.",
      flags: { all: "every hint of the step, without running its tests" },
    },
    diff: {
      what: "Shows what leads from your files of step N, or of the current step, to the solution. In a terminal\nit asks first, as that gives all of the solution away.",
      flags: {},
    },
    solve: {
      what: "Puts the solution of step N in place of your files, which are saved first: npm run undo gives them\nback.",
      flags: {
        to: "to catch up: the solutions of all steps up to this one that you have not solved",
      },
    },
    reset: {
      what: "Puts the starter of step N in place of your files, which are saved first: npm run undo gives them\nback.",
      flags: {},
    },
    undo: {
      what: "Gives back the files that the last solve, reset or update replaced; again, those before. What stood\nthere is saved.",
      flags: {},
    },
    progress: {
      what: "Tells how far you are, step by step. Runs the tests of what you have begun.",
      flags: {
        json: "as JSON, for programs",
        csv: "as CSV, for spreadsheets",
        code: "as one line for the class board, to paste or read aloud",
        as: "the name that stands in it; by default that of the class board you have joined",
      },
    },
    doctor: {
      what: "Looks for what on this machine is in the way of the course, and gives the command that mends it.",
      flags: { json: "as JSON, for an issue: with no path and no name of yours" },
    },
    update: {
      what: "Brings in the newest version of the course. Your work and your progress stay.",
      flags: {},
    },
    codegen: {
      what: "Compiles proto/ into gen/: for each .proto its messages (*_pb.js), its services (*_grpc_pb.js) and the\ntypes of both (.d.ts); in gen/web/ the same for the browser. The classes are in parity with the\nofficial generator's of protoc 3.19. Many hundred messages in one .proto take long for gen/web/: split\nit into several. Exit code 1: a .proto, or what is in the way, has to be mended first.",
      flags: {
        proto: "the folder with the .proto files",
        out: "the folder for the generated files",
        toolchain:
          "grpc-tools: protoc and plugins of that package; bundled: the protoc package, with this\nrepository's plugins; auto: grpc-tools where its binaries are installed, else bundled",
        watch: "generate again whenever a .proto changes; Ctrl+C stops it",
        print: "only show the protoc command",
      },
    },
    wire: {
      what: "Shows the bytes of a Note, annotated, beside the same as JSON.",
      flags: { name: "who says it", message: "what is said" },
    },
    inspect: {
      what: "Shows what goes over the wire between a gRPC client and a server, as it happens: frames, headers,\nmessages by your contract, bytes, status. It stands between them and passes on every byte unchanged.\nWith --plain it prints a line a frame instead of serving a page. Ctrl+C stops it.",
      flags: {
        listen: "where clients connect to it",
        to: "the server that it passes on to",
        port: siteFlags.en.port,
        open: siteFlags.en.open,
        json: "no page, but one object a line, for programs",
      },
    },
    board: {
      what: "For instructors: opens the class board, on which you see how far everybody is who joins it. It listens\nto every machine of the network. Ctrl+C closes it.",
      flags: {
        port: "the port that learners join at",
        page: "the port of its pages, which this machine alone reaches",
        import: "also show the files named after it, which npm run progress -- --json has printed",
        save: "write what is known to this file at the end, as .csv or .json",
      },
    },
    join: {
      what: "Joins the class board of an instructor, by its address and code. What is sent is shown first: a\nnickname, the step, tests passed, the first that fails and for how long,\nhints, whether you took the solution, a raised hand. Never code.",
      flags: { as: "your nickname; one is made up without it" },
    },
    leave: {
      what: "Leaves the class board: it forgets you, and nothing is sent any more.",
      flags: {},
    },
    server: {
      what: "Starts the chat server: your own once it passes its step's tests, the solution until then.\nCtrl+C stops it.",
      flags: {
        port: "the port to listen on; 0 takes any that is free",
        host: host.en,
      },
    },
    chat: {
      what: "Chats in the terminal, with your own client once it passes its step's tests, with the solution's\nuntil then. Needs a server: npm run server. Ctrl+C leaves.",
      flags: {
        name: "who you are",
        address: "where the server is",
        inspect: "show what goes over the wire, on a page",
      },
    },
    web: {
      what: "Starts the web chat: a server, a gateway and the page, your own where they pass their steps' tests.\nCtrl+C stops it.",
      flags: siteFlags.en,
    },
    demo: {
      what: "Starts the web chat as it will be, from the solutions, before you have written anything.\nCtrl+C stops it.",
      flags: siteFlags.en,
    },
    test: {
      what: "The course checks itself: starters, paths, solutions, mistakes, and the tests of its own scripts.\nWords choose parts: 03, 03/solution, lint, scripts.",
      flags: { all: "also what has not changed since it was judged" },
    },
    "test:flaky": {
      what: "For authors: judges everything again and again beside busy loops on all cores. No verdict may differ.",
      flags: { rounds: "how many times" },
    },
    typecheck: {
      what: "For authors: compiles everything that is the course's own, by its strict settings: scripts, steps,\nsolutions, slides, benchmarks and the page.",
      flags: {},
    },
    "step:new": {
      what: "For authors: makes a new step that works, with TODOs for what is left to write.",
      flags: {},
    },
    mistake: {
      what: "For authors: lays out a mistake of step N as files, judges it at each save, and writes its difference\nback. Ctrl+C ends it.",
      flags: {},
    },
    usb: {
      what: "For instructors: makes FOLDER, for a USB stick, from which npm ci installs the course without a\nnetwork. It needs the network itself.",
      flags: { platform: "the systems and processors whose packages go with it" },
    },
    release: {
      what: "For authors: follows the list of .github/RELEASING.md: runs its commands, and names what a person has to see.",
      flags: {},
    },
    site: {
      what: "For authors: builds the static site in scripts/site/dist/: the steps, the talk as it was last built, the cheat\nsheet, and bytes to try in the browser.",
      flags: {},
    },
    picture: {
      what: "For authors: films the demo anew for the READMEs, in both languages, light and dark. Needs a Chromium.",
      flags: {},
    },
    slides: {
      what: "Serves the talk that the steps follow, with presenter notes, on this machine. Ctrl+C stops it.",
      flags: {
        port: "the port; 0 takes any that is free",
        plan: "only what fits 30, 60, 120 or 180 minutes, or a day; without it a day's",
      },
    },
    "slides:build": {
      what: "Makes the slides, the notes on paper and the cheat sheet as HTML, and as PDF where a Chromium is\nfound, in slides/dist/.",
      flags: { plan: "only what fits 30, 60, 120 or 180 minutes, or a day; without it a day's" },
    },
    "slides:check": {
      what: "Checks the slides: minutes, notes, languages, links, and whether each slide's text fits.",
      flags: {},
    },
    bench: {
      what: "Measures what the course claims of speed and size, and draws it in bench/results/. Takes about a\nquarter of an hour.",
      flags: {
        quick: "one minute or two, and less exact",
        only: "one part of it; may be given more than once",
        json: "write the figures to this file, too",
      },
    },
    "bench:guard": {
      what: "Fails if the reference server, or a command of the course, has become much slower than what it is\ncompared with.",
      flags: {},
    },
  },
  ja: {
    start: {
      what: "現在のステップと、次にやることを示します。ターミナルでは、そのあと現在のステップ（またはステップ N）を\n保存のたびに確かめます。ターミナルでなければ、そこで終わります。",
      flags: {},
    },
    step: {
      what: "ステップ N（省くと現在のステップ）が解けたかを、テストと型で確かめ、最初に直すところを示します。\n終了コードは、解けていれば0、まだなら1、確かめられなければ2です。",
      flags: {},
    },
    hint: {
      what: "ステップ N（省くと現在のステップ）でいま失敗しているテストの、次のヒントを示します。",
      flags: { all: "テストを実行せずに、そのステップのヒントをすべて示す" },
    },
    diff: {
      what: "ステップ N（省くと現在のステップ）の、自分のファイルから解答例への差分を表示します。解答例が\nすべてわかってしまうので、ターミナルでは先に確認します。",
      flags: {},
    },
    solve: {
      what: "ステップ N の自分のファイルを、保存したうえで解答例に置き換えます。npm run undo で元に戻せます。",
      flags: {
        to: "追いつくために、このステップまでの、まだ解けていないステップをすべて解答例に置き換える",
      },
    },
    reset: {
      what: "ステップ N の自分のファイルを、保存したうえでスターターに戻します。npm run undo で元に戻せます。",
      flags: {},
    },
    undo: {
      what: "直前の solve、reset、update が置き換えたファイルを元に戻します。繰り返すと、さらに前に戻ります。\nそれまでの内容も保存されます。",
      flags: {},
    },
    progress: {
      what: "どこまで進んだかを、ステップごとに示します。作業中のステップはテストを実行します。",
      flags: {
        json: "JSON で出力する（プログラム向け）",
        csv: "CSV で出力する（表計算ソフト向け）",
        code: "クラスボードに伝える1行を出力する（貼るか読み上げる）",
        as: "そこに書く名前。指定がなければ、参加しているクラスボードでの名前",
      },
    },
    doctor: {
      what: "このマシンでコースの妨げになっているものを調べ、それを直すコマンドを示します。",
      flags: { json: "JSON で出力する（issue に貼る用。パスや名前は含まない）" },
    },
    update: {
      what: "コースの新しい版を取り込みます。自分の作業と進み具合は残ります。",
      flags: {},
    },
    codegen: {
      what: "proto/ をコンパイルして gen/ に出力します。.proto ごとに、メッセージ（*_pb.js）、サービス（*_grpc_pb.js）、\nそれぞれの型（.d.ts）ができます。gen/web/ はブラウザー用です。クラスは、protoc 3.19 の\n公式ジェネレーターのものと同じです。1つの .proto にメッセージが何百もあると gen/web/ に時間がかかるので、\n.proto を分けてください。.proto など、先に直すものがあれば、終了コードは1です。",
      flags: {
        proto: ".proto のあるフォルダー",
        out: "生成先のフォルダー",
        toolchain:
          "grpc-tools：grpc-tools パッケージの protoc とプラグイン。bundled：protoc パッケージと、この\nリポジトリのプラグイン。auto：grpc-tools のバイナリがあればそれを、なければ bundled を使う",
        watch: ".proto が変わるたびに生成し直す。Ctrl+C で止まる",
        print: "protoc のコマンドを表示するだけ",
      },
    },
    wire: {
      what: "Note のバイト列を、注釈付きで JSON と並べて表示します。",
      flags: { name: "発言する人", message: "発言の内容" },
    },
    inspect: {
      what: "gRPC のクライアントとサーバーの間の通信を、リアルタイムで見せます。フレーム、ヘッダー、自分の契約で読んだ\nメッセージ、バイト列、ステータスがわかります。両者の間に入り、すべてのバイトをそのまま中継します。\n--plain なら、ページの代わりにフレームを1行ずつ表示します。Ctrl+C で止まります。",
      flags: {
        listen: "クライアントの接続先",
        to: "中継先のサーバー",
        port: siteFlags.ja.port,
        open: siteFlags.ja.open,
        json: "ページの代わりに、1行に1つの JSON を出力する（プログラム向け）",
      },
    },
    board: {
      what: "講師向け。クラスボードを開きます。参加した人がどこまで進んだかがわかります。ネットワークのすべての\nマシンから接続を受け付けます。Ctrl+C で閉じます。",
      flags: {
        port: "受講者が参加するポート",
        page: "ページのポート。このマシンからだけ開ける",
        import: "あとに並べたファイル（npm run progress -- --json の出力）の内容も表示する",
        save: "終了時に、クラスの進み具合をこのファイルに書き出す（.csv か .json）",
      },
    },
    join: {
      what: "講師のクラスボードに、アドレスとコードで参加します。送る内容は先に表示します：ニックネーム、ステップ、\n通ったテストの数、最初に失敗しているテストと止まっている時間、ヒントの数、解答例を使ったかどうか、\n挙手。ソースコードは送りません。",
      flags: { as: "ニックネーム。省くと自動で付く" },
    },
    leave: {
      what: "クラスボードから抜けます。ボードはあなたの情報を消し、以後は何も送りません。",
      flags: {},
    },
    server: {
      what: "チャットサーバーを起動します。自分のものがステップのテストに通ればそれを、通るまでは解答例を\n動かします。Ctrl+C で止まります。",
      flags: {
        port: "待ち受けるポート。0なら空いているもの",
        host: host.ja,
      },
    },
    chat: {
      what: "ターミナルでチャットします。自分のクライアントがステップのテストに通ればそれを、通るまでは解答例を\n使います。サーバーが必要です（npm run server）。Ctrl+C で退出します。",
      flags: {
        name: "自分の名前",
        address: "サーバーのアドレス",
        inspect: "通信の中身をページで見せる",
      },
    },
    web: {
      what: "ウェブチャット（サーバー、ゲートウェイ、ページ）を起動します。自分のものがステップのテストに通れば\nそれを動かします。Ctrl+C で止まります。",
      flags: siteFlags.ja,
    },
    demo: {
      what: "完成したウェブチャットを、解答例で起動します。何も書いていなくても動きます。Ctrl+C で止まります。",
      flags: siteFlags.ja,
    },
    test: {
      what: "コース自身の検査です。スターター、途中の段階、解答例、誤答、スクリプト自身のテストを確かめます。\n03、03/solution、lint、scripts のように、一部だけを選べます。",
      flags: { all: "前回の判定から変わっていないものも、すべて判定し直す" },
    },
    "test:flaky": {
      what: "作者向け。すべてのコアを忙しくしながら、すべてを繰り返し判定します。判定はいつも同じでなければなりません。",
      flags: { rounds: "繰り返す回数" },
    },
    typecheck: {
      what: "作者向け。コース自身のもの（スクリプト、ステップ、解答例、スライド、ベンチマーク、ページ）を\nすべて、厳しい設定でコンパイルします。",
      flags: {},
    },
    "step:new": {
      what: "作者向け。これから書くところに TODO と書かれた、動く新しいステップを作ります。",
      flags: {},
    },
    mistake: {
      what: "作者向け。ステップ N の誤答をファイルとして並べ、保存のたびに判定し、差分を書き戻します。\nCtrl+C で終わります。",
      flags: {},
    },
    usb: {
      what: "講師向け。ネットワークなしで npm ci できるフォルダー FOLDER を、USB メモリー用に作ります。\n作るときにはネットワークが必要です。",
      flags: { platform: "パッケージを入れる OS とプロセッサー" },
    },
    release: {
      what: "作者向け。.github/RELEASING.md の一覧に沿ってコマンドを実行し、人が確かめるものを示します。",
      flags: {},
    },
    site: {
      what: "作者向け。静的サイトを scripts/site/dist/ に作ります。ステップ、作成済みの講演スライド、早見表、\nブラウザーで試せるバイト列が入ります。",
      flags: {},
    },
    picture: {
      what: "作者向け。README の動く絵を、2言語、明暗の両方で撮り直します。Chromium が必要です。",
      flags: {},
    },
    slides: {
      what: "ステップのもとになった講演のスライドを、ノート付きで、このマシンの中で表示します。Ctrl+C で止まります。",
      flags: {
        port: "ポート。0なら空いているもの",
        plan: "30、60、120、180（分）か day に収まる分だけ。省くと day",
      },
    },
    "slides:build": {
      what: "スライド、印刷用のノート、早見表を HTML に、Chromium があれば PDF にもして、slides/dist/ に\n出力します。",
      flags: { plan: "30、60、120、180（分）か day に収まる分だけ。省くと day" },
    },
    "slides:check": {
      what: "スライドの時間、ノート、言語、リンクと、文字がはみ出していないかを検査します。",
      flags: {},
    },
    bench: {
      what: "コースに出てくる速さと大きさを測り、bench/results/ に図にします。15分ほどかかります。",
      flags: {
        quick: "1〜2分で終わるが、精度は落ちる",
        only: "一部だけを測る（複数回指定できる）",
        json: "数値をこのファイルにも書き出す",
      },
    },
    "bench:guard": {
      what: "解答例のサーバーやコースのコマンドが、比べる相手よりずっと遅くなっていれば失敗します。",
      flags: {},
    },
  },
});
