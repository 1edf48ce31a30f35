import type { ManualResult } from '../../core/application/core-api.ts';

/** The form as it was sent: what can be recorded, what is wrong per source, and every field as typed. */
export interface ManualForm {
  readonly results: readonly ManualResult[];
  readonly errors: ReadonlyMap<
    string,
    'rows_missing' | 'reason_missing' | 'rows_but_none' | 'answer_missing' | 'evidence_missing'
  >;
  typed(name: string): string;
  /** Whether a line of the checklist of a source was ticked. */
  ticked(source: string, line: string): boolean;
}
