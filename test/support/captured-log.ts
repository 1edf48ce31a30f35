import { Writable } from 'node:stream';
import { createLog } from '../../src/platform/log.ts';

/** The log as the product writes it, into memory: for tests of what is said and of what is kept secret. */
export function capturedLog(level = 'info') {
  const lines: string[] = [];
  const into = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { ...createLog(level, into), lines: (): readonly string[] => lines };
}
