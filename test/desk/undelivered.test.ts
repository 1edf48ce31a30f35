import { expect, test } from 'vitest';
import { taskPage } from '../../src/desk/task/task-page.ts';
import { todayPage } from '../../src/desk/today/today-page.ts';
import { todayWork } from '../../src/desk/today/today-work.ts';
import { day } from '../support/request-builder.ts';
import { VIEW } from './plain-view.ts';
import { sampleRequest, sampleTask } from './sample-requests.ts';

const PARAMS = { reason: 'blocked', failed: 'telegram' };

test.each([
  ['email', 'Het ging daarna per mail naar het bewezen adres.'],
  ['discord', 'De klant krijgt daarvan bericht via Discord.'],
  ['web', 'Het staat in het gesprek op de website.'],
  ['none', 'Er is geen andere bewezen weg.'],
])('what did not arrive says on the day and on its task what failed and where it went: %s', (next, words) => {
  const request = sampleRequest({ id: 'r', staffDue: day('2026-12-11') });
  const task = sampleTask({ kind: 'delivery_failed', requestId: 'r', params: { ...PARAMS, next } });
  const loose = sampleTask({ kind: 'delivery_failed', requestId: null, params: { ...PARAMS, next } });
  for (const tasks of [[task], [loose]]) {
    const work = todayWork(VIEW.today, [request], [], tasks);
    expect(String(todayPage(VIEW, work, new Set()))).toContain(`Via Telegram kwam het niet aan. ${words}`);
  }
  const page = String(taskPage(VIEW, task, undefined));
  expect(page).toContain(words);
  expect(page).toContain('De klant heeft de balie geblokkeerd');
});
