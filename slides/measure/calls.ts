// Is gRPC faster? Unary calls in a second, against JSON over HTTP/1.1, in one process.
import type { PlainNote } from "./contract.ts";
import { printTable } from "./table.ts";
import { grpcTarget, jsonTarget, type Sender } from "./targets.ts";

const RUN_MS = 700;
const ROUNDS = 5;
const NOTE: PlainNote = { name: "alice", message: "Shall we have lunch at the usual place today?" };

/** How many calls end in a second when so many are in flight all the time. */
async function rate(sender: Sender, inFlight: number): Promise<number> {
  const end = performance.now() + RUN_MS;
  let count = 0;
  const lane = async () => {
    while (performance.now() < end) {
      await sender.send(NOTE);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return Math.round((count * 1000) / RUN_MS);
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

const targets = [await grpcTarget(), await jsonTarget()];
const senders = targets.flatMap(({ port, clients }) =>
  Object.entries(clients).map(([name, connect]) => ({
    name,
    sender: connect(port),
    one: [] as number[],
    many: [] as number[],
  })),
);

// The first round warms up. The clients take turns, so that a busy moment hits all of them.
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const { sender, one, many } of senders) {
    const rates = [await rate(sender, 1), await rate(sender, 100)] as const;
    if (round === 0) continue;
    one.push(rates[0]);
    many.push(rates[1]);
  }
}

console.log("Calls in a second, client and server in one process:\n");
const [base] = senders.map(({ one, many }) => ({ one: median(one), many: median(many) }));
printTable([
  ["", "1 in flight", "ratio", "100 in flight", "ratio"],
  ...senders.map(({ name, one, many }) => [
    name,
    median(one),
    (median(one) / base!.one).toFixed(1),
    median(many),
    (median(many) / base!.many).toFixed(1),
  ]),
]);
for (const { sender } of senders) sender.close();
for (const target of targets) target.stop();
process.exit(0);
