import type { ImportedPolicy } from './imported-policy.ts';

/** Who gets data or is used, and who the policy names. Names as they are written; capitals and spaces do not count. */
export interface DriftInput {
  /** Of the shop profile, and the chat services that are switched on. */
  readonly used: readonly string[];
  /** A shop's own policy; without one that of the first shop is told. */
  readonly own: Pick<ImportedPolicy, 'sections' | 'facts'> | undefined;
}

export interface Drift {
  /** Used, and nowhere in the policy (AVG 13(1)(e)). */
  readonly unnamed: readonly string[];
  /** In the policy, and not used as far as the profile says. */
  readonly unused: readonly string[];
  /** The headings of the policy where recipients stand; empty when there is none. */
  readonly places: readonly string[];
}

/** F6, F7, F9, F10, F11 with their headings in the published policy. */
const PUBLISHED: readonly (readonly [string, string])[] = [
  ['JouwWeb', 'Webwinkelsoftware'],
  ['MijnDomein', 'Webhosting'],
  ['Mollie', 'Payment processors'],
  ['PostNL', 'Verzenden en logistiek'],
  ['e-Boekhouden', 'Facturatie en boekhouding'],
];

/** The recipients in which use and policy differ, both ways (R28). */
export function findDrift({ used, own }: DriftInput): Drift {
  const named = own === undefined ? PUBLISHED.map(([name]) => name) : own.facts.recipients;
  const whole =
    own === undefined ? named : own.sections.flatMap(({ title, sentences }) => [title, ...sentences]);
  const text = bare(whole.join(' '));
  const unused = named.filter((name) => !used.some((one) => bare(one) === bare(name)));
  return {
    // A shop's own text may name a party that is on no list of ours.
    unnamed: used.filter((name) => !text.includes(bare(name))),
    unused,
    places:
      own === undefined
        ? PUBLISHED.filter(([name]) => unused.length === 0 || unused.includes(name)).map(([, place]) => place)
        : own.sections.filter(({ topic }) => topic === 'processors').map(({ title }) => title),
  };
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[\s.-]/g, '');
}
