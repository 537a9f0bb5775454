import { bilingual } from "./bilingual.ts";

export const update = bilingual({
  en: {
    fetching: (remote: string) => `Fetching the newest version from ${remote} …`,
    isNewest: (version: string, remote: string, address: string) =>
      `You have the newest version that ${remote} (${address}) has: ${version}.`,
    isFork:
      "If that is a copy of your own, a fork, tell git where the course itself is, then again npm run update:\n  git remote add upstream URL",
    saved: (folder: string) => `Your work stays as it is; to be safe, a copy is in ${folder}.`,
    npmsSaved: (files: string[], folder: string) =>
      `${files.join(", ")}, which npm has rewritten here, is to be the course's again; npm's is in ${folder}.`,
    installing: "The packages have changed: npm install",
    done: (old: string, current: string, files: number) =>
      `The course is now ${current}; it was ${old}. Files that changed: ${files}.`,
    see: (command: string) => `What is new: ${command}`,
    starterKept: (file: string, command: string) =>
      `The starter of ${file} has changed, and yours is kept. What changed in it: ${command}`,
    starterNew: (file: string) => `${file}, which you have not edited, is the new starter.`,
    kept: (files: string[]) => `Yours, as they were: ${files.join(", ")}`,
    next: "Whether your work passes the newest tests: npm run progress",
    commit: (version: string) => `Update the course to ${version}`,
    noGit: "git is not installed, or not on the PATH (https://git-scm.com/)",
    noRepository: (reason: string) => `This cannot be updated with git: ${reason}`,
    notItsOwn:
      "This cannot be updated with git: the folder is part of another repository, and not one of its own.",
    noRemote:
      "This cannot be updated with git: the repository knows no remote to fetch from. If you know its address: git remote add origin URL",
    unrelated: (remote: string) =>
      `This cannot be updated with git: your commits and those of ${remote} have nothing in common.`,
    byHand: (files: string[]) =>
      `By hand: download the newest version into another folder, and copy into it what you have edited of these: ${files.join(", ")}; and the folder .workshop, which holds your progress.`,
    underWay: (finish: string, abort: string) =>
      `Something has begun in git here and not ended. Finish it (${finish}) or take it back (${abort}), then again: npm run update`,
    gitAtWork: (lock: string) =>
      `Another git is at work here, or was ended at work: ${lock} is there. Nothing has been updated. Once there is none, an editor's either, delete that file if it is still there, then again: npm run update`,
    notPrepared: (reason: string) =>
      `git could not prepare the update. Nothing has been updated. Once that is mended, again: npm run update. git says:\n${reason}`,
    changedMeanwhile: (file: string) =>
      `${file} has changed while the update was at work, and is left as it is. The update goes on with: npm run update`,
    notNoted: (reason: string) =>
      `The files are the newest, but git could not note it. What is left to do does: npm run update. git says:\n${reason}`,
    notFetched: (remote: string, reason: string) =>
      `The newest version could not be fetched from ${remote}. Nothing has changed. git says:\n${reason}`,
    othersChanged: (files: string[]) =>
      `You have changed files of the course that an update would replace: ${files.join(", ")}. Nothing has been updated. Put them aside, where git stash list finds them, then again: npm run update\n  git stash push -- ${files.join(" ")}`,
    othersCommitted: (files: string[]) =>
      `Your commits change files of the course that an update would replace: ${files.join(", ")}. Nothing has been updated. Merge the newest version yourself, and choose what to keep:\n  git merge FETCH_HEAD`,
    inTheWay: (files: string[]) =>
      `The newest version brings files where you have some of your own: ${files.join(", ")}. Nothing has been updated. Rename yours, then again: npm run update`,
    notInstalled:
      "The course is up to date, but its packages could not be installed. Once you are online: npm run update",
  },
  ja: {
    fetching: (remote) => `${remote} から最新版を取得しています …`,
    isNewest: (version, remote, address) =>
      `${remote}（${address}）にある最新版をすでに使っています：${version}`,
    isFork:
      "取得元があなた自身のフォークなら、コース本体の場所を git に登録してから、もう一度 npm run update を実行してください：\n  git remote add upstream URL",
    saved: (folder) =>
      `あなたが書いたものはそのまま残ります。念のため、${folder} にもコピーしました。`,
    npmsSaved: (files, folder) =>
      `npm が書き換えた ${files.join("、")} を、コースのものに置き換えます。npm が書いたものは ${folder} にあります。`,
    installing: "パッケージが変わったので、インストールします：npm install",
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
    underWay: (finish, abort) =>
      `git の操作が途中のままです。完了する（${finish}）か取り消して（${abort}）から、もう一度：npm run update`,
    gitAtWork: (lock) =>
      `別の git が実行中か、途中で止まったままです：${lock} があります。まだ何も更新していません。エディターのものも含めて git が終わるのを待ち、それでも残っていればこのファイルを削除してから、もう一度：npm run update`,
    notPrepared: (reason) =>
      `git で更新の準備ができませんでした。まだ何も更新していません。原因を取り除いてから、もう一度：npm run update。git のメッセージ：\n${reason}`,
    changedMeanwhile: (file) =>
      `更新中に ${file} の内容が変わったので、そのまま残しました。更新の続きを行うには：npm run update`,
    notNoted: (reason) =>
      `ファイルは最新になりましたが、git に記録できませんでした。残りを行うには：npm run update。git のメッセージ：\n${reason}`,
    notFetched: (remote, reason) =>
      `${remote} から最新版を取得できませんでした。何も変えていません。git のメッセージ：\n${reason}`,
    othersChanged: (files) =>
      `更新で置き換わるコースのファイルが編集されています：${files.join("、")}。まだ何も更新していません。次のコマンドで退避してから（git stash list で確かめられます）、もう一度：npm run update\n  git stash push -- ${files.join(" ")}`,
    othersCommitted: (files) =>
      `あなたのコミットが、更新で置き換わるコースのファイルを変えています：${files.join("、")}。まだ何も更新していません。最新版を自分でマージして、どちらを残すか選んでください：\n  git merge FETCH_HEAD`,
    inTheWay: (files) =>
      `最新版に含まれるファイルと同じ場所に、あなたのファイルがあります：${files.join("、")}。まだ何も更新していません。名前を変えてから、もう一度：npm run update`,
    notInstalled:
      "コースは更新できましたが、パッケージをインストールできませんでした。オンラインになったら：npm run update",
  },
});
