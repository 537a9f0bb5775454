/** The headers of a note as JSON. */
export const HEADERS = { "content-type": "application/json" };

/**
 * Looks at the answer to a note.
 *
 * @throws Error for any but `200` and `{}`
 */
export function requireAccepted(status: number, body: unknown): void {
  const text = JSON.stringify(body);
  if (status !== 200 || text !== "{}") throw new Error(`the answer is ${status} ${text}`);
}
