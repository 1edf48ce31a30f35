import { POLICY_ASPECTS, type PolicyAspect } from '../kernel/policy-aspects.ts';
import type { PolicyTopic } from '../kernel/policy-topics.ts';
import { POLICY_TEXTS, type PolicyText } from './policy-texts.ts';
import type { TextKey } from './texts.ts';

type Specific = Readonly<Partial<Record<PolicyAspect, readonly PolicyText[]>>>;

/** A text of the page, with its facts. */
function told(key: TextKey): PolicyText {
  for (const { paragraphs } of Object.values(POLICY_TEXTS)) {
    const found = paragraphs.find((paragraph) => paragraph.key === key);
    if (found !== undefined) return found;
  }
  throw new Error(`no text of the policy: ${key}`);
}

/** The policy does not say it: that is told, and nothing in its place. */
function unsaid(key: TextKey): readonly PolicyText[] {
  return [{ key, facts: [] }];
}

const PARTIES = {
  jouwweb: [told('policy:processors.jouwweb'), told('policy:processors.jouwweb_group')],
  mijndomein: [told('policy:processors.mijndomein'), told('policy:processors.mijndomein_metadata')],
  mail: [told('policy:processors.mail')],
  mollie: [told('policy:processors.mollie'), told('policy:processors.mollie_own')],
  postnl: [told('policy:processors.postnl'), { key: 'policy:aspects.postnl_order', facts: ['F10'] }],
  e_boekhouden: [told('policy:processors.e_boekhouden'), told('policy:processors.e_boekhouden_details')],
  unnamed_party: unsaid('policy:aspects.unnamed_party'),
  abroad: unsaid('policy:aspects.abroad'),
} as const satisfies Specific;
const KEEPS_UNSAID = unsaid('policy:aspects.keeps_unsaid');
const INVOICES = [told('policy:legal_invoices.duty'), told('policy:legal_invoices.years')];
const ANALYTICS = unsaid('policy:aspects.analytics');
/** AVG 12(3); the 30 days are the policy's. */
const TERM: readonly PolicyText[] = [{ key: 'policy:aspects.term', facts: ['F24', 'F25', 'F26', 'F27'] }];
/** AVG 12(5), 15(3). */
const COSTS: readonly PolicyText[] = [{ key: 'policy:aspects.costs', facts: [] }];
const COMPUTER = [told('policy:rights.automated')];

/** Told whatever the topic was taken to be: what these words mean is no doubt, or the policy says nothing of it. */
const ANYWHERE: Specific = {
  unnamed_party: PARTIES.unnamed_party,
  abroad: PARTIES.abroad,
  analytics: ANALYTICS,
  unsaid: unsaid('policy:aspects.unsaid'),
  scope: [told('policy:contact.since')],
  known_address: [told('policy:identity.known_address')],
  metadata: [told('policy:processors.mijndomein_metadata')],
  handled_requests: [told('policy:rights.register')],
};
/** Asked of somebody that the policy does name, its own answer would pass for one. */
const NOTHING_BESIDE: readonly PolicyAspect[] = ['abroad', 'unsaid'];

/** What is told of an aspect when this topic was asked; without an entry the topic's own answer stands. */
const SPECIFIC_ANSWERS: Readonly<Partial<Record<PolicyTopic, Specific>>> = {
  processors: PARTIES,
  purpose: { ...PARTIES, ground: [told('policy:purpose.no_list')] },
  security: {
    jouwweb: PARTIES.jouwweb,
    mijndomein: PARTIES.mijndomein,
    mail: PARTIES.mail,
    mollie: PARTIES.mollie,
    e_boekhouden: PARTIES.e_boekhouden,
    postnl: unsaid('policy:aspects.security_unsaid'),
  },
  cookies: {
    jouwweb: [told('policy:cookies.jouwweb')],
    own_cookies: [told('policy:cookies.own')],
  },
  automatic_data: {
    jouwweb: [told('policy:cookies.jouwweb')],
    mijndomein: [told('policy:processors.mijndomein_metadata')],
  },
  marketing: { automated: COMPUTER },
  retention: {
    account: [told('policy:retention.customer'), told('policy:retention.stop')],
    inactive: [told('policy:retention.two_years')],
    invoices: INVOICES,
    mollie: [{ key: 'policy:aspects.mollie_keeps', facts: ['F9'] }],
    jouwweb: KEEPS_UNSAID,
    mijndomein: KEEPS_UNSAID,
    mail: KEEPS_UNSAID,
    postnl: KEEPS_UNSAID,
    e_boekhouden: KEEPS_UNSAID,
    handled_requests: unsaid('policy:aspects.handled_requests_keeps'),
  },
  legal_invoices: { invoices: INVOICES, e_boekhouden: PARTIES.e_boekhouden },
  identity: {
    other_way: [told('policy:identity.other_way'), told('policy:identity.how')],
    id_copy: [told('policy:identity.how')],
    file_format: [told('policy:rights.form')],
    mail: PARTIES.mail,
  },
  rights: {
    file_format: [told('policy:rights.form')],
    automated: COMPUTER,
    ap_complaint: [told('policy:rights.complaint')],
    other_way: [told('policy:identity.other_way'), told('policy:identity.how')],
    right_access: [told('policy:rights.access')],
    right_rectification: [told('policy:rights.rectification')],
    right_erasure: [told('policy:rights.erasure')],
    right_restriction: [told('policy:rights.restriction')],
    right_portability: [told('policy:rights.portability'), told('policy:rights.portability_service')],
    right_objection: [told('policy:rights.objection')],
    term: TERM,
    costs: COSTS,
  },
  contact: {
    officer: [{ key: 'policy:aspects.officer', facts: ['F2'] }],
    ap_complaint: [told('policy:rights.complaint')],
    other_way: [told('policy:identity.other_way'), told('policy:identity.how')],
    mail: PARTIES.mail,
  },
};

/** What is told of an aspect under a topic; undefined where the topic's own answer stands. */
export function specificAnswer(topic: PolicyTopic, aspect: PolicyAspect): readonly PolicyText[] | undefined {
  return SPECIFIC_ANSWERS[topic]?.[aspect] ?? ANYWHERE[aspect];
}

/**
 * The texts for each topic asked, in order. An aspect is told with the topic where it belongs, else with the first
 * topic that says something of it, and only once. What the policy says nothing of leaves no room for another answer.
 */
export function answersFor(
  topics: readonly PolicyTopic[],
  aspects: readonly PolicyAspect[],
): readonly (readonly PolicyText[])[] {
  const placeOf = (aspect: PolicyAspect) => {
    const fits = topics.filter((topic) => specificAnswer(topic, aspect) !== undefined);
    return fits.find((topic) => topic === POLICY_ASPECTS[aspect]) ?? fits[0];
  };
  return topics.map((topic) => {
    const here = aspects.filter((aspect) => placeOf(aspect) === topic);
    const silent = here.filter((aspect) => NOTHING_BESIDE.includes(aspect));
    const own = (silent.length > 0 ? silent : here).flatMap((aspect) => specificAnswer(topic, aspect) ?? []);
    const once = own.filter(({ key }, index) => own.findIndex((other) => other.key === key) === index);
    return once.length > 0 ? once : [POLICY_TEXTS[topic].short];
  });
}
