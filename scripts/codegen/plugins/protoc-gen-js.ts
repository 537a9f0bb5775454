import { messageFile } from "./message-file.ts";
import { runPlugin } from "./run.ts";
import { serviceFile } from "./service-file.ts";

void runPlugin([messageFile, serviceFile]);
