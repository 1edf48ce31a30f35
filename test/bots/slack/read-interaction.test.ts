import { describe, expect, test } from 'vitest';
import { deliveryKey, readClick, readSubmission } from '../../../src/bots/slack/read-interaction.ts';
import blockActions from '../../fixtures/slack/block-actions.json' with { type: 'json' };
import viewSubmission from '../../fixtures/slack/view-submission.json' with { type: 'json' };

const action = blockActions.actions[0];

describe('reading a click', () => {
  test('a click is who, what and which version of which request', () => {
    expect(readClick(blockActions)).toEqual({
      action: 'approve',
      userId: 'U0ANNA',
      channelId: 'C0PRIVACY',
      triggerId: blockActions.trigger_id,
      requestId: 'req-1',
      version: 3,
    });
  });

  const strange: [string, unknown][] = [
    ['no value', { ...action, value: undefined }],
    ['a value that is no JSON', { ...action, value: 'approve' }],
    ['a version that is no whole number', { ...action, value: '{"requestId":"req-1","version":"3"}' }],
    ['another button', { ...action, action_id: 'desk' }],
  ];
  test.each(strange)('a click with %s is nothing of ours', (_what, button) => {
    expect(readClick({ ...blockActions, actions: [button] })).toBeNull();
  });

  test('anything else is nothing of ours', () => {
    expect([null, 'x', {}, { ...blockActions, type: 'message_action' }].map(readClick)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('reading a dialog', () => {
  const { view } = viewSubmission;

  test('a refusal brings its ground and facts; what was left open is empty', () => {
    expect(readSubmission(viewSubmission)).toEqual({
      step: 'refuse',
      userId: 'U0ANNA',
      viewId: 'V0REFUSE',
      requestId: 'req-1',
      version: 3,
      answer: { ground: 'excessive', article: '', facts: 'Vijf keer in twee weken.' },
    });
  });

  test('an approval needs the letter that was seen', () => {
    const approve = { ...view, callback_id: 'approve' };
    expect(readSubmission({ ...viewSubmission, view: approve })).toBeNull();
    const seen = { ...approve, private_metadata: '{"requestId":"req-1","version":3,"letterHash":"abc"}' };
    expect(readSubmission({ ...viewSubmission, view: seen })).toMatchObject({
      step: 'approve',
      letterHash: 'abc',
    });
  });

  test('a notice, or a dialog of somebody else, is nothing of ours', () => {
    for (const change of [{ callback_id: 'notice' }, { private_metadata: '' }, { private_metadata: '{}' }]) {
      expect(readSubmission({ ...viewSubmission, view: { ...view, ...change } })).toBeNull();
    }
  });
});

test('a delivery is known by its event or by its trigger, the same on every try', () => {
  expect(deliveryKey(blockActions)).toBe(blockActions.trigger_id);
  expect(deliveryKey({ type: 'event_callback', event_id: 'Ev1' })).toBe('Ev1');
  expect(deliveryKey({ type: 'block_suggestion' })).toBeNull();
});
