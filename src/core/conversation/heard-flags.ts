import type { Signal, Understanding } from '../understanding/understanding.ts';

/** What was heard beside a wish: it lifts the request (R23), or lets a person look first (R4). */
export interface HeardFlags {
  readonly raised: boolean;
  readonly thirdParty: boolean;
}

const RAISES: readonly Signal[] = ['anger', 'lawyer', 'authority', 'deadline_set'];

/** The flags of a message whose wish is clear. */
export function heardFlags({ signals, thirdParty }: Understanding): HeardFlags {
  return { raised: signals.some((signal) => RAISES.includes(signal)), thirdParty };
}

/** The flags of a message whose wish is still to be said: whoever's data it mentions may be what it is about. */
export function possibleFlags(understood: Understanding): HeardFlags {
  const { raised, thirdParty } = heardFlags(understood);
  return { raised, thirdParty: thirdParty || understood.signals.includes('other_person') };
}
