import process from 'node:process';
import { htmlText } from '../src/core/understanding/html-text.ts';
import { ownWords } from '../src/core/understanding/own-words.ts';

const LETTERS = 50_000;
const TIMES_LONGER = 4;
const ROUNDS = 20;

/** Shapes that made published readers of mail take cubic time, and those that ours could stumble over. */
const SHAPES: Readonly<Record<string, readonly [unit: string, read: (mail: string) => unknown]>> = {
  'quoted lines': ['> Op ma 3 nov 2025 om 10:12 schreef a <x@example.nl>:\n', ownWords],
  'lines like an attribution': ['Op ma 3 nov 2025 om 10:12 schreef a van de winkel\n', ownWords],
  'heads of letters': ['Van: a\nAan: b\nDatum: c\n', ownWords],
  'nested quotations': ['<p>Op 3 nov schreef a:</p><blockquote><div>x</div>', htmlText],
};

/** How much more processor time a mail takes that is four times as long; about four when reading is linear. */
export async function measureMailReading(): Promise<string> {
  const rows = Object.entries(SHAPES).map(([name, [unit, read]]) => {
    const short = unit.repeat(LETTERS / unit.length);
    const brief = processorMs(() => read(short));
    const long = processorMs(() => read(short.repeat(TIMES_LONGER)));
    return `${name.padEnd(28)} ${brief.toFixed(2).padStart(8)} ms  ${long.toFixed(2).padStart(8)} ms  x ${(long / brief).toFixed(1)}`;
  });
  return [`mail of 50,000 letters, and of four times as many`, ...rows].join('\n');
}

function processorMs(work: () => unknown): number {
  work();
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / ROUNDS;
}
