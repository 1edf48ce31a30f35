import { startOfMonth } from '../kernel/clock.ts';
import { idOf } from '../kernel/ids.ts';
import type { MailStopEntry } from './erasure-ports.ts';

/** The line of the ledger about an address that wants no advertising: one for each keyed hash. When it came says too much. */
export function mailStopEntry(mailStop: string, at: Date): MailStopEntry {
  return { id: idOf(`mail stop ${mailStop}`), at: startOfMonth(at), mailStop };
}
