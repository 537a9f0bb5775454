import { drawing, line, text, type Draw } from "./kit.ts";

const [COLUMN, LINE] = [224, 96];

/** Where gRPC comes from: its years side by side. The seven without an event are dashed. */
export const history: Draw = (words) => {
  const events: [year: number, ...lines: string[]][] = [
    [2008, words("Google publishes", "Google が"), "Protocol Buffers", words("", "を公開")],
    [
      2015,
      words("Google publishes", "Google が"),
      words("gRPC, after years", "gRPC を公開"),
      words("with Stubby", "前身は Stubby"),
    ],
    [
      2016,
      words("etcd 3 and", "etcd 3 と"),
      words("Kubernetes' CRI", "Kubernetes の"),
      words("speak it", "CRI が採用"),
    ],
    [
      2017,
      words("it moves to the", "Cloud Native"),
      words("Cloud Native", "Computing"),
      words("Computing", "Foundation"),
      words("Foundation", "へ移管"),
    ],
    [
      2019,
      words("Dropbox tells", "Dropbox が"),
      words("of its move to", "gRPC への移行を"),
      words("gRPC", "公表"),
    ],
  ];
  return drawing(
    1120,
    300,
    words(
      "2008 Protocol Buffers; 2015 gRPC; 2016 etcd 3 and Kubernetes; 2017 CNCF; 2019 Dropbox",
      "2008 Protocol Buffers、2015 gRPC、2016 etcd 3 と Kubernetes、2017 CNCF、2019 Dropbox",
    ),
    [
      line({ x: 14, y: LINE }, { x: COLUMN, y: LINE }, "faint", true),
      line({ x: COLUMN, y: LINE }, { x: 1120, y: LINE }),
      ...events.flatMap(([year, ...lines], index) => {
        const x = index * COLUMN;
        const tone = year === 2015 ? "accent" : "plain";
        return [
          text({ x, y: 40 }, String(year), { anchor: "start", bold: true, size: 36, tone }),
          `<circle class="d-box d-${tone}" cx="${x + 14}" cy="${LINE}" r="13"/>`,
          ...lines
            .filter(Boolean)
            .map((each, row) =>
              text({ x, y: LINE + 50 + row * 36 }, each, { anchor: "start", fit: COLUMN - 12 }),
            ),
        ];
      }),
    ],
  );
};
