/** A note as the page keeps it. */
export interface PlainNote {
  name: string;
  message: string;
}

/** What a note on the stream means for the page. */
export interface News {
  /** Whether this is another chat than the one before: the server has begun anew. */
  anew: boolean;
  /** The notes to show now. */
  notes: PlainNote[];
}

const NOTHING: News = { anew: false, notes: [] };

/**
 * Tells what is new on a stream that begins again.
 *
 * ChatStream sends the whole chat from its first note each time, and a note has no number. So the
 * page compares: what comes again at the same place it has already. Where another note comes, or
 * none, the server has lost its memory, and everything that it sends is new; unless it says that it
 * is the same one, which has only forgotten its oldest notes.
 */
export class History {
  #had: PlainNote[] = [];
  #place = 0;
  #server: string | undefined;
  #isSame = false;

  /** A stream begins. */
  begin(): void {
    this.#place = 0;
    this.#isSame = false;
  }

  /** The server has said which one it is: after a restart it is another. */
  meet(server: string | undefined): News {
    const before = this.#server;
    if (server === undefined || before === undefined) {
      this.#server ??= server;
      return NOTHING;
    }
    this.#server = server;
    this.#isSame = server === before;
    return this.settle();
  }

  /** A note has come. */
  take({ name, message }: PlainNote): News {
    const note = { name, message };
    const had = this.#had[this.#place];
    if (had && !isEqual(had, note)) {
      return this.#isSame ? this.#findPlace(note) : this.#beginAnew([note]);
    }
    this.#place += 1;
    if (had) return NOTHING;
    this.#had.push(note);
    return { anew: false, notes: [note] };
  }

  /** No more of the old notes will come. */
  settle(): News {
    return !this.#isSame && this.#place < this.#had.length ? this.#beginAnew([]) : NOTHING;
  }

  /** The server has forgotten its first notes: finds the first place where what it sends fits. */
  #findPlace(note: PlainNote): News {
    const had = this.#had;
    const sent = [...had.slice(0, this.#place), note];
    const fits = (start: number) =>
      sent.every(
        (each, index) => start + index >= had.length || isEqual(each, had[start + index]!),
      );
    let start = 1;
    while (!fits(start)) start += 1;
    had.splice(0, start);
    const notes = sent.slice(had.length);
    had.push(...notes);
    this.#place = sent.length;
    return { anew: false, notes };
  }

  #beginAnew(notes: PlainNote[]): News {
    // Those that came before, and seemed to be the old ones, belong to the new chat too.
    this.#had = [...this.#had.slice(0, this.#place), ...notes];
    this.#place = this.#had.length;
    return { anew: true, notes: [...this.#had] };
  }
}

function isEqual(one: PlainNote, other: PlainNote): boolean {
  return one.name === other.name && one.message === other.message;
}
