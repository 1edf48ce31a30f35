import { Visitor } from 'oxc-parser';
import type { Parsed } from './parsed.ts';

/** Names that stand twice in one object: JSON.parse would keep the last one silently. */
export function repeatedKeys({ program }: Parsed): string[] {
  const repeated: string[] = [];
  new Visitor({
    ObjectExpression({ properties }) {
      const seen = new Set<string>();
      for (const property of properties) {
        if (property.type !== 'Property' || property.key.type !== 'Literal') continue;
        const name = String(property.key.value);
        if (seen.has(name)) repeated.push(name);
        seen.add(name);
      }
    },
  }).visit(program);
  return repeated;
}
