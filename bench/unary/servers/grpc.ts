import { serveSolution } from "../../lib/solution.ts";
import type { Listen } from "../server.ts";

export const listen: Listen = serveSolution;
