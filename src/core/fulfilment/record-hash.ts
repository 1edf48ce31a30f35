import { canonicalJson, sha256 } from '../kernel/digest.ts';
import type { FoundRecord } from './processor.ts';

/** What a record says, apart from how and when it was found: a preview and what is there later are compared by it. */
export function recordHash({
  category,
  fields,
  hold,
  shortened,
}: Pick<FoundRecord, 'category' | 'fields' | 'hold' | 'shortened'>): string {
  return shortened?.hash ?? sha256(canonicalJson({ category, fields, hold }));
}
