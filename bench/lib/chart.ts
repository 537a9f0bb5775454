import {
  type CustomSeriesOption,
  type EChartsOption,
  type GridComponentOption,
  init,
  type TitleComponentOption,
  type XAXisComponentOption,
  type YAXisComponentOption,
} from "echarts";
import stringWidth from "fast-string-width";
import type { Figure } from "./figure.ts";
import { number } from "./format.ts";
import type { Chart, Panel } from "./part.ts";

/** Sizes in pixels. */
const WIDTH = 800;
const MARGIN = 16;
const BAR = 26;
const AXIS = 24;
const GAP = 28;
const MOST_LABEL_WIDTH = 340;
/** About how wide a column of text is, by its font's size: a Japanese letter takes two. */
const COLUMN_PER_SIZE = 0.56;
/** How high a line of a title is, by its font's size. */
const LINE_PER_SIZE = 1.3;
const HEADING_SIZE = 16;
const TITLE_SIZE = 13;
const LABEL_SIZE = 12;

const FONT =
  "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans CJK JP', sans-serif";
// A blue and a grey that differ in lightness too.
const BLUE = "#0072b2";
const GREY = "#8c8c8c";
const INK = "#222222";
const FAINT = "#dddddd";

/**
 * Draws a chart: its panels beside each other, in two rows or more where there are many.
 *
 * @returns an SVG on a white ground, with a title and a description for those who do not see it
 */
export function renderChart(chart: Chart): string {
  const { panels } = chart;
  const rows = panels.length <= 3 ? 1 : Math.max(2, Math.ceil(panels.length / 4));
  const columns = Math.ceil(panels.length / rows);
  const bars = panels[0]!.bars;
  const longest = Math.max(...bars.map(({ label }) => widthOf(label, LABEL_SIZE)));
  const gutter = MARGIN + Math.min(MOST_LABEL_WIDTH, longest) + 10;
  const width = (WIDTH - MARGIN - gutter - GAP * (columns - 1)) / columns;
  const headingWidth = WIDTH - 2 * MARGIN;
  const heading = MARGIN + heightOf(chart.title, headingWidth, HEADING_SIZE) + MARGIN;
  const title = Math.max(...panels.map((each) => heightOf(each.title, width, TITLE_SIZE))) + 8;
  const rowHeight = title + bars.length * BAR + AXIS;
  const height = heading + rows * rowHeight + (rows - 1) * (GAP / 2) + MARGIN / 2;

  const picture = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
  picture.setOption(option());
  const svg = picture.renderToSVGString();
  picture.dispose();
  return accessible(svg, chart);

  function option(): EChartsOption {
    const placed = panels.map((panel, index) => {
      const column = index % columns;
      const left = gutter + column * (width + GAP);
      const top = heading + Math.floor(index / columns) * (rowHeight + GAP / 2);
      return { panel, index, column, left, top };
    });
    const titles = placed.map(({ panel, left, top }) =>
      headline(panel.title, left, top, width, TITLE_SIZE),
    );
    return {
      animation: false,
      backgroundColor: "#ffffff",
      textStyle: { fontFamily: FONT },
      title: [headline(chart.title, MARGIN, MARGIN, headingWidth, HEADING_SIZE), ...titles],
      grid: placed.map(({ left, top }): GridComponentOption => ({
        left,
        top: top + title,
        width,
        height: bars.length * BAR,
      })),
      xAxis: placed.map(({ panel, index }) => scale(panel, index, width)),
      yAxis: placed.map(({ panel, index, column }) => names(panel, index, column === 0)),
      series: placed.map(({ panel, index }) => series(panel, index)),
    };
  }
}

function headline(
  text: string,
  left: number,
  top: number,
  width: number,
  fontSize: number,
): TitleComponentOption {
  // Some fonts are wider than the drawing library thinks when it breaks lines.
  const fit = {
    width: width * 0.9,
    overflow: "break",
    lineHeight: fontSize * LINE_PER_SIZE,
  } as const;
  const textStyle = { fontSize, fontWeight: "bold", color: INK, ...fit } as const;
  return { text, left, top, padding: 0, textStyle };
}

function scale({ bars }: Panel, gridIndex: number, width: number): XAXisComponentOption {
  const longest = Math.max(...bars.map(({ figure }) => figure.high));
  // Room for the number behind the longest bar.
  const room = Math.max(...bars.map(({ figure }) => widthOf(textOf(figure), LABEL_SIZE))) + 10;
  return {
    type: "value",
    gridIndex,
    silent: true,
    min: 0,
    max: longest > 0 ? (longest * width) / (width - room) : 1,
    splitNumber: 3,
    axisLabel: {
      color: "#555555",
      fontSize: 11,
      showMaxLabel: false,
      hideOverlap: true,
      formatter: (value: number) =>
        value.toLocaleString("en", { maximumSignificantDigits: 3, notation: "compact" }),
    },
    splitLine: { showMaxLine: false, lineStyle: { color: FAINT } },
  };
}

function names({ bars }: Panel, gridIndex: number, show: boolean): YAXisComponentOption {
  return {
    type: "category",
    gridIndex,
    inverse: true,
    silent: true,
    data: bars.map(({ label }) => label),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: INK } },
    axisLabel: {
      show,
      color: INK,
      fontSize: LABEL_SIZE,
      interval: 0,
      width: MOST_LABEL_WIDTH,
      overflow: "truncate",
    },
  };
}

/** The bars of a panel, each with a whisker over the middle half of its runs, and its median. */
function series({ bars }: Panel, index: number): CustomSeriesOption {
  return {
    type: "custom",
    xAxisIndex: index,
    yAxisIndex: index,
    silent: true,
    data: bars.map(({ figure }, row) => [figure.median, row]),
    renderItem: (_, api) => {
      const row = api.value(1) as number;
      const { figure } = bars[row]!;
      // A difference can come out below nothing; the scale begins at 0.
      const at = (value: number) => api.coord([Math.max(0, value), row]) as [number, number];
      const [zero, middle] = at(0) as [number, number];
      const end = at(figure.median)[0];
      const [low, high] = [at(figure.low)[0], at(figure.high)[0]];
      const half = BAR * 0.32;
      const stroke = { stroke: INK, lineWidth: 1.5, fill: "none" };
      const line = (x1: number, y1: number, x2: number, y2: number) => ({
        type: "line" as const,
        shape: { x1, y1, x2, y2 },
        style: stroke,
      });
      const whisker = [
        line(low, middle, high, middle),
        line(low, middle - 4, low, middle + 4),
        line(high, middle - 4, high, middle + 4),
      ];
      return {
        type: "group",
        children: [
          {
            type: "rect",
            shape: { x: zero, y: middle - half, width: end - zero, height: 2 * half },
            style: { fill: isBaseline(figure) ? GREY : BLUE },
          },
          ...(high > low ? whisker : []),
          {
            type: "text",
            x: Math.max(end, high) + 5,
            y: middle,
            style: {
              text: textOf(figure),
              fill: INK,
              fontSize: LABEL_SIZE,
              fontFamily: FONT,
              verticalAlign: "middle",
            },
          },
        ],
      };
    },
  };
}

/** About how wide a text is, in pixels. */
function widthOf(text: string, fontSize: number): number {
  return Math.ceil(stringWidth(text) * fontSize * COLUMN_PER_SIZE);
}

/** About how high a title is that has to fit a width, in pixels. */
function heightOf(text: string, width: number, fontSize: number): number {
  const lines = Math.ceil(widthOf(text, fontSize) / (width * 0.9));
  return Math.ceil(lines * fontSize * LINE_PER_SIZE);
}

/** The number behind a bar: what was counted once is exact. */
function textOf({ median, runs }: Figure): string {
  return runs === 1 && Number.isInteger(median) ? median.toLocaleString("en") : number(median);
}

/** A bar that the others are compared with is 1 in every run. */
function isBaseline({ low, high }: Figure): boolean {
  return low === 1 && high === 1;
}

/** Names the picture for a screen reader, and says all its numbers. */
function accessible(svg: string, { title, panels }: Chart): string {
  const description = panels
    .map((panel) => {
      const bars = panel.bars.map(({ label, figure }) => `${label} ${textOf(figure)}`);
      return `${panel.title}: ${bars.join("; ")}.`;
    })
    .join(" ");
  const words = `<title>${escaped(title)}</title><desc>${escaped(description)}</desc>`;
  return svg.replace(/<svg ([^>]*)>/, (_, rest: string) => `<svg role="img" ${rest}>${words}`);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
