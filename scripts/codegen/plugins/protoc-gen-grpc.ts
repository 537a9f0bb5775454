import { runPlugin } from "./run.ts";
import { serviceFile } from "./service-file.ts";

await runPlugin(serviceFile);
