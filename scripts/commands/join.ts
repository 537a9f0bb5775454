// npm run join -- ADDRESS CODE — joins an instructor's class board, strictly by choice.
import { randomBytes } from "node:crypto";
import { isIPv6 } from "node:net";
import { networkInterfaces } from "node:os";
import { type ServiceError, status } from "@grpc/grpc-js";
import { plainCode } from "../board/guard.ts";
import { BOARD_PORT } from "../board/contract.ts";
import { isOnNetwork } from "../board/network.ts";
import { keep, keptStanding, membership, remember } from "../board/membership.ts";
import { offerNickname, readNickname } from "../board/nickname.ts";
import { knock, sendOnce } from "../board/link.ts";
import { asSent, since, standingOf } from "../board/standing.ts";
import { placeOf, withPort } from "../ground/address.ts";
import { findSteps } from "../ground/steps.ts";
import { verdictOnWork } from "../judging/standing.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { printable } from "../terminal/printable.ts";
import { wrapped } from "../terminal/wrap.ts";
import { currentStep } from "../work/current.ts";

const text = messages.board;
/** How long the board may take to answer, in milliseconds. */
const PATIENCE = 5000;
const EXAMPLE = "192.168.1.5 K7M-QX4 --as hanako";

await run(async () => {
  const { values, positionals } = readArguments("join", {
    words: ["ADDRESS", "CODE"],
    flags: { as: { type: "string", value: "NAME" } },
    example: EXAMPLE,
  });
  const [given, code] = positionals;
  if (given === undefined || code === undefined)
    throw new Stop(`${text.whichBoard}\n  npm run join -- ${EXAMPLE}`);
  const address = readBoard(given);
  const before = membership();
  const again = (name: string) => `npm run join -- ${given} ${code} --as ${name}`;
  const nickname =
    values.as === undefined ? (before?.nickname ?? offerNickname()) : readNickname(values.as);
  // On the same board the same learner: who joins again does not meet themselves there.
  const secret = before?.secret ?? randomBytes(18).toString("base64url");
  const member = { address, code: plainCode(code), nickname, secret };
  const fail = (error: ServiceError) => {
    throw new Stop(whyNot(error, address, code, nickname, again), 1);
  };
  await knock(member, PATIENCE).catch(fail);
  if (values.as === undefined) console.log(text.nickname(nickname, again("hanako")));

  const steps = findSteps();
  const step = currentStep(steps) ?? steps.at(-1)!;
  const verdict = await verdictOnWork(step, steps);
  const kept = since(standingOf(nickname, step, steps, verdict, false), keptStanding());
  const { left: _, ...shown } = asSent(kept);
  console.log(`${wrapped(text.willSend)}\n${JSON.stringify(shown, null, 2)}`);
  await sendOnce(member, asSent(kept), PATIENCE).catch(fail);
  remember(member);
  keep(kept);
  console.log(wrapped(text.joined("npm run leave")));
  return 0;
});

/**
 * Reads where a board is: a host, with a port where it is not the usual one.
 *
 * @throws Stop for anything else
 */
function readBoard(given: string): string {
  const plain = given.normalize("NFKC");
  if (isIPv6(plain)) return withPort(plain, BOARD_PORT);
  const [, host, port = BOARD_PORT] = /^(\[[\da-f:]+\]|[\w.-]+)(?::(\d{1,5}))?$/i.exec(plain) ?? [];
  if (host && Number(port) > 0 && Number(port) <= 65_535) return `${host}:${port}`;
  throw new Stop(`${text.noAddress(printable(given))}\n  npm run join -- ${EXAMPLE}`);
}

/** Why the board has not taken a learner in, and the way on. */
function whyNot(
  { code: reason, details }: ServiceError,
  address: string,
  code: string,
  nickname: string,
  again: (name: string) => string,
): string {
  if (reason === status.UNAUTHENTICATED) return text.wrongCode(code);
  if (reason === status.ALREADY_EXISTS) return text.nameTaken(nickname, again(`${nickname}2`));
  const isAway = reason === status.UNAVAILABLE || reason === status.DEADLINE_EXCEEDED;
  if (!isAway) return details === "the room is full" ? text.full : text.refused(printable(details));
  const wayOut = text.wayOut(`npm run progress -- --code --as ${nickname}`);
  if (/ECONNREFUSED/.test(details)) return `${text.nobody(address)}\n${wayOut}`;
  const { host } = placeOf(address);
  const where = isOnNetwork(host, networkInterfaces()) ? text.apart : text.elsewhere;
  return [text.noAnswer(address), where, wayOut].join("\n");
}
