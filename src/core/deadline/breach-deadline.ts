import { after, HOUR } from '../kernel/clock.ts';

/**
 * AVG 33(1): a breach is notified to the authority within so many hours after the shop became aware of it. The Digital
 * Omnibus, COM(2025) 837, would make it 96; it is no law.
 */
export const BREACH_NOTICE_HOURS = 72;

/**
 * The instant by which the authority has to know, from the one on which the shop became aware: elapsed hours, weekends
 * and summer time included; terms in hours are not moved to a working day (Reg. 1182/71 art. 3(4)).
 */
export function breachDeadline(aware: Date): Date {
  return after(aware, BREACH_NOTICE_HOURS * HOUR);
}
