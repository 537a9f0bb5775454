// Loaded by vitest before each test file of a process that runs many: what one has left is not the next one's.
import { getSubchannelPool } from "@grpc/grpc-js/build/src/subchannel-pool.js";
import { afterAll, vi } from "vitest";

afterAll(() => {
  // 2 to 3 MB a file: what collects garbage or counts objects would take longer from file to file.
  vi.resetModules();
  // grpc-js (1.14) gives all clients of an address one connection: on a port that is used again, the new
  // ones would wait until a client that was never closed tries anew.
  const pool = getSubchannelPool(true);
  pool.unrefUnusedSubchannels();
  Object.assign(pool, { pool: Object.create(null) });
});
