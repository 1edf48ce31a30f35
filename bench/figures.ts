/** One line of the table. Times are milliseconds. */
export interface Figure {
  readonly what: string;
  readonly samples: number;
  readonly median: number;
  readonly p95: number;
  /** How many in a second, where that was measured. */
  readonly perSecond?: number;
  /** Ours against the bare one: 1 is as fast. */
  readonly ratio?: number;
}

/** The smallest value that at least this share of the values does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Milliseconds of each act, as a line of the table. */
export function figureOf(
  what: string,
  times: readonly number[],
  more: Pick<Figure, 'perSecond' | 'ratio'> = {},
): Figure {
  return { what, samples: times.length, median: quantile(times, 0.5), p95: quantile(times, 0.95), ...more };
}

const COLUMNS = ['samples', 'median ms', 'p95 ms', 'a second', 'ratio'] as const;

/** The figures as aligned columns. */
export function tableOf(title: string, figures: readonly Figure[]): string {
  const rows = figures.map(({ what, samples, median, p95, perSecond, ratio }) => [
    what,
    String(samples),
    median.toFixed(1),
    p95.toFixed(1),
    perSecond === undefined ? '' : perSecond.toFixed(0),
    ratio === undefined ? '' : ratio.toFixed(2),
  ]);
  const all = [[title, ...COLUMNS], ...rows];
  const widths = [title, ...COLUMNS].map((_, column) =>
    Math.max(...all.map((row) => (row[column] ?? '').length)),
  );
  return all
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
