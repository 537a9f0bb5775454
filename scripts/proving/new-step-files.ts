/**
 * The files of a new step: a task that works from end to end, and what is to be written instead.
 *
 * @param id the folder's name, such as `12-presence`
 * @param name the part of it behind the number
 * @returns their contents by path
 */
export function filesOf(id: string, number: number, name: string): Map<string, string> {
  const file = `${name}.ts`;
  const [step, solution] = [`steps/${id}`, `solutions/${id}`];
  return new Map([
    [`${step}/README.md`, readme(id, number, file)],
    [`${step}/README.ja.md`, japaneseReadme(id, number, file)],
    [`${step}/${file}`, starter()],
    [`${step}/step.test.ts`, `import "./tests/task-1.ts";\n`],
    [`${step}/tests/task-1.ts`, test(file)],
    [`${solution}/${file}`, solved()],
    [`${solution}/starter/${file}`, starter()],
    [`${solution}/starter/failures.yaml`, `"the answer is there": "\`answer\` returns"\n`],
    [`${solution}/path/task-1.md`, path()],
    [`${solution}/mistakes/task-1.md`, mistakes()],
  ]);
}

function frontMatter(title: string, id: string, file: string): string {
  return `---
title: ${title}
minutes: 20
part: 2
freshCode: true
edit:
  - steps/${id}/${file}
---
`;
}

const HINT = `\`\`\`ts
return "there";
\`\`\``;

function readme(id: string, number: number, file: string): string {
  return `${frontMatter("TODO", id, file)}
# Step ${number}: TODO

TODO: two or three sentences on what this step is.

## What you will be able to do

- TODO

## The picture

TODO

## Predict before you code

1. TODO

<details><summary>Answer</summary>

1. TODO

</details>

## Task 1: Give the answer

**Edit** \`steps/${id}/${file}\`: the function \`answer\`.

TODO: explain, and say what to do.

\`\`\`sh
npm run step:${number}
\`\`\`

You should see the test of task 1 pass.

<details><summary>Hint 1: a nudge</summary>

TODO

</details>

<details><summary>Hint 2: the concept</summary>

TODO

</details>

<details><summary>Hint 3: nearly the code</summary>

${HINT}

</details>

## Questions to think about

- TODO

<details><summary>Answer</summary>

- TODO

</details>

## Bonus

- TODO

<details><summary>Answer</summary>

- TODO

</details>

## Where to go next

TODO
`;
}

function japaneseReadme(id: string, number: number, file: string): string {
  return `${frontMatter("TODO", id, file)}
# ステップ${number}：TODO

TODO：このステップが何であるかを、二、三文で。

## できるようになること

- TODO

## 全体像

TODO

## 書く前に予想する

1. TODO

<details><summary>答え</summary>

1. TODO

</details>

## 課題1：答えを返す

**編集するファイル**は \`steps/${id}/${file}\` の関数 \`answer\` です。

TODO：説明と、やること。

\`\`\`sh
npm run step:${number}
\`\`\`

課題1のテストが通るはずです。

<details><summary>ヒント1：きっかけ</summary>

TODO

</details>

<details><summary>ヒント2：考え方</summary>

TODO

</details>

<details><summary>ヒント3：ほぼ答え</summary>

${HINT}

</details>

## 考えてみよう

- TODO

<details><summary>答え</summary>

- TODO

</details>

## おまけ

- TODO

<details><summary>答え</summary>

- TODO

</details>

## 次に進む

TODO
`;
}

function starter(): string {
  return `/** Says whether the answer is there. */
export function answer(): string {
  // TODO: task 1. Return "there".
  return "TODO";
}
`;
}

function solved(): string {
  return `/** Says whether the answer is there. */
export function answer(): string {
  return "there";
}
`;
}

function test(file: string): string {
  return `import { describe, test } from "vitest";
import { same } from "../../kit/check.ts";
import { say, task } from "../../kit/say.ts";
import { answer } from "../${file}";

describe(task(1, "Give the answer", "答えを返す"), () => {
  test(say("the answer is there", "答えがある"), () => {
    same(
      answer(),
      "there",
      say("\`answer\` returns something else.", "\`answer\` の戻り値が違います。"),
    );
  });
});
`;
}

function path(): string {
  return `# Task 1

\`\`\`diff
-  // TODO: task 1. Return "there".
-  return "TODO";
+  return "there";
\`\`\`
`;
}

function mistakes(): string {
  return `# Task 1: Give the answer

## answers-nothing

TODO: what is wrong, and why.

TODO：何が、なぜ間違っているか。

- Caught by: the answer is there
- Says: \`answer\` returns

\`\`\`diff
-  return "there";
+  return "";
\`\`\`
`;
}
