import { serveSolution } from "../../lib/solution.ts";
import type { Listen } from "../chat.ts";

export const listen: Listen = ({ tree }) => serveSolution(tree);
