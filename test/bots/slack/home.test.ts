import { expect, test } from 'vitest';
import { staffActor } from '../../support/desk-staff.ts';
import { textsIn } from '../../support/slack/block-kit.ts';
import { rateLimited } from '../../support/slack-server.ts';
import { useCore } from '../../support/use-core.ts';
import { ANNA, BRAM, CARLA, REFUSALS, startBench, WORDS, wordsOf } from './start-bot.ts';
import { useRequest } from './use-request.ts';

const use = useCore();
const request = useRequest(use);

/** The words on the first page of this person, once `fits` is among them. */
async function page(bench: Awaited<ReturnType<typeof startBench>>, user: string, fits = ''): Promise<string> {
  const { waitFor, world } = bench.slack;
  return waitFor(() => {
    const words = textsIn(world.homes.get(user)?.blocks).join('\n');
    return words !== '' && words.includes(fits) ? words : null;
  }, `the first page of ${user}`);
}

const opens = (user: string, tab = 'home') => ({
  type: 'app_home_opened',
  user,
  tab,
  channel: 'D0ANNA',
  event_ts: '1.1',
});

test('a member of staff who opens the app sees what is open by number and date, and nobody by name', async () => {
  const bench = await startBench(use());
  await bench.connect();
  expect(await bench.slack.deliverEvent(opens(ANNA))).toMatchObject({ status: 200 });
  const { number, id } = await request.now();
  const words = await page(bench, ANNA);
  expect(words).toContain(number);
  expect(words).toMatch(/Later +1 █/);
  expect(words).toContain('U werkt nu aan geen verzoek.');
  expect(words).not.toMatch(/Fatima|fatima@|Gietpan/);
  const links = JSON.stringify(bench.slack.world.homes.get(ANNA));
  expect(links).toContain(`https://balie.example.nl/balie/verzoek/${id}`);
});

test('the page of who looks at it follows a change, and shows what is theirs now', async () => {
  const bench = await startBench(use(), { homePauseMs: 1 });
  const bot = await bench.connect();
  const card = await bench.post(await request.card());
  await bench.slack.deliverEvent(opens(ANNA));
  await page(bench, ANNA, 'U werkt nu aan geen verzoek.');
  await bench.slack.click(ANNA, card, 'take');
  await bench.whisper(ANNA);
  await bot.updateCard(`${card.channel}:${card.ts}`, await request.card());
  const { number } = await request.now();
  const { waitFor, world } = bench.slack;
  const words = await waitFor(() => {
    const now = textsIn(world.homes.get(ANNA)?.blocks).join('\n');
    return now.includes('U werkt nu aan geen verzoek.') ? null : now;
  }, 'the changed page');
  expect(words.split('Van mij')[1]).toContain(number);
});

test('what is mine goes by the person: another with the same name has nothing of it, and a new name loses nothing', async () => {
  const bench = await startBench(use());
  bench.slack.addPerson(BRAM, 'Anna de Vries');
  await bench.connect();
  const { id, number } = await request.now();
  const by = await staffActor(use().core, 'eigenaar@example.nl');
  const anna = (await use().core.desk.staff()).find(({ slackUserId }) => slackUserId === ANNA);
  await use().core.caseWork.assign(id, anna?.id ?? '', by);
  bench.slack.addPerson(ANNA, 'Anna Visser');
  await bench.slack.command(ANNA, 'mijn');
  expect(wordsOf(await bench.dialog(ANNA))).toContain(number);
  await bench.slack.command(BRAM, 'mijn');
  expect(wordsOf(await bench.dialog(BRAM))).not.toContain(number);
  await bench.slack.deliverEvent(opens(BRAM));
  expect((await page(bench, BRAM, 'Van mij')).split('Van mij')[1]).not.toContain(number);
});

test('who may not decide reads a kind word and no number', async () => {
  const bench = await startBench(use());
  await bench.connect();
  await bench.slack.deliverEvent(opens(CARLA));
  const words = await page(bench, CARLA);
  expect(words).toBe(`${WORDS.homeClosed} ${REFUSALS['slack.not_approver']}`);
});

test('who is put out while looking loses the page at the next change', async () => {
  const bench = await startBench(use(), { homePauseMs: 1 });
  const bot = await bench.connect();
  await bench.slack.deliverEvent(opens(ANNA));
  await page(bench, ANNA, 'Open verzoeken');
  bench.slack.addPerson(ANNA, 'Anna de Vries', { deleted: true });
  await bot.tell('Er is iets.', 'https://balie.example.nl/balie');
  expect(await page(bench, ANNA, WORDS.homeClosed)).not.toContain('PB-');
});

test('other tabs are nothing to us, and a page that Slack does not take now is logged without its words', async () => {
  const bench = await startBench(use());
  await bench.connect();
  bench.slack.plan('views.publish', rateLimited(1));
  await bench.slack.deliverEvent(opens(ANNA, 'messages'));
  await bench.slack.deliverEvent(opens(ANNA));
  await bench.bot().stop();
  expect(bench.slack.calls.filter(({ method }) => method === 'views.publish')).toHaveLength(1);
  expect(bench.logged().join()).toContain('ratelimited');
  expect(bench.logged().join()).not.toContain('PB-');
});

test('who was removed at the desk sees nothing of it, though Slack still names them', async () => {
  const bench = await startBench(use());
  await bench.connect();
  const { core } = use();
  const owner = await staffActor(core);
  const card = await bench.post(await request.card());
  await bench.slack.click(ANNA, card, 'take');
  await bench.whisper(ANNA);
  const anna = (await core.desk.staff()).find(({ slackUserId }) => slackUserId === ANNA);
  expect(await core.desk.removeStaff([anna?.id ?? ''], owner)).toMatchObject({ ok: true });
  await bench.slack.deliverEvent(opens(ANNA));
  expect(await page(bench, ANNA)).toBe(WORDS.homeClosed);
});
