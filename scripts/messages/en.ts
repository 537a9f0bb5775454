/** What the course's commands say, in English. `ja.ts` holds the same in Japanese. */
export const en = {
  report: {
    heading: (number: number, title: string, passed: number, all: number) =>
      all > 0
        ? `Step ${number}: ${title} (${passed} of ${all} tests pass)`
        : `Step ${number}: ${title} (no test could run)`,
    printed: "Your code printed:",
    expected: "expected",
    actual: "actual",
    edit: (place: string) => `Edit ${place}`,
    test: (title: string) => `Test: ${title}`,
    readTask: (task: string, readme: string) => `Read: "${task}" in ${readme}`,
    ofTests: (passed: number, all: number) => `${passed} of ${all}`,
    typesToo: "TypeScript says too:",
    onlyTypes: "Every test passes; TypeScript still has something to say:",
    more: (count: number) => `… and ${count} more`,
    solved: (number: number) => `Step ${number} is solved.`,
    again: (command: string) => `Then run again: ${command}`,
  },
  command: {
    unexpected: (reason: string) =>
      `This could not be done: ${reason}\nIf the installation is incomplete, this mends it: npm install`,
    badFlag: (flag: string) => `${flag} is not a flag of this command, or lacks its value.`,
    noSuchStep: (wanted: string, last: number) =>
      `There is no step ${wanted}. The steps are 1 to ${last}: npm run step:1`,
  },
  step: {
    restored: (file: string) => `${file} was not there, so it is the starter again.`,
    builtOn: (number: number, earlier: number, sentence: string, command: string) =>
      `Step ${number} is built on step ${earlier}, which is not solved yet:\n  ${sentence}\nFirst: ${command}`,
    regenerated: "gen/ was not what proto/ says, so it has been generated again.",
    solution: (folder: string) => `Compare it with the reference solution: ${folder}`,
    next: (command: string, title: string, minutes: number, readme: string) =>
      `Next: ${command}, ${title} (about ${minutes} min). Begin with ${readme}`,
    wasLast: "That was the last step.",
  },
  replace: {
    whichStep: (command: string) => `Say which step: npm run ${command} -- 1`,
    done: {
      solve: (files: string) => `${files} is now the reference solution.`,
      reset: (files: string) => `${files} is now the starter.`,
    },
    nothingToDo: {
      solve: (files: string) => `${files} is the reference solution already. Nothing has changed.`,
      reset: (files: string) => `${files} is the starter already. Nothing has changed.`,
    },
    saved: (folder: string) => `What you had is in ${folder}; npm run undo gives it back.`,
    next: (command: string) => `Next: ${command}`,
    undone: (command: string, files: string) => `${files} is what it was before "${command}".`,
    keptToo: (folder: string) => `What stood there until now is in ${folder}.`,
    nothingToUndo: "There is nothing to undo: no command has replaced a file of yours.",
  },
  diff: {
    same: (file: string, solution: string) => `${file} is the same as ${solution}.`,
  },
  hint: {
    solved: (number: number) => `Step ${number} is solved: it needs no hint.`,
    none: (task: string, readme: string) => `There is no hint for "${task}" in ${readme}.`,
    more: (count: number, command: string) => `${count} more: ${command}`,
    last: (diff: string, solve: string) =>
      `That was the last hint. What differs from the solution: ${diff}. To take it over, with yours saved first: ${solve}`,
  },
  overview: {
    comma: ", ",
    state: { solved: "solved", changed: "was solved, changed since", unsolved: "" },
    minutes: (minutes: number) => `about ${minutes} min`,
    here: "you are here",
    nextIs: (number: number, title: string) => `Now: step ${number}, ${title}`,
    read: (readme: string) => `  1. Read  ${readme}`,
    edit: (files: string) => `  2. Edit  ${files}`,
    run: (command: string) => `  3. Run   ${command}`,
  },
  start: {
    title: "gRPC web chat workshop",
    welcome:
      "Welcome! You will write a chat with gRPC, in steps. Each step has tests that fail until you have\nsolved it: red is expected at first, and tells you what is still missing.",
    allSolved: "You have solved every step. Chat with what you built:\n  npm run web -- --open",
  },
  session: {
    polling: "This looks like a network or Windows drive, so files are looked at twice a second.",
    watching: (files: string) => `Watching ${files}: save it to try again.`,
    keys: "h hint · d diff · n next · l list · r reset · ? help · q quit",
    help: [
      "h  the next hint for the test that fails",
      "d  what differs between your file and the solution",
      "n  go on to the next step, once this one is solved",
      "l  all steps, and where you are",
      "r  begin this step anew; your file is saved first, and npm run undo gives it back",
      "q  quit; npm start comes back here",
    ].join("\n"),
    solved: (number: number, solution: string) =>
      `Well done! Step ${number} is solved. Compare it with ${solution}.`,
    pressN: "Press n for the next step.",
    pressH: "press h",
    red: "Save the file to have it tried. Red is expected at first: it says what is still missing.",
    sureDiff: "This shows the whole solution of the step. Press d again to see it.",
    sureReset:
      "This puts the starter in the place of your file, which is saved first. Press r again to do it.",
    notSolved: (number: number) =>
      `Step ${number} is not solved yet. Press h for a hint; npm run solve -- ${number} takes the solution over, with your file saved first.`,
    wasLast: "That was the last step; an earlier one is not solved yet. Press l to see which.",
    goesOn: "The watch goes on: save the file to try again.",
    bye: "Until next time: npm start comes back to where you are.",
  },
  progress: {
    state: {
      solved: "solved",
      "was-solved": "was solved, fails now",
      begun: "begun",
      "not-begun": "",
    },
    tests: (passed: number, total: number) => `${passed} of ${total} tests`,
    summary: (solved: number, all: number) => `${solved} of ${all} steps solved.`,
  },
  run: {
    checking: (file: string) => `Trying ${file} against its tests …`,
    own: (file: string) => `This runs your own ${file}.`,
    fallback: (file: string, solution: string, command: string) =>
      `Your ${file} does not pass its tests yet, so this runs the solution, ${solution}. To see why: ${command}`,
    fallbackContract: (file: string, command: string) =>
      `Your ${file} is not the chat's contract yet, so this runs the solution of everything. To see why: ${command}`,
  },
  server: {
    listening: (address: string) => `The chat server listens on ${address}. Ctrl-C stops it.`,
    next: (command: string) => `Chat with it from another terminal: ${command}`,
    badPort: (given: string) => `--port takes a number from 0 to 65535, not "${given}".`,
    cannotListen: (port: number, reason: string, command: string) =>
      `Port ${port} is taken or cannot be used (${reason}). Stop the server that has it, or use another port: ${command}`,
    stopped: "Stopped.",
  },
  web: {
    listening: (url: string) => `The web chat is at ${url} Ctrl-C stops it.`,
    terminal: (command: string) => `Chat with it from a terminal: ${command}`,
    notAlone: (host: string) =>
      `It listens on ${host}, and not on this machine alone. Nothing is encrypted, and anybody who reaches it can read and write.`,
    badPort: (given: string) => `--port takes a number from 0 to 65535, not "${given}".`,
    cannotListen: (reason: string, command: string) =>
      `The web chat cannot listen there (${reason}). Try another port: ${command}`,
    noBrowser: (url: string) => `No browser could be opened. Open it yourself: ${url}`,
    stopped: "Stopped.",
  },
  chat: {
    nameMissing: "Say who you are: npm run chat -- --name alice",
    joined: (name: string, address: string) =>
      `You are ${name}, on ${address}. Type a line and press Enter; Ctrl-C leaves.`,
    serverEnded: "The server has ended the stream.",
    left: "You have left the chat.",
  },
  wire: {
    json: (bytes: number) => `As JSON: ${bytes} bytes`,
    protobuf: (bytes: number) => `As a Note in Protocol Buffers: ${bytes} bytes`,
    framed: (bytes: number) => `As gRPC sends it, in its frame: ${bytes} bytes`,
    nothing: "(no bytes: every field has its default value, and proto3 leaves those out)",
    tag: (field: number, name: string, wireType: number, kind: string) =>
      `tag: field ${field} (${name}), wire type ${wireType} (${kind})`,
    unknownField: "unknown",
    length: (length: number) => `length: ${length} bytes`,
    value: (value: string) => `value: ${value}`,
    flag: "flag: not compressed",
    frameLength: (length: number) => `length of the message: ${length}`,
    message: "the message, as above",
  },
  course: {
    laidOut: (cases: number) => `${cases} targets laid out: starters, solutions and mistakes`,
    types: "Checking their types",
    tests: "Running the steps' tests on them",
    own: "Running the tests of the course's own scripts",
    noBrowser:
      "No Chromium or Chrome was found, so the tests of the page in a browser are left out. CHROME_PATH names one.",
    targets: (starters: number, solutions: number, mistakes: number) =>
      `Starters that fail as they should: ${starters}. Solutions that pass: ${solutions}. Mistakes caught: ${mistakes}.`,
    closing: (passed: number, failed: number) => `${passed} passed, ${failed} failed`,
  },
  judge: {
    processEnded:
      "The process of the tests ended before they did: does the code call `process.exit`, or take all the memory?",
  },
  doctor: {
    node: (version: string) => `Node.js ${version}`,
    packages: {
      match: (count: number) => `Packages: as package-lock.json says (${count} looked up)`,
      missing: (name: string) => `${name} is missing`,
      other: (name: string, version: string, wanted: string) =>
        `${name} is ${version}, not ${wanted}`,
      differ: (faults: string[]) =>
        `Packages: not what package-lock.json says. ${faults.slice(0, 3).join("; ")}${faults.length > 3 ? `; ${faults.length - 3} more` : ""}. Install them anew:`,
    },
    folder: {
      writable: (folder: string) => `Folder: ${folder} can be written to`,
      notWritable: (folder: string, code: string) =>
        `Folder: ${folder} cannot be written to (${code}).`,
      elsewhere: "Copy the course to a drive that has room and that you may write to.",
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
        `Port ${port}: taken, perhaps by a chat server of yours. Another one works as well:`,
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
    notChecked: (reason: string) => `A check could not be made: ${reason}`,
    allIsWell: "The course can run: npm start",
    mendFirst: (count: number) =>
      `The course cannot run yet: ${count} to mend. Begin at the top, then again: npm run doctor`,
  },
  update: {
    fetching: (remote: string) => `Fetching the newest version from ${remote} …`,
    isNewest: (version: string) => `You have the newest version already: ${version}`,
    resuming: "An earlier update was interrupted. It is finished now.",
    saved: (folder: string) => `Your work stays as it is; to be safe, a copy is in ${folder}.`,
    installing: "The packages have changed too: npm install",
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
    midMerge:
      "A merge has begun here and not ended. Finish it (git commit) or take it back (git merge --abort), then again: npm run update",
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
  codegen: {
    noSyntax:
      'there is no `syntax = "proto3";` yet. Write it as the first statement (npm run step:1 shows the task)',
    onlyProto3:
      'the bundled toolchain speaks proto3 only. Write `syntax = "proto3";` here, or fetch grpc-tools\' own binaries: npm rebuild grpc-tools --ignore-scripts=false',
    noExtensions:
      "the bundled toolchain knows no `extend`. Leave it out, or fetch grpc-tools' own binaries: npm rebuild grpc-tools --ignore-scripts=false",
    noProtoFolder: (folder: string) =>
      `There is no folder ${folder}. Name the one with your .proto files: npm run codegen -- --proto DIR`,
    noProtos: (folder: string) =>
      `${folder} holds no .proto file. Write one first (npm run step:1 shows the task), or name another folder: npm run codegen -- --proto DIR`,
    noPackage: (name: string) => `The package ${name} is not installed. This mends it: npm install`,
    noGrpcTools:
      "grpc-tools has no binaries here. To do without them: npm run codegen -- --toolchain bundled. To fetch them: npm rebuild grpc-tools --ignore-scripts=false",
    noProtocFor: (machine: string) =>
      `The protoc package has no binary for ${machine}. Fetch grpc-tools' own: npm rebuild grpc-tools --ignore-scripts=false`,
    noStart: (executable: string, reason: string) =>
      `${executable} cannot be started (${reason}). Reinstalling mends it: npm ci`,
    why: {
      found: "Toolchain: grpc-tools, because its binaries are installed.",
      missing:
        "Toolchain: bundled, because grpc-tools has no binaries here (to fetch them: npm rebuild grpc-tools --ignore-scripts=false).",
      asked: (name: string) => `Toolchain: ${name}, because you asked for it.`,
    },
    mendProto: "Correct this in the .proto, then again: npm run codegen",
    outIsFile: (path: string) =>
      `${path} is a file, and the generated files need a folder. Name another: npm run codegen -- --out DIR`,
    outHoldsOthers: (folder: string, file: string) =>
      `${file} is not from an earlier run of codegen, so ${folder} is left as it is. Move it away (or delete it, if you do not need it), or name another folder: npm run codegen -- --out DIR`,
    systemError: (path: string, code: string) =>
      `${path} cannot be read or written (${code}). Mend that, or name another folder: npm run codegen -- --out DIR`,
    unknownFlag: (flag: string) => `There is no flag ${flag}.`,
    badValue: (flag: string) =>
      `${flag} has a value that it does not take, or lacks one that it needs.`,
    seeHelp: "These are the flags: npm run codegen -- --help",
    noArguments: (word: string) => `"${word}" is not a flag.`,
    badToolchain: (given: string) =>
      `--toolchain takes auto, grpc-tools or bundled, not "${given}".`,
    help: `npm run codegen -- [flags]

Compiles proto/ into gen/: for each .proto its messages (*_pb.js), its services
(*_grpc_pb.js) and the types of both (.d.ts); in gen/web/ the same for the browser.

  --proto DIR       the folder with the .proto files (proto)
  --out DIR         the folder for the generated files (gen)
  --toolchain NAME  auto: grpc-tools where its binaries are installed, else bundled (auto)
                    grpc-tools: protoc and plugins of that package
                    bundled: the protoc package, with this repository's plugins
  --watch           generate again whenever a .proto changes; Ctrl-C stops it
  --print           only show the protoc command
  --help            this text`,
    generated: (proto: string, files: readonly string[]) =>
      `${proto} → ${files.join(", ")}, each with its .d.ts`,
    watching: (folder: string) => `Watching ${folder}. Ctrl-C stops it.`,
  },
};

/** The shape of the catalogue: a language that lacks a message does not compile. */
export type Messages = typeof en;
