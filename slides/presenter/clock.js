/// <reference lib="dom" />

// Says in the presenter's view when the slide that is shown should be, and how far ahead or behind is
// the timer that Marp shows at the right. A click on that timer, as the talk begins, sets it to zero.
{
  const timer = document.querySelector(".bespoke-marp-presenter-info-timer");
  /**
   * When each slide should begin, in seconds and for a person, and after them when the talk ends; and
   * words with % for a time, or for minutes.
   *
   * @type {{ starts: number[], times: string[], words: { at: string, late: string, early: string, onTime: string } }}
   */
  const { starts, times, words } = JSON.parse(
    document.querySelector("#planned-times")?.textContent ?? "",
  );
  // Only the presenter's view has one.
  if (timer) {
    const planned = document.createElement("span");
    planned.className = "planned-time";
    timer.before(planned);

    const show = () => {
      const note = document.querySelector(".bespoke-marp-note.active");
      const slide = Number(note?.getAttribute("data-index") ?? 0);
      const [from = 0, to = from] = starts.slice(slide);
      const [hours = 0, minutes = 0, seconds = 0] = (timer.textContent ?? "")
        .split(":")
        .map(Number);
      const now = hours * 3600 + minutes * 60 + seconds;
      // Half a minute either way is on time.
      const late = Math.round((now - to) / 60);
      const early = Math.round((from - now) / 60);
      const state =
        late > 0
          ? words.late.replace("%", String(late))
          : early > 0
            ? words.early.replace("%", String(early))
            : words.onTime;
      planned.textContent = `${words.at.replace("%", times[slide] ?? "")} · ${state}`;
      planned.classList.toggle("late", late > 0);
    };

    // Marp writes the timer anew four times a second.
    new MutationObserver(show).observe(timer, { childList: true });
  }
}
