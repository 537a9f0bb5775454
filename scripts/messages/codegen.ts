import { bilingual } from "./bilingual.ts";

export const codegen = bilingual({
  en: {
    noSyntax: (isTask: boolean) =>
      `there is no \`syntax = "proto3";\` yet. Write it as the first statement${isTask ? " (npm run step:1 shows the task)" : ""}`,
    noEditions:
      'the course\'s tools do not speak editions. Write `syntax = "proto3";` in place of the edition',
    inUtf16: "it holds zero bytes, as a file in UTF-16 does. Save it as UTF-8",
    notUtf8: "there are bytes here that are not UTF-8. Save the file as UTF-8.",
    lonelyCr:
      "lines end here with CR alone, which protoc takes for no line end. Save the file with LF or CRLF",
    inFolderOfOurs: (folder: string, taken: string) =>
      `What ${folder} holds would be compiled into ${taken}, where other generated files are. Rename ${folder}.`,
    endsTwice: (file: string) =>
      `The name of ${file} has .proto in it more than once. Rename the file, so that it has it at its end alone.`,
    openComment: "a comment that begins with `/*` is never closed. Close it with `*/`",
    mergeMarker:
      "a merge has left its mark here. Keep what is right of the two, and delete the lines of <, = and >",
    oddLetter: (name: string, advice: string) =>
      `this line has ${name}, which may stand only in a comment or a text.${advice}`,
    onlyProto3:
      'the bundled toolchain speaks proto3 only. Write `syntax = "proto3";` here, or fetch grpc-tools\' own binaries: npm rebuild grpc-tools --ignore-scripts=false',
    sameName: (name: string, first: string, line: number, inJavaScript: string) =>
      `${name} and ${first} (line ${line}) would both be ${inJavaScript} in the generated JavaScript, and one would overwrite the other. Rename one of them.`,
    takenName: (name: string, inJavaScript: string) =>
      `${name} would be ${inJavaScript} in the generated JavaScript, which has something else of that name. Rename it.`,
    noName: (name: string) =>
      `${name} has no letter or digit of which a name in JavaScript could be made. Rename it.`,
    sameFile: (file: string, first: string, second: string) =>
      `${first} and ${second} would both be compiled into ${file}, and one would overwrite the other. Rename one of them.`,
    noProtoFolder: (folder: string) =>
      `There is no folder ${folder}. Name the one with your .proto files: npm run codegen -- --proto DIR`,
    noProtos: (folder: string, isTask: boolean) =>
      `${folder} holds no .proto file. Write one first${isTask ? " (npm run step:1 shows the task)" : ""}, or name another folder: npm run codegen -- --proto DIR`,
    noPackage: (name: string) => `The package ${name} is not installed. This mends it: npm install`,
    noGrpcTools:
      "grpc-tools has no binaries here. To do without them: npm run codegen -- --toolchain bundled. To fetch them: npm rebuild grpc-tools --ignore-scripts=false",
    noProtocFor: (machine: string) =>
      `The protoc package has no binary for ${machine}. Fetch grpc-tools' own: npm rebuild grpc-tools --ignore-scripts=false`,
    noStart: (executable: string, reason: string) =>
      `${executable} cannot be started (${reason}). Reinstalling mends it: npm ci`,
    endedSilently: (how: string) =>
      `protoc ended without saying why (${how}). What is wrong here, and what mends it: npm run doctor`,
    why: {
      found: "Toolchain: grpc-tools, because its binaries are installed.",
      missing:
        "Toolchain: bundled, because grpc-tools has no binaries here (to fetch them: npm rebuild grpc-tools --ignore-scripts=false).",
      asked: (name: string) => `Toolchain: ${name}, because you asked for it.`,
    },
    mendPlugin:
      "A plugin of protoc's did not do its work, which is no fault of the .proto. What is wrong here, and what mends it: npm run doctor",
    mendCopy: (file: string, other: string) =>
      `${file} and ${other} declare the same. If one is a copy, move it to another folder, or delete it; then again: npm run codegen`,
    mendOther:
      "protoc could not do its work, and blames no line of a .proto for it. What is wrong here, and what mends it: npm run doctor",
    mendProto: "Correct this in the .proto, then again: npm run codegen",
    outIsFile: (path: string) =>
      `${path} is a file, and the generated files need a folder. Name another: npm run codegen -- --out DIR`,
    outHoldsOthers: (folder: string, file: string) =>
      `${file} is not from an earlier run of codegen, so ${folder} is left as it is. Move it away (or delete it, if you do not need it), or name another folder: npm run codegen -- --out DIR`,
    systemError: (path: string, code: string) =>
      `${path} cannot be read or written (${code}). Mend that, or name another folder: npm run codegen -- --out DIR`,
    badToolchain: (given: string) =>
      `--toolchain takes auto, grpc-tools or bundled, not "${given}".`,
    generated: (proto: string, files: readonly string[]) =>
      `${proto} → ${files.join(", ")}, each with its .d.ts`,
    watching: (folder: string) => `Watching ${folder}. Ctrl+C stops it.`,
  },
  ja: {
    noSyntax: (isTask) =>
      `\`syntax = "proto3";\` がまだありません。最初の文として書きましょう${isTask ? "（課題は npm run step:1 で確認できます）" : ""}`,
    noEditions:
      'コースのツールは edition を扱えません。edition の文を `syntax = "proto3";` に書き換えてください',
    inUtf16:
      "値が0のバイトが入っています。UTF-16 で保存されていませんか？ UTF-8 で保存し直してください",
    notUtf8: "UTF-8 ではないバイトがあります。ファイルを UTF-8 で保存し直してください。",
    lonelyCr:
      "改行コードが CR だけの行があり、protoc には改行と見なされません。LF か CRLF で保存し直してください",
    inFolderOfOurs: (folder, taken) =>
      `${folder} の中身は ${taken} に生成されますが、そこにはほかの生成ファイルが入ります。${folder} の名前を変えてください。`,
    endsTwice: (file) =>
      `${file} の名前に .proto が2回以上入っています。末尾だけになるように、ファイル名を変えてください。`,
    openComment: "`/*` で始まるコメントが閉じられていません。`*/` で閉じてください",
    mergeMarker: "マージの印が残っています。正しいほうを残し、<、=、> の並ぶ行を削除してください",
    oddLetter: (name, advice) =>
      `この行に${name}があります。コメントか文字列の中でしか使えない文字です。${advice}`,
    onlyProto3:
      'bundled ツールチェーンが扱えるのは proto3 だけです。ここを `syntax = "proto3";` に書き換えるか、grpc-tools のバイナリを取得してください：npm rebuild grpc-tools --ignore-scripts=false',
    sameName: (name, first, line, inJavaScript) =>
      `${name} と ${first}（${line}行目）は、生成される JavaScript ではどちらも ${inJavaScript} になり、一方がもう一方を上書きしてしまいます。どちらかの名前を変えてください。`,
    takenName: (name, inJavaScript) =>
      `${name} は、生成される JavaScript では ${inJavaScript} になりますが、その名前はほかのものに使われています。名前を変えてください。`,
    noName: (name) =>
      `${name} には、JavaScript の名前にできる文字や数字がありません。名前を変えてください。`,
    sameFile: (file, first, second) =>
      `${first} と ${second} からは、どちらも ${file} が生成され、一方がもう一方を上書きしてしまいます。どちらかの名前を変えてください。`,
    noProtoFolder: (folder) =>
      `${folder} というフォルダーがありません。.proto のあるフォルダーを指定してください：npm run codegen -- --proto DIR`,
    noProtos: (folder, isTask) =>
      `${folder} に .proto ファイルがありません。先に書くか${isTask ? "（課題は npm run step:1）" : ""}、別のフォルダーを指定してください：npm run codegen -- --proto DIR`,
    noPackage: (name) =>
      `パッケージ ${name} がインストールされていません。これで直ります：npm install`,
    noGrpcTools:
      "grpc-tools のバイナリがありません。取得するには：npm rebuild grpc-tools --ignore-scripts=false。なしで済ませるには：npm run codegen -- --toolchain bundled",
    noProtocFor: (machine) =>
      `protoc パッケージには ${machine} 用のバイナリがありません。grpc-tools のものを取得してください：npm rebuild grpc-tools --ignore-scripts=false`,
    noStart: (executable, reason) =>
      `${executable} を起動できません（${reason}）。インストールし直すと直ります：npm ci`,
    endedSilently: (how) =>
      `protoc が理由を示さずに終わりました（${how}）。原因と直し方を調べるには：npm run doctor`,
    why: {
      found: "ツールチェーン：grpc-tools（バイナリがインストールされているため）",
      missing:
        "ツールチェーン：bundled（grpc-tools のバイナリがないため。取得するには：npm rebuild grpc-tools --ignore-scripts=false）",
      asked: (name) => `ツールチェーン：${name}（指定されたため）`,
    },
    mendPlugin:
      "protoc のプラグインが処理を終えられませんでした。.proto のせいではありません。原因と直し方を調べるには：npm run doctor",
    mendCopy: (file, other) =>
      `${file} と ${other} が同じものを宣言しています。どちらかがコピーなら、別のフォルダーに移すか削除して、もう一度：npm run codegen`,
    mendOther:
      "protoc が処理を終えられませんでした。.proto の行を示すエラーは出ていません。原因と直し方を調べるには：npm run doctor",
    mendProto: ".proto のこの箇所を直して、もう一度：npm run codegen",
    outIsFile: (path) =>
      `${path} はファイルです。生成先にはフォルダーが必要なので、別の名前を指定してください：npm run codegen -- --out DIR`,
    outHoldsOthers: (folder, file) =>
      `${file} は codegen が生成したものではないので、${folder} には手を付けていません。そのファイルを移すか（不要なら削除するか）、別のフォルダーを指定してください：npm run codegen -- --out DIR`,
    systemError: (path, code) =>
      `${path} を読み書きできません（${code}）。原因を取り除くか、別のフォルダーを指定してください：npm run codegen -- --out DIR`,
    badToolchain: (given) =>
      `--toolchain に指定できるのは auto、grpc-tools、bundled です。「${given}」は使えません。`,
    generated: (proto, files) => `${proto} → ${files.join("、")}（それぞれに .d.ts）`,
    watching: (folder) => `${folder} を監視しています。Ctrl+C で止まります。`,
  },
});
