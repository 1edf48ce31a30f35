import { randomUUID } from 'node:crypto';
import { systemClock } from '../core/kernel/clock.ts';

let lastTime = 0;
let counter = 0;

/** A UUID of version 7 (RFC 9562) that sorts after every earlier one of this process, also within a millisecond. */
export function orderedId(): string {
  const time = systemClock.now().getTime();
  if (time > lastTime) {
    lastTime = time;
    counter = 0;
  } else {
    counter += 1;
    // 12 bits count within one millisecond; what is more is taken from the next
    if (counter > 0xfff) {
      lastTime += 1;
      counter = 0;
    }
  }
  const time48 = lastTime.toString(16).padStart(12, '0');
  const count12 = counter.toString(16).padStart(3, '0');
  // the second half of a random one is as random in version 7, and bears the same variant
  return `${time48.slice(0, 8)}-${time48.slice(8)}-7${count12}-${randomUUID().slice(19)}`;
}
