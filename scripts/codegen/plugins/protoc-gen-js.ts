import { messageFile } from "./message-file.ts";
import { runPlugin } from "./run.ts";

await runPlugin(messageFile);
