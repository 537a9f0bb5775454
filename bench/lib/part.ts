import type { Figure } from "./figure.ts";

/** What a part needs to know to run. */
export interface Context {
  /** Whether the whole of `npm run bench` has to end within a minute. */
  quick: boolean;
  /** A tree in which every step is the solution, with its generated code in `gen/`. */
  tree: string;
  /** Says what is being measured now, and which of how many turns this is. */
  progress(what: string, done: number, total: number): void;
}

/** One line of a part's results, as it stands in the JSON: names, numbers and figures. */
export type Row = Record<string, string | number | Figure | null>;

/** A table for a person. Cells are ready to print; a cell of `null` was not measured. */
export interface Table {
  title: string;
  /** The first column names the row, the others are numbers. */
  columns: string[];
  rows: (string | null)[][];
}

/** A bar with the spread of its runs. */
export interface Bar {
  label: string;
  figure: Figure;
}

/** Bars that share a scale, which begins at 0. */
export interface Panel {
  title: string;
  bars: Bar[];
}

/** A picture: panels beside each other, each with the same labels from top to bottom. */
export interface Chart {
  /** The file's name without its ending. */
  name: string;
  title: string;
  panels: Panel[];
}

/** One part of the benchmarks. */
export interface Part<Result extends Row = Row> {
  /** What `--only` takes, and the key in the JSON. */
  name: string;
  title(): string;
  /** Measures. Nothing of it depends on the language. */
  run(context: Context): Promise<Result[]>;
  /** Draws up what was measured, in the reader's language. */
  tables(rows: Result[]): Table[];
  charts(rows: Result[]): Chart[];
  /** What the reader has to know to read the tables, a sentence each. */
  notes(rows: Result[]): string[];
}
