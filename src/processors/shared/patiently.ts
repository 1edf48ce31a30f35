import { API_TIMEOUT, type ApiAnswer, type ApiRequest, fetchJson } from './fetch-json.ts';

const TRIES = 3;
/** A system that asks for more is asked again later, by the search as a whole. */
const LONGEST_WAIT = 60_000;
/** Before the second and the third try, where the system did not say. */
const UNASKED = [1_000, 5_000];

/** Resolves after so many milliseconds; a parameter, so that no test waits. */
export type Wait = (ms: number) => Promise<void>;

/**
 * A call that may be made again, such as a read: at most three tries, each after what the system asked for (Retry-After),
 * up to a minute and no longer than there is time. The last answer when that was not enough. Not for a change: nobody knows whether the first one was done.
 */
export async function patiently(
  call: () => Promise<ApiAnswer>,
  wait: Wait,
  left: TimeLeft = UNHURRIED,
): Promise<ApiAnswer> {
  for (let tried = 1; ; tried += 1) {
    const answer = await call();
    if (answer.ok || !answer.retryable || tried === TRIES) return answer;
    const ms = answer.retryAfterMs ?? UNASKED[tried - 1] ?? LONGEST_WAIT;
    if (ms > LONGEST_WAIT || ms >= left()) return answer;
    await wait(ms);
  }
}

/** Milliseconds. */
export type TimeLeft = () => number;

/** Of one change, or one look at it: both end well within the time in which they keep others out (store/exclusively.ts). */
const LONGEST_CHANGE = 100_000;

export const UNHURRIED: TimeLeft = () => Number.POSITIVE_INFINITY;

/** The time that one change has from now on; `clock` in milliseconds from any beginning. */
export function timeForChange(clock = () => performance.now()): TimeLeft {
  const end = clock() + LONGEST_CHANGE;
  return () => end - clock();
}

/** The call, if there is time for it, and no longer than there is: what never left may be tried again. */
export async function fetchWithin(left: TimeLeft, request: ApiRequest): Promise<ApiAnswer> {
  const most = Math.floor(left());
  if (most <= 0) return { ok: false, code: 'api.no_answer', status: null, retryable: true, sent: false };
  return fetchJson({ ...request, timeoutMs: Math.min(request.timeoutMs ?? API_TIMEOUT, most) });
}
