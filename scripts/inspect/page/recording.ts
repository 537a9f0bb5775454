import type { ServiceContract } from "../calls.ts";
import type { WireEvent } from "../events.ts";

/** A session as a file. */
export interface Recording {
  format: "grpc-inspect";
  version: 1;
  /** When it began, as in ISO 8601. */
  started: string;
  contract: ServiceContract;
  events: WireEvent[];
}

/** Reads what somebody has saved; undefined for what is none. */
export function readRecording(text: string): Recording | undefined {
  try {
    const recording = JSON.parse(text) as Recording;
    const { format, version, started, contract, events } = recording;
    const isOurs = format === "grpc-inspect" && version === 1 && !Number.isNaN(Date.parse(started));
    const isWhole = [contract.messages, contract.enums, contract.methods].every(Boolean);
    return isOurs && isWhole && events.every(isEvent) ? recording : undefined;
  } catch {
    return undefined;
  }
}

function isEvent(event: WireEvent): boolean {
  if (typeof event.at !== "number" || typeof event.connection !== "number") return false;
  if (event.kind !== "frame") return ["open", "protocol", "close"].includes(event.kind);
  const texts = [event.type, event.header, event.from, ...event.flags];
  return texts.every((each) => typeof each === "string") && typeof event.stream === "number";
}

/** Gives a session to the browser to keep as a file. */
export function saveRecording(recording: Recording): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(
    new Blob([JSON.stringify(recording)], { type: "application/json" }),
  );
  link.download = `grpc-${recording.started.slice(0, 19).replaceAll(/[:T]/g, "-")}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
