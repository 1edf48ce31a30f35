import { describe, expect, test } from 'vitest';
import { createStaffDialogues } from '../../../src/desk/staff-dialogues.ts';
import { cardOf } from '../../support/core-customer.ts';
import { decideOutcome } from '../../support/decide-outcome.ts';
import { provesMore } from '../../support/decided-letter.ts';
import { readyRequest } from '../../support/desk-work.ts';
import { erasedInPart } from '../../support/forgotten-person.ts';
import { holdRows } from '../../support/hold-rows.ts';
import { textsIn } from '../../support/slack/block-kit.ts';
import type { OpenView } from '../../support/slack/world.ts';
import { useCore } from '../../support/use-core.ts';
import { ANNA, BRAM, CARLA, DESK_URL, REFUSALS, startBench, WORDS, wordsOf } from './start-bot.ts';
import { useRequest } from './use-request.ts';

const use = useCore({ from: new Date('2026-11-23T09:00:00Z') });
const request = useRequest(use);
const QUESTION = 'Om welke bestelling gaat het u vooral?';

async function connected(more?: Parameters<typeof startBench>[1]) {
  const bench = await startBench(use(), more);
  await bench.connect();
  return bench;
}

/** Presses "more" on the request's card; the card then lies before this person alone, with everything that can be done. */
async function openCard(user = ANNA, more?: Parameters<typeof startBench>[1]) {
  const bench = await connected(more);
  await bench.slack.click(user, await bench.post(await request.card()), 'show');
  const there = (what: string, place: number) =>
    bench.slack.waitFor(() => {
      const view = bench.slack.openViews(user)[place];
      return view === undefined || wordsOf(view).includes(WORDS.working) ? null : view;
    }, what);
  const card = await there('the card', 0);
  /** Opens a form on top of it. */
  const form = async (action: string) => {
    await bench.slack.clickInView(user, card.id, action);
    return there(`the form to ${action}`, 1);
  };
  return { bench, card, form };
}

const errorOf = (view: OpenView): unknown => JSON.parse(view.error ?? 'null');

describe('the card for one person', () => {
  test('it shows what the channel shows, with all that can be done and nothing of the customer (R25)', async () => {
    const { card } = await openCard();
    const { number } = await request.now();
    expect(card.modal.title.text).toBe(`Verzoek ${number}`);
    expect(wordsOf(card)).toContain('Wijzig het antwoord');
    expect(wordsOf(card)).toContain('Leg een gesprek vast');
    expect(wordsOf(card)).not.toMatch(/Fatima|fatima@|Gietpan|Wat bewaren/);
  });

  test('a form lies on top of it, and what goes with it is ids only', async () => {
    const { bench, card, form } = await openCard();
    const opened = await form('assign');
    expect(bench.slack.openViews(ANNA).map(({ id }) => id)).toEqual([card.id, opened.id]);
    const { id, version } = await request.now();
    expect(opened.modal.private_metadata).toBe(JSON.stringify({ requestId: id, version }));
  });

  test('a form that comes too late for its trigger is not opened, and the clicker is told to try again', async () => {
    const { bench, card } = await openCard();
    const held = await holdRows(use().connectionString, 'PrivacyRequest');
    await bench.slack.clickInView(ANNA, card.id, 'approve');
    await held.waiting();
    await bench.slack.passTime(3_001);
    await held.release();
    expect(await bench.whisper(ANNA)).toBe(WORDS.failed);
    expect(bench.slack.openViews(ANNA).map(({ id }) => id)).toEqual([card.id]);
  });
});

describe('changing the answer in Slack', () => {
  test('the new letter is shown with what was just written, and the approval is of that letter', async () => {
    const { bench, form } = await openCard();
    const opening = 'Dank voor uw geduld.';
    const change = await form('change');
    const before = (await request.now()).letterHash;
    await bench.slack.submitView(ANNA, change.id, { opening });
    const preview = await bench.dialog(ANNA);
    expect(wordsOf(preview)).toContain(opening);
    expect(preview.modal.submit?.text).toBe('Goedkeuren');
    const { letterHash, id } = await request.now();
    expect(letterHash).not.toBe(before);
    expect(preview.modal.private_metadata).toContain(letterHash);

    // Somebody else sees neither the words nor a button to approve them (R25).
    await bench.slack.click(BRAM, await bench.post(await request.card()), 'approve');
    const other = await bench.dialog(BRAM);
    expect(wordsOf(other)).not.toContain(opening);
    expect(other.modal.submit).toBeUndefined();
    // Nor is it shown to who wants to change it once more: what stands there is read at the desk.
    bench.slack.closeView(ANNA, preview.id);
    expect(wordsOf(await form('change'))).toContain('Er is intussen iets veranderd.');
    const { version } = await request.now();
    const dialogues = createStaffDialogues({ ...use(), language: 'nl', publicUrl: DESK_URL });
    const anna = { via: 'slack', userId: ANNA, name: 'Anna de Vries' } as const;
    expect(await dialogues.open('change', { requestId: id, version }, anna)).toMatchObject({
      text: expect.stringContaining('Wijzig die op de balie.'),
    });
    const free = { opening: '', closing: '' };
    await use().core.decisions.changeParagraphs(id, version, free, request.owner());
  });

  test('a form of an older card changes nothing, and what was typed is still there below the reason', async () => {
    const { bench, form } = await openCard();
    const change = await form('change');
    await request.moves();
    const { letterHash } = await request.now();
    await bench.slack.submitView(ANNA, change.id, { closing: 'Met vriendelijke groet.' });
    const told = await bench.dialog(ANNA);
    expect(told.id).not.toBe(change.id);
    expect(wordsOf(told)).toContain('Er is intussen iets veranderd.');
    expect((await request.now()).letterHash).toBe(letterHash);
  });
});

describe('words to the customer from Slack (R15)', () => {
  const said = async () => {
    const { conversationId } = await request.now();
    const view = await use().core.desk.conversation(conversationId, request.owner());
    return view?.entries.flatMap((entry) => (entry.from === 'desk' ? [entry.message] : [])) ?? [];
  };

  test('a question is shown word for word with the name under it, and only then sent', async () => {
    const { bench, form } = await openCard();
    const ask = await form('ask');
    const before = (await said()).length;
    await bench.slack.submitView(ANNA, ask.id, { text: QUESTION });
    const preview = await bench.dialog(ANNA);
    expect(preview.id).toBe(ask.id);
    expect(textsIn(preview.modal.blocks).join('\n')).toMatch(
      /Om welke bestelling[\s\S]*De termijn voor uw antwoord loopt gewoon door\.[\s\S]*Anna de Vries, /,
    );
    expect((await said()).length).toBe(before);
    await bench.slack.submitView(ANNA, ask.id);
    expect(wordsOf(await bench.dialog(ANNA))).toContain('Uw vraag is onderweg naar de klant.');
    expect((await said()).at(-1)).toMatchObject({
      kind: 'staff_question',
      text: QUESTION,
      signedBy: 'Anna de Vries',
    });
  });

  test('who changes the text after the preview sees it anew before it leaves', async () => {
    const { bench, form } = await openCard();
    const answer = await form('answer');
    await bench.slack.submitView(ANNA, answer.id, { text: 'Wij zijn ermee bezig.' });
    const before = (await said()).length;
    await bench.slack.submitView(ANNA, answer.id, { text: 'Morgen hoort u meer.' });
    expect(wordsOf(await bench.dialog(ANNA))).toContain('Morgen hoort u meer.');
    expect((await said()).length).toBe(before);
    await bench.slack.submitView(ANNA, answer.id);
    expect(wordsOf(await bench.dialog(ANNA))).toContain('Uw bericht is onderweg');
    expect((await said()).at(-1)).toMatchObject({ kind: 'staff_text', text: 'Morgen hoort u meer.' });
  });

  test('data of the customer is refused at the field, and nothing leaves', async () => {
    const { bench, form } = await openCard();
    const answer = await form('answer');
    const text = 'Uw bestelling W-2026101 is er.';
    const before = (await said()).length;
    await bench.slack.submitView(ANNA, answer.id, { text });
    await bench.slack.submitView(ANNA, answer.id);
    expect(errorOf(await bench.dialog(ANNA))).toEqual({ text: expect.stringContaining('uit het dossier') });
    expect((await said()).length).toBe(before);
  });

  test('a message that is sent in twice at once leaves once', async () => {
    const { bench, form } = await openCard();
    const answer = await form('answer');
    await bench.slack.submitView(ANNA, answer.id, { text: 'Wij bellen u morgen.' });
    const before = (await said()).length;
    const held = await holdRows(use().connectionString, 'Conversation');
    const sending = [1, 2].map(() => bench.slack.submitView(ANNA, answer.id));
    await held.waiting();
    await held.release();
    await Promise.all(sending);
    expect((await said()).length).toBe(before + 1);
    expect(wordsOf(await bench.dialog(ANNA))).toContain('Uw bericht is onderweg');
  });
});

describe('work on a request from Slack', () => {
  test('it is handed to somebody, or to nobody, by name', async () => {
    const { bench, form } = await openCard();
    const assign = await form('assign');
    const bram = (await use().core.desk.staff()).find(({ slackUserId }) => slackUserId === BRAM);
    await bench.slack.submitView(ANNA, assign.id, { assignee: bram?.id ?? '' });
    expect(wordsOf(await bench.dialog(ANNA))).toContain('op naam van Bram Bakker');
    expect((await request.now()).assignee).toBe('Bram Bakker');
    bench.slack.closeView(ANNA, assign.id);
    const again = await form('assign');
    await bench.slack.submitView(ANNA, again.id, { assignee: 'nobody' });
    expect((await request.now()).assignee).toBeNull();
  });

  test('a call is a note with its moment; one of tomorrow is refused at its field', async () => {
    const { bench, form } = await openCard();
    const call = await form('call');
    const words = 'Mevrouw wil de kopie per post.';
    await bench.slack.submitView(ANNA, call.id, { direction: 'by_customer', day: '2026-11-24', words });
    expect(errorOf(await bench.dialog(ANNA))).toEqual({
      day: expect.stringContaining('Dit tijdstip kan niet.'),
    });
    const typed = { direction: 'by_customer', day: '2026-11-20', time: '14:05', words };
    await bench.slack.submitView(ANNA, call.id, typed);
    expect(wordsOf(await bench.dialog(ANNA))).toContain('als notitie bij het verzoek');
    const note = (await request.now()).notes.at(-1);
    expect(note?.text.forStaff()).toBe(`Telefoon, 20 november 2026 om 14:05. De klant belde.\n${words}`);
    expect(note?.by).toBe('Anna de Vries');
    expect(
      bench.slack
        .messages()
        .map(({ text }) => text)
        .join(),
    ).not.toContain('per post');
  });

  test('what takes its time is said later, and what does not fit comes back with what was typed', async () => {
    const { bench, form } = await openCard(ANNA, { patienceMs: 1 });
    const call = await form('call');
    const words = 'Mevrouw belt terug.';
    await bench.slack.submitView(ANNA, call.id, { direction: 'by_shop', day: '2027-01-01', words });
    const back = await bench.slack.waitFor(
      () => bench.slack.openViews(ANNA).find((view) => wordsOf(view).includes('Dit tijdstip kan niet.')),
      'the form with what is wrong',
    );
    await bench.slack.submitView(ANNA, back.id, { day: '2026-11-23' });
    await bench.slack.waitFor(
      () => bench.slack.openViews(ANNA).find((view) => wordsOf(view).includes('als notitie')),
      'that it is noted',
    );
    expect((await request.now()).notes.at(-1)?.text.forStaff()).toContain(words);
  });
});

describe('a request that is opened for a customer', () => {
  const TOLD = {
    channel: 'phone',
    day: '2026-11-20',
    right: 'erasure',
    words: 'Ik wil dat u alles van mij weghaalt.',
    language: 'nl',
    name: 'Henk de Boer',
  };

  test('it counts from the day of the call and is the same as one that the desk opens', async () => {
    const bench = await connected();
    await bench.slack.command(ANNA, 'nieuw');
    const form = await bench.dialog(ANNA);
    await bench.slack.submitView(ANNA, form.id, { ...TOLD, email: 'henk@example.nl', proof: 'call_back' });
    const told = wordsOf(await bench.dialog(ANNA));
    const number = /PB-\w{4}-\w{4}/.exec(told)?.[0] ?? '';
    const opened = await cardOf(use(), number);
    expect(opened).toMatchObject({ right: 'erasure', channel: 'phone', level: 3 });
    expect(opened.receivedAt.toISOString()).toBe('2026-11-20T11:00:00.000Z');
    expect(opened.history.map(({ by }) => by)).toContain('Anna de Vries');
  });

  test('what is missing is said at its field, and nothing is opened', async () => {
    const bench = await connected();
    await bench.slack.command(ANNA, 'new');
    const form = await bench.dialog(ANNA);
    await bench.slack.submitView(ANNA, form.id, TOLD);
    expect(errorOf(await bench.dialog(ANNA))).toEqual({
      email: expect.stringContaining('een e-mailadres of'),
    });
    await bench.slack.submitView(ANNA, form.id, { ...TOLD, email: 'henk', day: '2026-11-30' });
    expect(errorOf(await bench.dialog(ANNA))).toEqual({
      day: expect.stringContaining('Dit tijdstip kan niet'),
    });
  });
});

describe('the command', () => {
  test('it lists the open requests by date, and a click shows the card of one', async () => {
    const bench = await connected();
    const { number } = await request.now();
    await bench.slack.command(ANNA, '');
    const list = await bench.dialog(ANNA);
    expect(wordsOf(list)).toContain(`${number}: Inzage`);
    expect(wordsOf(list)).not.toMatch(/Fatima|fatima@/);
    await bench.slack.clickInView(ANNA, list.id, 'show', number);
    const card = await bench.slack.waitFor(
      () => bench.slack.openViews(ANNA).find(({ modal }) => modal.title.text === `Verzoek ${number}`),
      'the card',
    );
    expect(card.id).toBe(list.id);
  });

  test('it finds one by its number, however that is typed, and its look is in the log', async () => {
    const bench = await connected();
    const { number } = await request.now();
    const { steps } = await request.since(async () => {
      await bench.slack.command(ANNA, ` ${number.slice(3).replace('-', ' ').toLowerCase()} `);
      expect((await bench.dialog(ANNA)).modal.title.text).toBe(`Verzoek ${number}`);
    });
    expect(steps.every((step) => step.endsWith('by Anna de Vries'))).toBe(true);
    await bench.slack.command(ANNA, 'PB-2222-2222');
    expect(await bench.whisper(ANNA)).toContain('Er is geen verzoek met dit nummer.');
  });

  test('what is in nobody’s name is not mine, help explains, and another word is answered with help', async () => {
    const bench = await connected();
    await bench.slack.command(BRAM, 'mijn');
    expect(wordsOf(await bench.dialog(BRAM))).toContain('Er staat geen verzoek op uw naam.');
    await bench.slack.command(ANNA, 'help');
    expect(await bench.whisper(ANNA)).toContain('/privacy nieuw');
    await bench.slack.command(ANNA, 'wat is er nieuw');
    expect(await bench.whisper(ANNA)).toContain('Dat ken ik niet.');
  });

  test('whoever may not decide sees no list (R26)', async () => {
    const bench = await connected();
    await bench.slack.command(CARLA, '');
    expect(await bench.whisper(CARLA)).toBe(REFUSALS['slack.not_approver']);
    expect(bench.slack.openViews(CARLA)).toEqual([]);
  });

  test('a list that takes its time replaces the waiting dialog', async () => {
    const bench = await connected({ patienceMs: 1 });
    await bench.slack.command(ANNA, 'lijst');
    await bench.slack.waitFor(
      () => bench.slack.openViews(ANNA).find(({ modal }) => modal.title.text === 'Open verzoeken'),
      'the list',
    );
    expect(wordsOf(await bench.dialog(ANNA))).not.toContain(WORDS.working);
  });
});

test('a customer in the shop can be written to by nobody: the card offers no message', async () => {
  const { core, clock } = use();
  const asked = {
    channel: 'counter',
    right: 'access',
    receivedAt: clock.now(),
    language: 'nl',
    words: 'Wat weet u van mij?',
    name: 'Piet Groen',
    email: 'piet@example.nl',
    postal: '',
    proof: 'call_back',
  } as const;
  const opened = await core.inPerson.open(asked, request.owner());
  if (!opened.ok) throw new Error(opened.refusal.code);
  const bench = await connected();
  await bench.slack.command(ANNA, opened.value.number);
  const words = wordsOf(await bench.dialog(ANNA));
  expect(words).not.toContain('Bericht aan de klant');
  expect(words).toContain('Leg een gesprek vast');
});

describe('an erasure takes two people (R19)', () => {
  test('who prepared it sees that another must approve; the other one sees what goes, who is told, and may', async () => {
    const open = use();
    const bench = await connected();
    const { detail: asked } = await readyRequest(open, request.owner(), {
      name: 'Ruud Smit',
      email: 'ruud@example.org',
      words: 'Verwijder al mijn gegevens, ik wil niets meer met jullie te maken hebben.',
      byHand: {
        mijndomein: { answer: 'found', rows: [{ category: 'message', text: 'Waar blijft mijn pan?' }] },
      },
    });
    await provesMore(open, asked.id, request.owner());
    // Noor of the desk is Anna in Slack: the address that Slack tells makes them one person.
    bench.slack.addPerson(ANNA, 'Anna de Vries', { email: 'noor@example.nl' });
    bench.slack.world.scopes.add('users:read.email');
    const erase = { treatment: 'erase', ground: null, until: null, facts: '' } as const;
    const plan = [{ source: 'mijndomein', category: 'message', count: 1, ...erase }] as const;
    await decideOutcome(open.core, asked.id, erasedInPart(open, { plan, planWhy: '' }), request.owner());
    const opened = async (user: string) => {
      await bench.slack.command(user, asked.number);
      const card = await bench.dialog(user);
      await bench.slack.clickInView(user, card.id, 'approve');
      return bench.slack.waitFor(() => bench.slack.openViews(user)[1], 'the preview');
    };
    const own = await opened(ANNA);
    expect(wordsOf(own)).toContain('Een andere medewerker keurt het goed.');
    expect(own.modal.submit).toBeUndefined();

    const other = await opened(BRAM);
    const words = wordsOf(other);
    expect(words).toContain('MijnDomein: berichten 1 (wissen)');
    expect(words).toContain('Krijgen bericht, zonder de naam: PostNL');
    expect(words).toContain('Over ongeveer 24 uur beginnen we ermee.');
    expect(words).not.toMatch(/Ruud|ruud@|mijn pan/);
    await bench.slack.submitView(BRAM, other.id);
    expect(wordsOf(await bench.dialog(BRAM))).toContain('Goedgekeurd.');
    expect(await cardOf(open, asked.number)).toMatchObject({
      approval: { phase: 'sending', by: 'Bram Bakker' },
    });
  });
});
