import type { Outcome, OutcomeOf } from '../../../../src/core/fulfilment/outcome/outcome.ts';
import { day } from '../../../support/request-builder.ts';

export const TODAY = day('2026-11-23');
export const PLACES = ['balie', 'jouwweb', 'jouwweb_rest', 'mijndomein', 'mollie', 'postnl', 'e-boekhouden'];

const TOLD = [
  { name: 'mollie', told: 'told', on: day('2026-11-20'), why: '' },
  { name: 'postnl', told: 'impossible', on: null, why: 'De zending is daar niet meer te vinden.' },
] as const;
const TO_TELL = [
  { name: 'e-boekhouden', told: 'tell', why: '' },
  { name: 'postnl', told: 'disproportionate', why: 'Het pakket is van jaren geleden.' },
] as const;

type Samples = {
  readonly [R in Outcome['right']]: {
    readonly [Result in Extract<Outcome, { right: R }>['result']]: readonly Extract<
      Outcome,
      { right: R; result: Result }
    >[];
  };
};

/** Every result of every right, with each of its choices at least once; a new result does not compile without. */
export const SAMPLES: Samples = {
  withdraw_consent: {
    stopped: (['erased', 'nothing_left', 'kept'] as const).map((rest) => ({
      right: 'withdraw_consent',
      result: 'stopped',
      consents: ['newsletter', 'offers', 'contact', 'photos', 'cookies', 'another'],
      otherConsent: 'een foto in de etalage',
      stoppedOn: day('2026-11-22'),
      rest,
      restWhy: rest === 'kept' ? 'Uw bestelling loopt nog.' : '',
      recipients: TOLD,
    })),
    not_held: [
      {
        right: 'withdraw_consent',
        result: 'not_held',
        consents: ['newsletter'],
        otherConsent: '',
      },
    ],
  },
  objection: {
    marketing_stopped: [
      {
        right: 'objection',
        result: 'marketing_stopped',
        channels: (['email', 'post', 'phone', 'advertisements', 'profile'] as const).map((channel) => ({
          channel,
          on: day('2026-11-23'),
        })),
        mayStillCome: true,
        recipients: TOLD,
      },
      {
        right: 'objection',
        result: 'marketing_stopped',
        channels: [{ channel: 'email', on: day('2026-11-23') }],
        mayStillCome: false,
        recipients: [],
      },
    ],
    upheld: [
      {
        right: 'objection',
        result: 'upheld',
        use: 'bijhouden hoe vaak u bestelt',
        stoppedOn: day('2026-11-20'),
        rest: 'erased',
        restWhy: '',
        recipients: TOLD,
      },
    ],
    overruled: [
      {
        right: 'objection',
        result: 'overruled',
        use: 'controle op misbruik bij achteraf betalen',
        stoppedOn: day('2026-11-20'),
        situation: 'U schreef dat u dit vervelend vindt.',
        reasons: 'Zonder deze controle worden bestellingen niet betaald.',
        resumesOn: day('2026-12-01'),
      },
    ],
  },
  complaint: {
    answered: (['nothing', 'request', 'objection'] as const).map((follow) => ({
      right: 'complaint',
      result: 'answered',
      answer: 'U kreeg twee keer dezelfde mail. Dat spijt ons.\nHet komt niet meer voor.',
      follow,
    })),
  },
  breach_report: {
    looked_into: (['no_breach', 'breach'] as const).map((found) => ({
      right: 'breach_report',
      result: 'looked_into',
      found,
      done: 'We hebben de verkeerde mail laten wissen.',
    })),
  },
  automated_decision: {
    none: [
      {
        right: 'automated_decision',
        result: 'none',
        meant: 'dat u niet achteraf mocht betalen',
        how: 'Een medewerker bekeek uw bestelling en besliste.',
      },
    ],
    reviewed: (['changed', 'kept'] as const).map((changed) => ({
      right: 'automated_decision',
      result: 'reviewed',
      decision: 'u mocht niet achteraf betalen',
      logic: 'Het telde mee dat een rekening lang open stond.',
      reviewer: 'Noor Jansen, eigenaar',
      view: 'U schreef dat die rekening al was betaald.',
      reconsidered: 'Alle rekeningen van dit jaar.',
      changed,
      why: 'De rekening was op tijd betaald.',
      recipients: TOLD,
    })),
  },
  rectification: {
    decided: [rectified(), rectified({ corrections: [correction('email', 'statement')] })],
  },
  restriction: {
    restricted: (['accuracy', 'unlawful', 'claim', 'objection', 'promise'] as const).map((ground, index) => ({
      right: 'restriction',
      result: 'restricted',
      ground,
      data: 'uw bezorgadres',
      systems: [{ system: 'jouwweb', on: day('2026-11-21') }],
      order: (['no_order', 'goes_on', 'stopped'] as const)[index % 3] ?? 'no_order',
      recipients: TO_TELL,
    })),
  },
  lift_restriction: {
    lifted: (['asked', 'checked', 'weighed', 'claim_ended', 'another'] as const).map((reason) => ({
      right: 'lift_restriction',
      result: 'lifted',
      reason,
      reasonWords: reason === 'another' ? 'U trok uw klacht in.' : '',
      data: 'uw bezorgadres',
      liftOn: day('2026-12-01'),
      systems: [{ system: 'jouwweb' }],
      recipients: TO_TELL,
    })),
    not_restricted: [{ right: 'lift_restriction', result: 'not_restricted' }],
  },
  portability: {
    given: [
      {
        right: 'portability',
        result: 'given',
        leftOut: [{ what: 'een lijst', why: 'paper' }],
        to: 'customer',
        receiver: '',
        confirmedOn: null,
        sending: null,
        receiverEmail: '',
      },
      ...(['link', 'sent', 'not_feasible'] as const).map(
        (sending): OutcomeOf<'portability', 'given'> => ({
          right: 'portability',
          result: 'given',
          leftOut: [],
          to: 'receiver',
          receiver: 'Winkel Voorbeeld',
          confirmedOn: day('2026-11-20'),
          sending,
          receiverEmail: sending === 'link' ? 'privacy@winkel.example' : '',
        }),
      ),
    ],
  },
  erasure: {
    planned: [
      erasurePlan(),
      erasurePlan({ suppression: false, lost: [], recipients: [], plan: erasurePlan().plan.slice(0, 1) }),
    ],
    nothing_found: [{ right: 'erasure', result: 'nothing_found' }],
  },
};

export const ALL_SAMPLES: readonly Outcome[] = Object.values(SAMPLES).flatMap((results) =>
  Object.values(results).flat(),
);

/** Tax law speaks for itself. */
function factsOf(ground: string): string {
  return ground === 'tax' || ground === 'oss' ? '' : 'U stuurde op 2 november iets terug.';
}

export function rectified(
  change: Partial<OutcomeOf<'rectification', 'decided'>> = {},
): OutcomeOf<'rectification', 'decided'> {
  return {
    right: 'rectification',
    result: 'decided',
    corrections: [
      correction('delivery_address', 'changed'),
      correction('name', 'added'),
      correction('email', 'statement'),
      correction('phone', 'not_changed'),
      correction('bank_account', 'changed'),
      correction('another', 'changed'),
    ],
    order: 'informed',
    orderWords: 'Het pakket gaat naar het nieuwe adres.',
    recipients: TO_TELL,
    ...change,
  };
}

type Correction = OutcomeOf<'rectification', 'decided'>['corrections'][number];

export function correction(what: Correction['what'], done: Correction['done']): Correction {
  return {
    what,
    label: what === 'another' ? 'Geboortedatum' : '',
    before: 'oud',
    after: 'nieuw',
    system: 'jouwweb',
    done,
    why:
      done === 'not_changed' || done === 'statement'
        ? 'We konden niet vaststellen dat dit nummer van u is.'
        : '',
  };
}

/** Orders and messages go, invoices stay, Mollie decides for itself. */
export function erasurePlan(
  change: Partial<OutcomeOf<'erasure', 'planned'>> = {},
): OutcomeOf<'erasure', 'planned'> {
  const erase = { treatment: 'erase', ground: null, until: null, facts: '' } as const;
  const keep = { treatment: 'keep', until: day('2033-12-31') } as const;
  return {
    right: 'erasure',
    result: 'planned',
    basis: 'not_needed',
    plan: [
      { source: 'mijndomein', category: 'message', count: 3, ...erase },
      { source: 'jouwweb', category: 'order', count: 2, ...erase },
      ...(['tax', 'oss', 'order', 'claim', 'expression', 'law'] as const).map(
        (ground) =>
          ({
            source: 'e-boekhouden',
            category: 'invoice',
            count: 1,
            ...keep,
            ground,
            facts: factsOf(ground),
          }) as const,
      ),
      {
        source: 'mollie',
        category: 'payment',
        count: 2,
        treatment: 'refer',
        ground: null,
        until: null,
        facts: '',
      },
    ],
    planWhy: 'De berichten in de mailbox zijn met de hand geteld.',
    lost: ['guarantee', 'returns', 'account', 'reviews', 'credit'],
    backupUntil: day('2026-12-31'),
    suppression: true,
    recipients: TO_TELL,
    ...change,
  };
}
