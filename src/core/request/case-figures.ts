import type { FoldedState, LetterReference } from './request-state.ts';

/** What the register's figures are made of: as the log says it, and as it stands beside the log. */
export interface CaseFigures {
  readonly right: string;
  readonly status: string;
  readonly level: number;
  /** ISO 8601, in milliseconds. */
  readonly receivedAt: string;
  readonly closedAt: string | null;
  readonly receivedDay: string;
  readonly legalDue: string | null;
  readonly policyDue: string;
  readonly customerDue: string;
  readonly staffDue: string;
  readonly letter: Pick<LetterReference, 'id' | 'hash'> | null;
}

/** The figures of a request as its log leaves them; undefined for one that was anonymised: its entry is all there is. */
export function figuresOf(state: FoldedState): CaseFigures | undefined {
  if (state.status === 'anonymised') return undefined;
  const { right, status, level, receivedAt, due } = state;
  const { receivedDay, legalDue, policyDue, customerDue, staffDue } = due;
  const days = { receivedDay, legalDue, policyDue, customerDue, staffDue };
  const closed = 'closedAt' in state ? state.closedAt : null;
  const letter = 'letter' in state && state.letter !== null ? state.letter : null;
  return {
    ...{ right, status, level, ...days },
    receivedAt: new Date(receivedAt).toISOString(),
    closedAt: closed === null ? null : new Date(closed).toISOString(),
    letter: letter === null ? null : { id: letter.id, hash: letter.hash },
  };
}
