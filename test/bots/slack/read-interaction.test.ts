import { describe, expect, test } from 'vitest';
import {
  deliveryKey,
  readClick,
  readCommand,
  readSubmission,
} from '../../../src/bots/slack/read-interaction.ts';
import blockActions from '../../fixtures/slack/block-actions.json' with { type: 'json' };
import slashCommand from '../../fixtures/slack/slash-command.json' with { type: 'json' };
import viewSubmission from '../../fixtures/slack/view-submission.json' with { type: 'json' };

const action = blockActions.actions[0];

describe('reading a click', () => {
  test('a click is who, what and which version of which request', () => {
    expect(readClick(blockActions)).toEqual({
      action: 'approve',
      userId: 'U0ANNA',
      triggerId: blockActions.trigger_id,
      about: { requestId: 'req-1', version: 3 },
      channelId: 'C0PRIVACY',
      viewId: null,
    });
  });

  test('a button in a dialog is of that dialog, and of no channel', () => {
    const { channel: _none, ...elsewhere } = blockActions;
    expect(readClick({ ...elsewhere, view: { id: 'V0CARD', type: 'modal' } })).toMatchObject({
      channelId: null,
      viewId: 'V0CARD',
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
      name: 'refuse',
      userId: 'U0ANNA',
      viewId: 'V0REFUSE',
      about: { requestId: 'req-1', version: 3 },
      typed: { ground: ['excessive'], article: [], facts: ['Vijf keer in twee weken.'] },
    });
  });

  test('whatever the field, its values are found again by its id', () => {
    const values = {
      asks: {
        asks: { type: 'checkboxes', selected_options: [{ value: 'call_back' }, { value: 'post_code' }] },
      },
      day: { day: { type: 'datepicker', selected_date: '2026-11-20' } },
      time: { time: { type: 'timepicker', selected_time: null } },
      right: { right: { type: 'static_select', selected_option: { value: 'erasure' } } },
      strange: { other: { type: 'plain_text_input', value: 'x' } },
    };
    const sent = { ...viewSubmission, view: { ...view, callback_id: 'open', state: { values } } };
    expect(readSubmission(sent)?.typed).toEqual({
      asks: ['call_back', 'post_code'],
      day: ['2026-11-20'],
      time: [],
      right: ['erasure'],
      strange: [],
    });
  });

  test('an approval brings the letter that was seen', () => {
    const approve = { ...view, callback_id: 'approve' };
    const seen = { ...approve, private_metadata: '{"requestId":"req-1","version":3,"seen":"abc"}' };
    expect(readSubmission({ ...viewSubmission, view: seen })).toMatchObject({
      name: 'approve',
      about: { seen: 'abc' },
    });
  });

  test('a notice, or a dialog of somebody else, is nothing of ours', () => {
    for (const change of [{ callback_id: 'notice' }, { private_metadata: '' }, { private_metadata: '{}' }]) {
      expect(readSubmission({ ...viewSubmission, view: { ...view, ...change } })).toBeNull();
    }
  });
});

test('a command is who typed what', () => {
  expect(readCommand(slashCommand)).toEqual({
    userId: 'U0ANNA',
    triggerId: slashCommand.trigger_id,
    text: 'PB-2345-6789',
  });
  expect(readCommand({ ...slashCommand, text: undefined })?.text).toBe('');
  expect(readCommand({})).toBeNull();
});

test('a delivery is known by its event or by its trigger, the same on every try', () => {
  expect(deliveryKey(blockActions)).toBe(blockActions.trigger_id);
  expect(deliveryKey({ type: 'event_callback', event_id: 'Ev1' })).toBe('Ev1');
  expect(deliveryKey({ type: 'block_suggestion' })).toBeNull();
});
