import { once } from "node:events";
import {
  type Client,
  type ClientReadableStream,
  type ClientWritableStream,
  credentials,
  Metadata,
  type ServiceError,
  status,
} from "@grpc/grpc-js";
import "../../steps/kit/loopback.ts";
import { BoardClient, METADATA, type Now, type Standing } from "./contract.ts";
import type { Membership } from "./membership.ts";

type Callback = (error: ServiceError | null, answer: { reports: number }) => void;

/** A stub of the board, as a learner's machine uses it. */
type Stub = Client & {
  Report(
    metadata: Metadata,
    options: { deadline?: Date },
    done: Callback,
  ): ClientWritableStream<Standing>;
  Follow(
    request: object,
    metadata: Metadata,
    options?: { deadline: Date },
  ): ClientReadableStream<Now>;
};

/** The first wait before another attempt, and the longest, in milliseconds. */
const BACKOFF = { first: 1000, most: 30_000 };
/** What no further attempt mends. */
const FINAL = [
  status.UNAUTHENTICATED,
  status.INVALID_ARGUMENT,
  status.ALREADY_EXISTS,
  status.PERMISSION_DENIED,
  status.UNIMPLEMENTED,
];

function stubOf(address: string): Stub {
  const options = {
    "grpc.max_reconnect_backoff_ms": BACKOFF.most,
    "grpc.keepalive_time_ms": 30_000,
    // A connection of its own: the board counts calls by connections.
    "grpc.use_local_subchannel_pool": 1,
  };
  return new BoardClient(address, credentials.createInsecure(), options) as unknown as Stub;
}

function metadataOf({ code, secret }: Membership): Metadata {
  const metadata = new Metadata();
  metadata.set(METADATA.code, code);
  metadata.set(METADATA.learner, secret);
  return metadata;
}

/**
 * Finds out whether a board is there, and knows the code. It is told nothing of the learner.
 *
 * @param ms how long that may take, in milliseconds
 * @throws ServiceError with the board's status code, or why it was not reached
 */
export async function knock(member: Membership, ms: number): Promise<void> {
  const stub = stubOf(member.address);
  const call = stub.Follow({}, metadataOf(member), { deadline: new Date(Date.now() + ms) });
  // For the one that comes of cancelling.
  call.on("error", () => {});
  try {
    await once(call, "data");
  } finally {
    call.cancel();
    stub.close();
  }
}

/**
 * Sends one standing.
 *
 * @param ms how long that may take, in milliseconds
 * @throws ServiceError with the board's status code, or why it was not reached
 */
export async function sendOnce(member: Membership, standing: Standing, ms: number): Promise<void> {
  const stub = stubOf(member.address);
  try {
    await new Promise<void>((resolve, reject) => {
      const options = { deadline: new Date(Date.now() + ms) };
      const call = stub.Report(metadataOf(member), options, (error) =>
        error ? reject(error) : resolve(),
      );
      call.on("error", () => {});
      call.end(standing);
    });
  } finally {
    stub.close();
  }
}

/** Whether another attempt with the same standing would end the same way. */
export function isFinal(error: unknown): boolean {
  return FINAL.includes((error as ServiceError).code);
}

/** The wait before an attempt, in milliseconds: longer each time, and never the same for a whole class. */
export function backoff(attempt: number): number {
  return Math.min(BACKOFF.most, BACKOFF.first * 2 ** attempt) * (0.5 + Math.random() / 2);
}

/** A connection to the board for as long as `npm start` runs: reports go up, and where the room is comes down. */
export class Link {
  private readonly member: Membership;
  private readonly latest: () => Standing | undefined;
  private readonly onNow: (now: Now) => void;
  private readonly stub: Stub;
  private reports?: ClientWritableStream<Standing> | undefined;
  private following?: ClientReadableStream<Now> | undefined;
  private attempts = 0;
  private hears = false;
  private retry?: NodeJS.Timeout;
  private isClosed = false;

  /**
   * @param latest the newest standing, which is sent again after a break
   * @param onNow is told where the room is
   */
  constructor(member: Membership, latest: () => Standing | undefined, onNow: (now: Now) => void) {
    this.member = member;
    this.latest = latest;
    this.onNow = onNow;
    this.stub = stubOf(member.address);
    this.open();
  }

  /** Whether the board has answered, and not gone since. */
  get isUp(): boolean {
    return this.hears;
  }

  /** Sends the newest standing, now or as soon as the board is there again. */
  send(): void {
    const standing = this.latest();
    if (standing && this.reports?.writable) this.reports.write(standing);
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.retry);
    this.reports?.end();
    this.following?.cancel();
    this.stub.close();
  }

  private open(): void {
    this.reports = this.stub.Report(metadataOf(this.member), {}, (error) => this.onEnd(error));
    this.reports.on("error", () => {});
    this.send();
    this.following = this.stub.Follow({}, metadataOf(this.member));
    this.following.on("data", (now: Now) => {
      this.attempts = 0;
      this.hears = true;
      this.onNow(now);
    });
    // It is opened again together with the reports.
    this.following.on("error", () => {});
  }

  private onEnd(error: ServiceError | null): void {
    this.following?.cancel();
    this.reports = undefined;
    this.hears = false;
    if (this.isClosed || isFinal(error ?? {})) return;
    this.retry = setTimeout(() => this.open(), backoff(this.attempts++)).unref();
  }
}
