import { expect, test } from 'vitest';
import type { Outcome } from '../../src/core/fulfilment/outcome/outcome.ts';
import { addDays, amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { DAY } from '../../src/core/kernel/clock.ts';
import { correction, rectified } from '../core/fulfilment/outcome/sample-outcomes.ts';
import { useDesk } from '../desk/use-desk.ts';
import { cardOf } from '../support/core-customer.ts';
import { lettersTo, timePasses } from '../support/decided-letter.ts';
import { atTheDesk, codeTo, provesMailbox, readyToDecide, walk, wasSearched } from '../support/desk-walk.ts';
import { workOff } from '../support/work-off.ts';

const use = useDesk();
let askers = 0;
const AUTHORITY = 'autoriteitpersoonsgegevens.nl';
const today = () => amsterdamDay(use().clock.now());

const asker = (words: string) => {
  askers += 1;
  return { name: 'Ruud Smit', email: `ruud${askers}@example.nl`, words };
};

/** From the words in the chat to the letter in the mailbox, decided and approved at the desk; and its register. */
async function letterFor(words: string, outcome?: Outcome, proof?: string) {
  const going = await readyToDecide(use(), asker(words));
  const desk = await atTheDesk(going);
  if (proof !== undefined) await desk.acts('bewijs', { method: proof });
  if (outcome !== undefined) await desk.decides(outcome);
  await desk.approves();
  await desk.carriesOut();
  const letter = await desk.letter();
  expect(letter).toContain('Op 23 november 2026 vroeg u ons');
  expect(letter).toContain(going.number);
  return { going, desk, letter, status: (await cardOf(use(), going.number)).status };
}

test('rectification: a running order alarms staff at once; the letter tells per system; who was told is told when asked (AVG 16, 19; R22)', async () => {
  const ruud = { ...asker('Mijn adres klopt niet, pas dat aan naar Dorpsstraat 5.'), order: 'ja' } as const;
  const going = { ...(await walk(use(), ruud)), ...ruud };
  await provesMailbox(going);
  const alarm = (await cardOf(use(), going.number)).tasks.filter(({ kind }) => kind === 'open_order');
  expect(alarm).toHaveLength(1);
  await wasSearched(going);
  const desk = await atTheDesk(going);
  await desk.acts('bewijs', { method: 'order_facts' });
  await desk.decides(
    rectified({
      corrections: [correction('delivery_address', 'changed'), correction('name', 'added')],
      recipients: [
        { name: 'postnl', told: 'tell', why: '' },
        { name: 'e-boekhouden', told: 'tell', why: '' },
      ],
    }),
  );
  await desk.approves();
  // AVG 19: those who hold the wrong value hear of it before the customer reads that they did.
  expect(await lettersTo(use(), ruud.email)).toEqual([]);
  await desk.carriesOut();
  const letter = await desk.letter();
  expect(letter).toContain('We hebben uw gegevens verbeterd');
  expect(letter).toContain('Een oude factuur mogen we niet herschrijven.');
  expect(letter).toContain('Het pakket gaat naar het nieuwe adres.');
  expect(letter).toContain('We lieten dit weten aan PostNL en e-Boekhouden');
  expect(letter).toContain(AUTHORITY);

  const { customer } = going;
  await customer.says('Aan wie hebben jullie doorgegeven dat mijn adres is veranderd?');
  expect((await customer.says('medewerker')).said).toContain('Een medewerker van');
  const { conversationId } = await cardOf(use(), going.number);
  const path = `/balie/gesprek/${conversationId}`;
  const names = 'Wij lieten het weten aan PostNL en e-Boekhouden, op 23 november.';
  await desk.sends(await desk.staff.get(path), path, { text: names });
  expect(await customer.transcript()).toContain(names);
});

test('restriction: since when, on which ground, what still happens; the same recipients hear of its lifting (AVG 18, 19)', async () => {
  const { desk, letter, going } = await letterFor('Ik wil de verwerking van mijn gegevens laten beperken.', {
    right: 'restriction',
    result: 'restricted',
    ground: 'accuracy',
    data: 'uw bezorgadres',
    systems: [{ system: 'jouwweb', on: today() }],
    order: 'goes_on',
    recipients: [{ name: 'postnl', told: 'tell', why: '' }],
  });
  expect(letter).toContain('23 november 2026');
  expect(letter).toContain('We lieten dit weten aan PostNL');
  expect(letter).toContain('dan hoort u dat eerst van ons (AVG artikel 18 lid 3)');
  expect(await desk.entries()).toEqual(expect.arrayContaining(['step_done', 'sent']));
  expect((await cardOf(use(), going.number)).status).toBe('answered');
});

test('portability: to another shop only when the customer confirmed it, and it says that nothing was erased (AVG 20(2))', async () => {
  const sent: Outcome = {
    right: 'portability',
    result: 'given',
    leftOut: [{ what: 'onze notities', why: 'paper' }],
    to: 'receiver',
    receiver: 'Winkel Voorbeeld',
    confirmedOn: today(),
    sending: 'sent',
    receiverEmail: '',
  };
  const going = await readyToDecide(
    use(),
    asker('Stuur mijn gegevens rechtstreeks door naar Winkel Voorbeeld.'),
  );
  const desk = await atTheDesk(going);
  const question = 'Klopt het dat wij uw gegevens aan Winkel Voorbeeld geven?';
  await desk.acts('vragen', { text: question });
  expect((await going.customer.says('Ja, dat klopt.')).status).toBe(200);
  expect(await going.customer.transcript()).toContain(question);
  await expect(desk.decides({ ...sent, confirmedOn: null })).rejects.toThrow('uitkomst: 409');
  await desk.decides(sent);
  await desk.approves();
  await desk.carriesOut();
  const letter = await desk.letter();
  expect(letter).toContain('Winkel Voorbeeld');
  expect(letter).toContain('We hebben hiervoor niets gewist');
  expect(letter).toContain('onze notities');
  expect(letter).toContain(AUTHORITY);
});

/** An objection to another use than advertising: staff ask who it is, in the same chat. */
async function objects() {
  const ruud = asker('Ik maak bezwaar tegen het gebruik van mijn gegevens, vanwege mijn situatie.');
  const going = { ...(await walk(use(), ruud)), ...ruud };
  const desk = await atTheDesk(going);
  await desk.acts('bewijs-vragen');
  await going.customer.givesIdentity(ruud.name, ruud.email);
  await workOff(use());
  await going.customer.says(await codeTo(use(), ruud.email));
  await workOff(use());
  await wasSearched(going);
  return { going, desk };
}

test('objection: upheld it stops for good, copies are there, and what must stay is said with its reason (AVG 21(1), F28)', async () => {
  const { going, desk } = await objects();
  await desk.decides({
    right: 'objection',
    result: 'upheld',
    use: 'bijhouden hoe vaak u bestelt',
    stoppedOn: today(),
    rest: 'kept',
    restWhy: 'De factuur van maart bewaren we voor de belasting.',
    recipients: [{ name: 'mollie', told: 'told', on: today(), why: '' }],
  });
  await desk.approves();
  const letter = await desk.letter();
  expect(letter).toContain('bijhouden hoe vaak u bestelt');
  expect(letter).toContain('we beginnen er niet opnieuw mee (AVG artikel 21 lid 1)');
  expect(letter).toContain('De factuur van maart bewaren we voor de belasting.');
  expect(letter).toContain('Mollie');
  expect(letter).toMatch(/\/verzoek\/[\w-]+/);
  expect((await cardOf(use(), going.number)).status).toBe('answered');
});

test('objection: overruled it is a refusal with its grounds, the day it goes on, AP and court (AVG 21(1), 12(4))', async () => {
  const { going, desk } = await objects();
  await desk.decides({
    right: 'objection',
    result: 'overruled',
    use: 'controle op misbruik bij achteraf betalen',
    stoppedOn: today(),
    situation: 'U schreef dat u dit vervelend vindt.',
    reasons: 'Zonder deze controle worden bestellingen niet betaald.',
    resumesOn: addDays(today(), 8),
  });
  await desk.approves();
  const letter = await desk.letter();
  expect(letter).toContain('Zonder deze controle worden bestellingen niet betaald.');
  expect(letter).toContain('Vanaf 1 december 2026');
  expect(letter).toContain(AUTHORITY);
  expect(letter).toContain('binnen zes weken');
  expect((await cardOf(use(), going.number)).status).toBe('refused');
});

test('automated decision: a named person looked again, with the logic, the view of the customer and the result (AVG 22(3))', async () => {
  const { letter, status } = await letterFor(
    'Mijn bestelling is automatisch geweigerd, ik wil dat een mens ernaar kijkt.',
    {
      right: 'automated_decision',
      result: 'reviewed',
      decision: 'u mocht niet achteraf betalen',
      logic: 'Het telde mee dat een rekening lang open stond.',
      reviewer: 'Noor Visser, eigenaar',
      view: 'U schreef dat die rekening al was betaald.',
      reconsidered: 'Alle rekeningen van dit jaar.',
      changed: 'changed',
      why: 'De rekening was op tijd betaald.',
      recipients: [{ name: 'mollie', told: 'told', on: today(), why: '' }],
    },
  );
  for (const fact of ['Noor Visser, eigenaar', 'een rekening lang open stond', 'U schreef dat die rekening'])
    expect(letter).toContain(fact);
  expect(letter).toContain('Het besluit is veranderd.');
  expect(letter).toContain('Mollie');
  expect(status).toBe('answered');
});

test('withdrawal of consent: no proof, answered where it was asked, with the day, and earlier use stays lawful (AVG 7(3))', async () => {
  const going = await walk(use(), asker('Ik trek mijn toestemming voor de nieuwsbrief in.'));
  const desk = await atTheDesk(going);
  const outcome: Outcome = {
    right: 'withdraw_consent',
    result: 'stopped',
    consents: ['newsletter'],
    otherConsent: '',
    stoppedOn: today(),
    rest: 'nothing_left',
    restWhy: '',
    recipients: [],
  };
  await desk.decides(outcome);
  await desk.approves();
  const said = await going.customer.transcript();
  expect(said).toContain('We zijn gestopt met wat u eerder toestond');
  expect(said).toContain('23 november 2026');
  expect(said).toContain(AUTHORITY);
  expect(await desk.entries()).toEqual(expect.arrayContaining(['outcome_set', 'approved', 'sent']));
});

test('lifting a restriction: the notice leaves first, a week later it is lifted, and only then said to be (AVG 18(3))', async () => {
  const going = await readyToDecide(use(), asker('Jullie mogen mijn gegevens weer gebruiken.'));
  const desk = await atTheDesk(going);
  const liftOn = addDays(today(), 8);
  await desk.decides({
    right: 'lift_restriction',
    result: 'lifted',
    reason: 'checked',
    reasonWords: '',
    data: 'uw bezorgadres',
    liftOn,
    systems: [{ system: 'jouwweb' }],
    recipients: [{ name: 'postnl', told: 'tell', why: '' }],
  });
  await desk.approves();
  expect(await desk.letter()).toContain('Vanaf 1 december 2026 heffen we die beperking op.');
  await desk.carriesOut();
  expect(await desk.letter()).not.toContain('is opgeheven');
  await timePasses(use(), 8 * DAY);
  // A session ends in between.
  const later = await atTheDesk(going);
  await later.carriesOut();
  const letter = await later.letter();
  expect(letter).toContain('De beperking op deze gegevens is opgeheven: uw bezorgadres');
  expect(letter).toContain('We lieten dit weten aan PostNL');
  const entries = await desk.entries();
  expect(entries.indexOf('announced')).toBeLessThan(entries.indexOf('execution_begun'));
});
