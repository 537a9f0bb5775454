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
 * none, the server has lost its memory, and everything that it sends is new.
 */
export class History {
  #had: PlainNote[] = [];
  #place = 0;
  #server: string | undefined;

  /** A stream begins. */
  begin(): void {
    this.#place = 0;
  }

  /** The server has said which one it is: after a restart it is another. */
  meet(server: string | undefined): News {
    const isOther = server !== undefined && this.#server !== undefined && server !== this.#server;
    this.#server = server ?? this.#server;
    return isOther ? this.settle() : NOTHING;
  }

  /** A note has come. */
  take({ name, message }: PlainNote): News {
    const note = { name, message };
    const had = this.#had[this.#place];
    if (had && (had.name !== name || had.message !== message)) return this.#beginAnew([note]);
    this.#place += 1;
    if (had) return NOTHING;
    this.#had.push(note);
    return { anew: false, notes: [note] };
  }

  /** No more of the old notes will come. */
  settle(): News {
    return this.#place < this.#had.length ? this.#beginAnew([]) : NOTHING;
  }

  #beginAnew(notes: PlainNote[]): News {
    // Those that came before, and seemed to be the old ones, belong to the new chat too.
    this.#had = [...this.#had.slice(0, this.#place), ...notes];
    this.#place = this.#had.length;
    return { anew: true, notes: [...this.#had] };
  }
}
