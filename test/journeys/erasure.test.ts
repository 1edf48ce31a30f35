import { beforeAll, expect, test } from 'vitest';
import { DAY, HOUR } from '../../src/core/kernel/clock.ts';
import { cardOf } from '../support/core-customer.ts';
import { decideOutcome, versionOf } from '../support/decide-outcome.ts';
import { approveLetter, doesAllSteps, lettersTo, timePasses } from '../support/decided-letter.ts';
import { approve, type DeskActor, staffActor } from '../support/desk-staff.ts';
import { erasedInPart, forgottenPerson, type Plan } from '../support/forgotten-person.ts';
import { useCore } from '../support/use-core.ts';

const use = useCore();
let owner: DeskActor;
let askers = 0;

beforeAll(async () => {
  owner = await staffActor(use().core, 'eigenaar@example.nl');
});

const forgotten = () => {
  askers += 1;
  return forgottenPerson(use(), owner, askers);
};

const inPart = (change: Partial<Plan> = {}) => erasedInPart(use(), change);

test('the form is filled in from what was found: what can go, what the law keeps, and who decides for itself', async () => {
  const { id } = await forgotten();
  const form = await use().core.outcomes.form(id, undefined, owner);
  const typed = form.ok ? form.value.typed : {};
  const lines = [0, 1, 2].map((index) =>
    ['source', 'category', 'count', 'treatment'].map((name) => typed[`plan.${index}.${name}`]?.[0]),
  );
  expect(lines).toEqual(
    expect.arrayContaining([
      ['e-boekhouden', 'invoice', '1', 'erase'],
      ['mollie', 'payment', '1', 'refer'],
    ]),
  );
  expect(lines.flat()).toContain('jouwweb');
});

test('an erasure is announced, done a day later place by place, and only then said to be done (AVG 17, 19; R21)', async () => {
  const asked = await forgotten();
  await decideOutcome(use().core, asked.id, inPart(), owner);
  await approveLetter(use(), asked.id, owner);
  const [announced] = await lettersTo(use(), asked.email);
  expect(announced).toContain('Over ongeveer 24 uur beginnen we ermee.');
  expect(announced).toContain('het bewijs voor uw garantie');
  expect(announced).toContain('Wilt u eerst een kopie van uw gegevens');
  expect(announced).not.toContain('We hebben');
  await timePasses(use(), 22 * HOUR);
  expect(await cardOf(use(), asked.number)).toMatchObject({ approval: { phase: 'sending' } });
  await timePasses(use(), 2 * HOUR);
  const card = await cardOf(use(), asked.number);
  expect(card.approval).toMatchObject({
    phase: 'carrying_out',
    steps: [
      { step: 'erase:jouwweb', done: false },
      { step: 'tell:postnl', done: false },
    ],
  });
  const { core } = use();
  expect(await core.outcomes.confirmSteps(asked.id, ['erase:jouwweb'], owner)).toMatchObject({ ok: true });
  expect(await core.outcomes.confirmSteps(asked.id, ['erase:jouwweb'], owner)).toMatchObject({
    refusal: { code: 'step.already_done' },
  });
  await timePasses(use(), HOUR);
  expect(await lettersTo(use(), asked.email)).toHaveLength(1);
  await doesAllSteps(use(), asked.number, owner);
  const [letter] = await lettersTo(use(), asked.email);
  expect(letter).toContain('We hebben een deel van uw gegevens gewist.');
  expect(letter).toMatch(/Facturen[\s\S]*AWR artikel 52[\s\S]*31 december/);
  expect(letter).toContain('Mollie beslist zelf over zijn deel');
  expect(letter).toContain('We lieten dit weten aan PostNL');
  expect(letter).toContain('autoriteitpersoonsgegevens.nl');
  expect(letter).toContain('zes weken');
  expect(letter).toContain('De link werkt tot 14 dagen na deze mail.');
  const closed = await cardOf(use(), asked.number);
  expect(closed).toMatchObject({ status: 'answered', openTasks: 0 });
  expect(closed.history.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['outcome_set', 'approved', 'announced', 'execution_begun', 'step_done', 'sent']),
  );
});

test('a changed plan needs a new approval, and a customer who was told hears that it is stopped', async () => {
  const asked = await forgotten();
  const { core } = use();
  await decideOutcome(core, asked.id, inPart(), owner);
  await approveLetter(use(), asked.id, owner);
  expect(await core.decisions.stop(asked.id, await versionOf(core, asked.id), owner)).toMatchObject({
    ok: true,
  });
  await asked.customer.told('announcement_stopped');
  const preview = await core.decisions.preview(asked.id, owner);
  if (!preview.ok) throw new Error(preview.refusal.code);
  await decideOutcome(core, asked.id, inPart({ lost: [] }), owner);
  const { version, letterHash } = preview.value;
  expect(await core.decisions.approve(asked.id, version, letterHash, owner)).toMatchObject({
    refusal: { code: 'decision.letter_changed' },
  });
  await approveLetter(use(), asked.id, owner);
  await timePasses(use(), DAY);
  expect(await cardOf(use(), asked.number)).toMatchObject({ approval: { phase: 'carrying_out' } });
});

test('what cannot be done as approved goes back to be decided; nothing is said to be done', async () => {
  const asked = await forgotten();
  const { core } = use();
  await decideOutcome(core, asked.id, inPart(), owner);
  await approveLetter(use(), asked.id, owner);
  await timePasses(use(), DAY);
  await core.outcomes.confirmSteps(asked.id, ['tell:postnl'], owner);
  const halted = await core.outcomes.halt(asked.id, await versionOf(core, asked.id), owner);
  expect(halted).toMatchObject({ ok: true });
  await timePasses(use(), DAY);
  expect(await cardOf(use(), asked.number)).toMatchObject({ status: 'awaiting_approval' });
  expect(await lettersTo(use(), asked.email)).toHaveLength(1);
});

test('a refusal of all of it is a letter of its own, without a wait of a day and without steps', async () => {
  const asked = await forgotten();
  const { core } = use();
  const refusal = {
    ground: 'exception_17_3',
    article: '17(3)(e)',
    facts: 'Er loopt een rechtszaak over deze bestelling.',
  } as const;
  await core.decisions.prepareRefusal(asked.id, await versionOf(core, asked.id), refusal, owner);
  await approveLetter(use(), asked.id, owner);
  const [letter] = await lettersTo(use(), asked.email);
  expect(letter).toContain('wijzen dit verzoek af');
  expect(await cardOf(use(), asked.number)).toMatchObject({ status: 'refused' });
});

test('nothing is approved while a source is still to be searched: the plan would not be whole', async () => {
  const asked = await forgotten();
  const { core } = use();
  await decideOutcome(core, asked.id, inPart(), owner);
  const reopened = await core.sources.reopenManual(asked.id, 'mollie', owner);
  expect(reopened.ok).toBe(true);
  expect(await approve(core, asked.id, owner)).toMatchObject({
    refusal: { code: 'decision.sources_open' },
  });
});
