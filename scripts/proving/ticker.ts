/** A function that counts up to `total` on the terminal's last line; silent where there is none. */
export function ticker(total: number): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (!process.stdout.isTTY) return;
    process.stdout.write(`\r  ${done} / ${total}${done === total ? "\n" : ""}`);
  };
}
