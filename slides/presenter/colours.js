/// <reference lib="dom" />

// The key c shows the slides light, then dark, then again as the machine is, in every view of the deck.
{
  const schemes = ["light", "dark", ""];
  const root = document.documentElement;
  /** @param {string} scheme */
  const show = (scheme) => root.style.setProperty("--scheme", scheme || "light dark");
  let shown = "";
  addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey }) => {
    if (key !== "c" || ctrlKey || metaKey || altKey) return;
    shown = schemes[(schemes.indexOf(shown) + 1) % schemes.length] ?? "";
    show(shown);
    try {
      localStorage.setItem("slides-scheme", shown);
    } catch {
      // A browser that stores nothing for files: then it holds for this view.
    }
  });
  addEventListener("storage", ({ key, newValue }) => {
    if (key === "slides-scheme") show((shown = newValue ?? ""));
  });
}
