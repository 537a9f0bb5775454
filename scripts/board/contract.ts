import { fileURLToPath } from "node:url";
import {
  type GrpcObject,
  loadPackageDefinition,
  type MethodDefinition,
  type ServiceClientConstructor,
  type ServiceDefinition,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

/** Where the board listens, and a learner looks for it, unless they are told otherwise. */
export const BOARD_PORT = 50_070;

/** How a step was solved; the names are the contract's. */
export type SolvedBy = "NOT_SOLVED" | "BY_HAND" | "BY_SOLVE";

/** How a learner stands: all that ever leaves their machine. */
export interface Standing {
  nickname: string;
  step: number;
  passed: number;
  total: number;
  failingNumber: number;
  failingTitle: string;
  unchangedMinutes: number;
  hints: number;
  solvedBy: SolvedBy;
  hand: boolean;
  left: boolean;
}

/** Where the room is; step 0 where the instructor has set nothing. */
export interface Now {
  step: number;
  secondsLeft: number;
}

/** What the instructor sees of a learner. */
export interface Tile {
  number: number;
  standing: Standing;
  heardMinutes: number;
}

/** How many stand at a step. */
export interface Count {
  step: number;
  solved: number;
  working: number;
}

/** What there is to do for the room, most urgent first. */
export interface Advice {
  kind: "QUIET" | "STOP" | "HANDS" | "STUCK";
  step: number;
  count: number;
  of: number;
  failingTitle: string;
  names: string[];
}

/** The room, as the instructor's page shows it. */
export interface RoomView {
  tiles: Tile[];
  counts: Count[];
  advice: Advice;
  now: Now;
  firstGreen: number;
  learners: number;
}

/** What an instructor says: one of these. */
export interface Instruction {
  now?: Now;
  line?: string;
  remove?: number;
}

interface BoardDefinition extends ServiceDefinition {
  Report: MethodDefinition<Standing, { reports: number }>;
  Follow: MethodDefinition<object, Now>;
  Watch: MethodDefinition<object, RoomView>;
  Instruct: MethodDefinition<Instruction, object>;
}

const definition = loadSync(fileURLToPath(new URL("board.proto", import.meta.url)), {
  enums: String,
  longs: Number,
  defaults: true,
  oneofs: true,
});
const loaded = loadPackageDefinition(definition).board as GrpcObject;

/** A stub's class for the board. */
export const BoardClient = loaded.Board as ServiceClientConstructor;

/** What a server of the board implements. */
export const boardService = BoardClient.service as BoardDefinition;

/** The names of the metadata that callers identify themselves with. */
export const METADATA = { code: "board-code", learner: "board-learner", key: "board-key" } as const;
