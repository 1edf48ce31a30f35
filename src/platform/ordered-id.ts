import { randomBytes } from 'node:crypto';
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
  const bytes = randomBytes(16);
  bytes.writeUIntBE(lastTime, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
