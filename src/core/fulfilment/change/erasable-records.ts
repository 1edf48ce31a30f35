import type { SourceResult } from '../letter.ts';
import { isChanging, type Processor, TYPED_PLACE } from '../processor.ts';
import { isOutward } from './change-plan.ts';
import { takeAlong } from './take-along.ts';

/**
 * Records that their system erases when it is asked, `<source> <ref>`, though whoever runs it decides about the rest for
 * itself: the customer that the shop made at a payment service.
 */
export function erasableRecords(
  results: readonly SourceResult[],
  processors: readonly Processor[],
  now: Date,
): ReadonlySet<string> {
  const names = processors.flatMap((processor) => {
    const { source, supports } = processor.capabilities();
    if (!isChanging(processor) || supports.erase !== 'api') return [];
    const found = results.filter((result) => result.source === source).flatMap((result) => result.records);
    const records = found.filter(({ provenance }) => provenance.place !== TYPED_PLACE);
    const steps = takeAlong(processor.plan({ action: 'erase' }, records, now), found, processor);
    return records
      .map(({ ref }) => ({ ref, own: steps.filter(({ recordRef }) => recordRef === ref) }))
      .filter(({ own }) => own.length > 0 && own.every(isOutward))
      .map(({ ref }) => `${source} ${ref}`);
  });
  return new Set(names);
}
