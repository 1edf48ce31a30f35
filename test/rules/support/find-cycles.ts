/** Circles of files that import each other, each once, from its first name in the alphabet. */
export function findCycles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles = new Map<string, string[]>();
  const done = new Set<string>();
  const path: string[] = [];

  const visit = (file: string): void => {
    const start = path.indexOf(file);
    if (start >= 0) {
      const cycle = fromTheFirst(path.slice(start));
      cycles.set(cycle.join(), cycle);
    }
    if (start >= 0 || done.has(file)) return;
    path.push(file);
    for (const next of imports.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };

  for (const file of imports.keys()) visit(file);
  return [...cycles.values()];
}

function fromTheFirst(cycle: readonly string[]): string[] {
  const first = cycle.indexOf([...cycle].sort()[0] ?? '');
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}
