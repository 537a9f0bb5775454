/**
 * Reads the head of a response of HTTP/1.1, wherever it was cut.
 *
 * @param status the status that it must have
 * @param body takes what follows the head, from an offset on
 * @returns what takes the bytes that come
 * @throws Error (from what it returns) for another status
 */
export function afterHead(
  status: number,
  body: (chunk: Buffer, from: number) => void,
): (chunk: Buffer) => void {
  let head: Buffer | undefined = Buffer.alloc(0);
  return (chunk) => {
    if (!head) return body(chunk, 0);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end === -1) return;
    const [line] = head.toString("latin1").split("\r\n", 1);
    if (!line!.startsWith(`HTTP/1.1 ${status} `)) throw new Error(`the server answered "${line}"`);
    const rest = head;
    head = undefined;
    if (rest.length > end + 4) body(rest, end + 4);
  };
}
