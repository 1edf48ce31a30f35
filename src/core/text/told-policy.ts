import type { ImportedPolicy } from '../policy/imported-policy.ts';

/** As with the locales, one process tells one policy: read at the start, like them. */
let told: ImportedPolicy | undefined;

/** From now on the shop's own text is told instead of that of the first shop; undefined brings that back. */
export function tellPolicy(policy: ImportedPolicy | undefined): void {
  told = policy;
}

/** The shop's own text; undefined when none was imported. */
export function toldPolicy(): ImportedPolicy | undefined {
  return told;
}
