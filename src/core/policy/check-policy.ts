import { findInText } from './find-in-text.ts';
import { findMissing } from './find-missing.ts';
import { findTerms } from './find-terms.ts';
import { readPolicyDocument } from './policy-document.ts';
import type { PolicyFinding } from './policy-finding.ts';

/** After every line. */
const NOWHERE = Number.MAX_SAFE_INTEGER;

/**
 * What is wanting in a policy document (text, Markdown or HTML; Dutch or English): first what stands in it, by line,
 * then what it lacks. Reads words only: it finds nothing that asks to understand the shop.
 */
export function checkPolicy(source: string): readonly PolicyFinding[] {
  const document = readPolicyDocument(source);
  const placed = [...findInText(document), ...findTerms(document), ...findMissing(document)];
  const once = placed.filter(
    (one, index) =>
      index ===
      placed.findIndex(
        ({ kind, line, quote }) => kind === one.kind && line === one.line && quote === one.quote,
      ),
  );
  return once.sort((a, b) => (a.line ?? NOWHERE) - (b.line ?? NOWHERE));
}
