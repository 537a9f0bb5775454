import { Code, ConnectError } from "@connectrpc/connect";
import { byId } from "./dom.ts";
import { halfCharacter, type Problem, problemOf } from "./problem.ts";
import type { Sent } from "./sent.ts";
import { type Call, measuredClient } from "./wire.ts";
import { words } from "./words.ts";

/** How long a note may take to be accepted, in milliseconds. */
const SEND_MS = 5000;

/** The field in which one writes. */
interface Form {
  /** Whether the server is there: without it nothing can be sent. */
  setConnected(isConnected: boolean): void;
}

/** Takes what is written, and sends it. */
export function takeNotes({
  name,
  sent,
  onCall,
}: {
  name: string;
  sent: Sent;
  onCall: (call: Call) => void;
}): Form {
  const form = byId<HTMLFormElement>("send");
  const message = byId<HTMLTextAreaElement>("message");
  const button = byId<HTMLButtonElement>("send-button");
  const error = byId("send-error");
  let isConnected = false;
  let until: Problem["until"] | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const update = () => {
    button.disabled = !isConnected || message.readOnly || !message.value.trim();
  };
  const show = (problem?: Problem) => {
    clearTimeout(timer);
    until = problem?.until;
    error.textContent = problem ? words.notSent(problem.why) : "";
    if (typeof until === "number") timer = setTimeout(show, until * 1000);
  };

  message.addEventListener("input", () => {
    if (until === "edited") show();
    update();
  });
  message.addEventListener("keydown", (event) => {
    // While an input method composes (Japanese, for one), Enter is its own.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) {
      return;
    }
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = message.value;
    if (!text.trim() || message.readOnly) return;
    if (!text.isWellFormed()) return show(halfCharacter());
    show();
    message.readOnly = true;
    update();
    // Before it is sent: it may come back on the stream sooner than the answer.
    sent.add(text);
    try {
      await measuredClient(onCall).sendNote({ name, message: text }, { timeoutMs: SEND_MS });
      message.value = "";
    } catch (reason) {
      const failure = ConnectError.from(reason);
      if (failure.code !== Code.DeadlineExceeded) sent.remove(text);
      show(problemOf(failure));
    }
    message.readOnly = false;
    message.focus();
    update();
  });

  message.focus();
  update();
  return {
    setConnected: (now) => {
      isConnected = now;
      if (isConnected && until === "connected") show();
      update();
    },
  };
}
