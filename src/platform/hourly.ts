import { type Clock, HOUR } from '../core/kernel/clock.ts';

/** Does it at the first call, and then once an hour at most: a warning that nobody can miss and that fills no log. */
export function hourly(clock: Clock, act: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const now = clock.now().getTime();
    if (now - last < HOUR) return;
    last = now;
    act();
  };
}
