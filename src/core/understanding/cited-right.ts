import type { Right } from '../kernel/rights.ts';

/** Articles of the AVG that grant one right. */
const RIGHT_OF_ARTICLE: Readonly<Record<string, Right>> = {
  '15': 'access',
  '16': 'rectification',
  '17': 'erasure',
  '18': 'restriction',
  '20': 'portability',
  '21': 'objection',
  '22': 'automated_decision',
};

const CITATION = /\bart(?:ikel|icle|\.)?\s{0,3}(\d{2})\b/i;

/** The right whose article is cited. It counts only where the words ask for nothing themselves. */
export function citedRight(text: string): Right | undefined {
  return RIGHT_OF_ARTICLE[CITATION.exec(text)?.[1] ?? ''];
}
