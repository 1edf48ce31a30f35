import type { Signal, Understanding } from '../understanding/understanding.ts';

/** What was heard beside a wish: it lifts the request (R23), or lets a person look first (R4). */
export interface HeardFlags {
  readonly raised: boolean;
  readonly thirdParty: boolean;
  /** The somebody else is the writer's own child. */
  readonly child?: true;
  /** The one thing that the wish is about, as the customer named it. */
  readonly part?: string;
  /** What a wrong value should be stands in the words. */
  readonly valueGiven?: true;
}

const RAISES: readonly Signal[] = ['anger', 'lawyer', 'authority', 'deadline_set'];

/** The flags of a message whose wish is clear. */
export function heardFlags({ signals, thirdParty, slots }: Understanding): HeardFlags {
  return {
    raised: signals.some((signal) => RAISES.includes(signal)),
    thirdParty,
    ...(signals.includes('own_child') ? { child: true } : {}),
    ...(slots.part === undefined ? {} : { part: slots.part }),
    ...(slots.newValue === undefined ? {} : { valueGiven: true }),
  };
}

/** The flags of a message whose wish is still to be said: whoever's data it mentions may be what it is about. */
export function possibleFlags(understood: Understanding): HeardFlags {
  const flags = heardFlags(understood);
  return { ...flags, thirdParty: flags.thirdParty || understood.signals.includes('other_person') };
}
