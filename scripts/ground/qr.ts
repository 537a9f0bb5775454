import { encodeQR } from "qr";

/** The white that readers need around a QR code, in its squares. */
const BORDER = 4;

/** A QR code for a page, as SVG: black on what is behind it, which has to be white. */
export function qrSvg(text: string): string {
  return encodeQR(text, "svg", { border: BORDER });
}

/** A QR code for a terminal that has colours: black on white, whatever the terminal's own are. */
export function qrBlocks(text: string): string {
  const rows = encodeQR(text, "ascii", { border: BORDER }).trimEnd().split("\n");
  return rows.map((row) => `\u001B[97;40m${row}\u001B[0m`).join("\n");
}
