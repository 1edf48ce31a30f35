import { beforeAll, describe, expect, test } from 'vitest';
import { DAY, MINUTE } from '../../src/core/kernel/clock.ts';
import { endJob } from '../../src/workers/start-workers.ts';
import { erasurePlan } from '../core/fulfilment/outcome/sample-outcomes.ts';
import { decideOutcome } from '../support/decide-outcome.ts';
import { approveLetter, provesMore, timePasses } from '../support/decided-letter.ts';
import { readyRequest } from '../support/desk-work.ts';
import { workOff } from '../support/work-off.ts';
import type { DeskVisitor } from './desk-visitor.ts';
import { useDesk } from './use-desk.ts';

const use = useDesk();
let card: string;
let id: string;
let staff: DeskVisitor;

/** An erasure that was approved by the deputy and has begun: a place to erase in, and PostNL to be told. */
beforeAll(async () => {
  const { core, owner, deputy } = use();
  const { detail } = await readyRequest(use(), owner, {
    name: 'Ruud Smit',
    email: 'ruud@example.nl',
    words: 'Verwijder al mijn gegevens, ik wil niets meer met jullie te maken hebben.',
    orders: [{ orderNumber: 'W-2026101', orderDate: '2026-03-14', item: 'Gietpan' }],
  });
  id = detail.id;
  card = `/balie/verzoek/${id}`;
  await provesMore(use(), id, owner);
  const plan = erasurePlan().plan.filter(
    ({ source, treatment }) => source === 'jouwweb' && treatment === 'erase',
  );
  const recipients = [{ name: 'postnl', told: 'tell', why: '' }] as const;
  await decideOutcome(core, id, erasurePlan({ plan, recipients, suppression: false }), owner);
  await approveLetter(use(), id, deputy);
  await timePasses(use(), DAY);
});

describe('who else holds the data (AVG 19)', () => {
  test('reads a notice with the order number and without the name; the card points to it', async () => {
    staff = await use().visitor(use().owner);
    expect((await staff.get(card)).words).toContain('Laat het 1 ontvanger weten');
    const { words } = await staff.get(`${card}/ontvangers`);
    expect(words).toContain('Het gaat om de bestellingen met nummer: W-2026101');
    expect(words).toContain('Wij wissen deze gegevens bij ons.');
    expect(words).not.toContain('Ruud');
  });

  test('is entered as told with how and when; a day that is still to come is refused in words', async () => {
    const path = `${card}/ontvangers`;
    const fields = { action: 'tell', 'how-postnl': 'portal', 'on-postnl': '2026-12-24' };
    const ahead = await staff.submit(await staff.get(path), path, fields);
    expect(ahead.status).toBe(409);
    expect(ahead.words).toContain('Deze dag moet nog komen.');
    const told = await staff.submit(ahead, path, { ...fields, 'on-postnl': '2026-11-24' });
    expect((await staff.get(told.location)).words).toContain('via een formulier of portaal');
    const answer = { action: 'answer', 'answer-postnl': 'done' };
    const answered = await staff.submit(await staff.get(path), path, answer);
    expect((await staff.get(answered.location)).words).toContain('Vastgelegd bij deze ontvanger.');
  });
});

describe('a letter that does not arrive after the erasure', () => {
  beforeAll(async () => {
    const steps = (await use().core.desk.card(id))?.approval;
    if (steps?.phase !== 'carrying_out') throw new Error('to be carried out');
    const open = steps.steps.filter(({ done }) => !done).map(({ step }) => step);
    await use().core.outcomes.confirmSteps(id, open, use().owner);
    const { settings, jobs } = use();
    const [send] = (await jobs('send-answer')).slice(-1);
    await endJob(settings, { name: 'send-answer', data: send?.data ?? {}, reason: 'bug' });
    use().clock.advance(MINUTE);
  });

  test('says that the steps are not to be repeated, and offers mail and post but no other decision', async () => {
    const { words } = await staff.get(card);
    expect(words).toContain('Doe de stappen niet opnieuw.');
    expect(words).toContain('Nog eens mailen');
    expect(words).not.toContain('Opnieuw beslissen');
  });

  test('is printed with the typed address, and posted with its day the request ends', async () => {
    const path = `${card}/antwoordbrief`;
    const typed = { address: 'Dorpsstraat 1\n1234 AB Voorbeeld', on: '' };
    const shown = await staff.submit(await staff.get(path), path, { ...typed, action: 'show' });
    expect(shown.words).toContain('Dorpsstraat 1');
    expect(shown.words).toContain('We hebben uw gegevens gewist');
    const without = await staff.submit(shown, path, { ...typed, action: 'posted' });
    expect(without.status).toBe(409);
    const posted = await staff.submit(shown, path, { ...typed, on: '2026-11-24', action: 'posted' });
    const closed = await staff.get(posted.location);
    expect(closed.words).toContain('De verzending per post is vastgelegd.');
    expect(closed.words).toContain('Per post verstuurd');
    await workOff(use());
    expect(await use().core.desk.card(id)).toMatchObject({ status: 'answered' });
  });
});
