// The tests of this step, a file a task.
import "./tests/task-1.ts";
import "./tests/task-2.ts";
import "./tests/task-3.ts";
import "./tests/task-4.ts";
