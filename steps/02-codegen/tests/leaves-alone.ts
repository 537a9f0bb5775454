import { isDeepStrictEqual } from "node:util";
import { fail } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import { call, type Name, type Wire } from "./learner.ts";

/**
 * Fails unless a function changes neither what it is given nor what it has given before.
 *
 * @param first what it is given
 * @param second what it is given next; something else
 */
export async function leavesAlone<Key extends Name>(
  name: Key,
  first: Parameters<Wire[Key]>,
  second: Parameters<Wire[Key]>,
): Promise<void> {
  const given = first.map(withSurroundings);
  const result = await call("", name, first);
  if (!isDeepStrictEqual(first.map(withSurroundings), given)) {
    fail(
      say(
        `\`${name}\` changes what it is given. That belongs to the caller, who may still need it: make new bytes or a new object.`,
        `\`${name}\` が、受け取ったものを書き換えています。それは呼び出した側のもので、まだ使うかもしれません。新しいバイト列やオブジェクトを作ります。`,
      ),
      { in: name },
    );
  }
  const gave = structuredClone(result);
  await call("", name, second);
  if (!isDeepStrictEqual(structuredClone(result), gave)) {
    fail(
      say(
        `The next call of \`${name}\` changes what the one before has given. Make new bytes, or a new object, in each call.`,
        `\`${name}\` を次に呼び出すと、前の呼び出しの結果が変わってしまいます。呼び出すたびに、新しいバイト列やオブジェクトを作ります。`,
      ),
      { in: name },
    );
  }
  // Before what is given is overwritten, of which the result may be a part.
  const same = structuredClone(first);
  overwrite(result);
  const again = await call("", name, same);
  if (isDeepStrictEqual(structuredClone(again), gave)) return;
  fail(
    say(
      `\`${name}\` gives the same object again, which somebody may have changed since. Make a new one in each call.`,
      `\`${name}\` が、前に返したのと同じものをもう一度返しています。その間に誰かが書き換えたかもしれません。呼び出すたびに新しく作ります。`,
    ),
    { in: name },
  );
}

/** Changes what somebody was given and all that it holds, as they may, where it lets them. */
function overwrite(result: unknown): void {
  if (result instanceof Uint8Array) result.fill(0xee);
  else if (typeof result === "object" && result !== null) {
    for (const [key, part] of Object.entries(result)) {
      overwrite(part);
      Reflect.set(result, key, "mallory");
    }
    if (Array.isArray(result)) Reflect.set(result, "length", 0);
  }
}

/** A copy; of bytes in a larger buffer, of all of it. */
function withSurroundings(value: unknown): unknown {
  return value instanceof Uint8Array
    ? new Uint8Array(value.buffer).slice()
    : structuredClone(value);
}
