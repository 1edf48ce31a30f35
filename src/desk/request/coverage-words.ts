import type { SourceView } from '../../core/application/core-api.ts';
import { assertNever } from '../../core/kernel/assert-never.ts';
import type { WithWords } from '../frame/view.ts';

type Coverage = SourceView['coverage'];

/** How the search of one source ended, in sentences; what was not searched is always said. */
export function coverageWords(
  view: WithWords,
  coverage: Coverage,
): { readonly tone: 'calm' | 'soon' | 'late'; readonly lines: readonly string[] } {
  const { t, term } = view.words;
  switch (coverage.status) {
    case 'complete':
      return { tone: 'calm', lines: completeLines(view, coverage) };
    case 'partial': {
      const unsearched = coverage.unsearched.map((part) => term('unsearched', part)).join(', ');
      const searched = t('desk:coverage.searched', { scanned: coverage.scanned, found: coverage.found });
      return { tone: 'soon', lines: [searched, t('desk:coverage.unsearched', { unsearched })] };
    }
    case 'pending_manual':
      return { tone: 'soon', lines: [t('desk:coverage.pending_manual')] };
    case 'pending_export':
      return { tone: 'soon', lines: [t('desk:coverage.pending_export')] };
    case 'not_possible':
      return { tone: 'soon', lines: [t('desk:coverage.not_possible', { reason: coverage.reason })] };
    case 'failed':
      return { tone: 'late', lines: failedLines(view, coverage) };
    default:
      return assertNever(coverage);
  }
}

function completeLines(
  { words }: WithWords,
  coverage: Extract<Coverage, { status: 'complete' }>,
): readonly string[] {
  const { t } = words;
  const lines = [t('desk:coverage.searched', { scanned: coverage.scanned, found: coverage.found })];
  if (coverage.period !== undefined) {
    const [from, to] = coverage.period.map(words.shortDay);
    lines.push(t('desk:coverage.period', { from: from ?? '', to: to ?? '' }));
  }
  if (!coverage.provesAbsence && coverage.found === 0) lines.push(t('desk:coverage.no_proof'));
  return lines;
}

function failedLines(
  { words }: WithWords,
  coverage: Extract<Coverage, { status: 'failed' }>,
): readonly string[] {
  const { t } = words;
  const reason = words.refusal({ code: coverage.code });
  return [reason, t(coverage.retryable ? 'desk:coverage.tries_again' : 'desk:coverage.needs_person')];
}
