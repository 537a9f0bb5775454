/**
 * What a page would load from elsewhere when it is opened: scripts, styles, fonts, pictures. Links
 * that a reader may click are none of it.
 *
 * @returns their addresses
 */
export function outsideResources(html: string): string[] {
  const patterns = [
    /<(?:script|img|iframe|source|audio|video)\b[^>]*\ssrc="([^"]+)"/g,
    /<link\b[^>]*\shref="([^"]+)"/g,
    /url\(\s*["']?([^"')]+)/g,
    /@import\s+["']([^"']+)/g,
  ];
  const found = patterns.flatMap((pattern) => [...html.matchAll(pattern)].map(([, url]) => url!));
  return found.filter((url) => !url.startsWith("data:") && !url.startsWith("#"));
}
