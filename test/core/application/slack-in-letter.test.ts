import { expect, test } from 'vitest';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import { text } from '../../../src/core/text/texts.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

const withSlack = useCore({
  variables: {
    SLACK_BOT_TOKEN: 'xoxb-test-bot-token',
    SLACK_SIGNING_SECRET: 'test-signing-secret',
    SLACK_CHANNEL: 'C0PRIVACY',
  },
});
const without = useCore();

async function firstLetter(use: typeof withSlack): Promise<string> {
  const { settings } = use();
  const { id } = await settings.store.transaction((tx) =>
    storeRequest(tx, aRequest().searched().events, { email: 'sanne@example.nl' }),
  );
  await prepareAnswer(settings, id);
  const letter = await settings.store.transaction((tx) => tx.answers.latestLetter(id));
  expect(letter?.version).toBe(1);
  return JSON.stringify(letter?.body);
}

test('the first letter names Slack and what it holds, where Slack is on and nowhere else (AVG 15(1)(c), R28)', async () => {
  const note = text('nl', 'letter:recipient_notes.slack');
  expect(await firstLetter(withSlack)).toContain(note);
  expect(await firstLetter(without)).not.toContain('Slack');
});
