// Loaded by vitest before each test file of a process that runs many: without it, the modules of each
// (2 to 3 MB) stay there, and what collects garbage or counts objects takes longer from file to file.
import { afterAll, vi } from "vitest";

afterAll(() => void vi.resetModules());
