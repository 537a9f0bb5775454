// The thread of stopped-client.ts: calls a method, and stands still once each call is answered.
import http2 from "node:http2";
import { parentPort, workerData } from "node:worker_threads";

const { port, path, calls } = workerData;
const WINDOW = 2 ** 31 - 1;
const session = http2.connect(`http://127.0.0.1:${port}`, {
  settings: { initialWindowSize: WINDOW },
});
session.on("connect", () => session.setLocalWindowSize(WINDOW));
let answered = 0;
for (let call = 1; call <= calls; call++) {
  const stream = session.request({
    ":method": "POST",
    ":path": path,
    "content-type": "application/grpc",
    te: "trailers",
  });
  stream.on("response", () => {
    answered += 1;
    if (answered < calls) return;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- it is no window
    parentPort?.postMessage("stopped");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
  stream.resume();
  stream.end(Buffer.alloc(5)); // The frame of an empty message: no flag, length 0.
}
