/** The time of a test server, in milliseconds. */
export interface ServerClock {
  now(): number;
  /** Runs `task` once `milliseconds` have passed; returns how to call it off. */
  after(milliseconds: number, task: () => void): () => void;
}

export function systemServerClock(): ServerClock {
  return {
    now: () => Date.now(),
    after: (milliseconds, task) => {
      const timer = setTimeout(task, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}

export interface ManualServerClock extends ServerClock {
  /** Lets time pass; what falls due runs in the order of its time. */
  advance(milliseconds: number): void;
  /** Jumps to the moment at which the next task falls due; false when nothing waits. */
  advanceToNext(): boolean;
}

export function manualServerClock(start = Date.parse('2026-03-02T09:00:00Z')): ManualServerClock {
  let now = start;
  let waiting: { readonly at: number; readonly task: () => void }[] = [];
  const next = () => waiting.reduce((first, entry) => (entry.at < first.at ? entry : first));

  function advanceTo(moment: number): void {
    while (waiting.length > 0 && next().at <= moment) {
      const due = next();
      waiting = waiting.filter((entry) => entry !== due);
      now = Math.max(now, due.at);
      due.task();
    }
    now = Math.max(now, moment);
  }

  return {
    now: () => now,
    after(milliseconds, task) {
      const entry = { at: now + milliseconds, task };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    advance: (milliseconds) => advanceTo(now + milliseconds),
    advanceToNext() {
      if (waiting.length === 0) return false;
      advanceTo(next().at);
      return true;
    },
  };
}
