// The tests of step 3, in the order of its README.
import "./tests/task-1.ts";
import "./tests/task-2.ts";
import "./tests/task-3.ts";
import "./tests/task-4.ts";
import "./tests/task-5.ts";
