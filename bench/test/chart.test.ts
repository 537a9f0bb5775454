import assert from "node:assert/strict";
import { test } from "vitest";
import { renderChart } from "../lib/chart.ts";

const bars = [
  { label: "JSON <1>", figure: { median: 1, low: 1, high: 1, runs: 3 } },
  { label: "日本語", figure: { median: 2.5, low: 2, high: 3, runs: 3 } },
];
const panel = { title: "encode", bars };

test("a chart shows each label and median, and says them to a screen reader", () => {
  const svg = renderChart({ name: "speed", title: "Speed & size", panels: [panel] });
  assert.match(svg, /<svg role="img" [^>]*><title>Speed &amp; size<\/title><desc>/);
  assert.match(svg, /<desc>encode: JSON &lt;1&gt; 1.00; 日本語 2.50\.<\/desc>/);
  for (const text of ["Speed &amp; size", "encode", "JSON &lt;1&gt;", "日本語", "1.00", "2.50"]) {
    assert.ok(svg.includes(`>${text}</text>`), text);
  }
  assert.match(svg, /<rect width="800" height="\d+" x="0" y="0" fill="#ffffff">/);
});

test("many panels stand in two rows, and all are drawn", () => {
  const heightOf = (count: number) => {
    const panels = Array.from({ length: count }, () => panel);
    const svg = renderChart({ name: "speed", title: "Speed", panels });
    const places = svg.match(/translate\([\d. ]+\)[^<]*>encode<\/text>/g);
    assert.equal(new Set(places).size, count);
    assert.equal(svg.split(">2.50</text>").length - 1, count);
    return Number(/height="(\d+(\.\d+)?)"/.exec(svg)![1]);
  };
  assert.equal(heightOf(1), heightOf(3));
  assert.equal(heightOf(4), heightOf(8));
  assert.ok(heightOf(4) > heightOf(3));
});

test("what was counted is exact, and what is below nothing has no bar", () => {
  const values = [63_643, -20_000].map((value) => {
    return { label: "bytes", figure: { median: value, low: value, high: value, runs: 1 } };
  });
  const svg = renderChart({
    name: "size",
    title: "Size",
    panels: [{ title: "memory", bars: values }],
  });
  assert.match(svg, />63,643<\/text>[^]*>-20,000<\/text>/);
  const lengths = [...svg.matchAll(/d="M\S+ [\d.]+l(\S+) 0[^>]*fill="#0072b2"/g)].map(([, x]) => x);
  assert.equal(lengths.length, 2);
  assert.equal(lengths[1], "0");
});
