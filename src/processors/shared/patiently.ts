import type { ApiAnswer } from './fetch-json.ts';

const TRIES = 3;
/** A system that asks for more is asked again later, by the search as a whole. */
const LONGEST_WAIT = 60_000;
/** Before the second and the third try, where the system did not say. */
const UNASKED = [1_000, 5_000];

/** Resolves after so many milliseconds; a parameter, so that no test waits. */
export type Wait = (ms: number) => Promise<void>;

/**
 * A call that may be made again, such as a read: at most three tries, each after what the system asked for (Retry-After),
 * up to a minute. The last answer when that was not enough. Not for a change: nobody knows whether the first one was done.
 */
export async function patiently(call: () => Promise<ApiAnswer>, wait: Wait): Promise<ApiAnswer> {
  for (let tried = 1; ; tried += 1) {
    const answer = await call();
    if (answer.ok || !answer.retryable || tried === TRIES) return answer;
    const ms = answer.retryAfterMs ?? UNASKED[tried - 1] ?? LONGEST_WAIT;
    if (ms > LONGEST_WAIT) return answer;
    await wait(ms);
  }
}
