import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noticeView, replyView } from '../../../src/bots/slack/modal-view.ts';
import { cardMessage, noticeMessage } from '../../../src/bots/slack/translate.ts';
import type {
  CardContent,
  DialogueName,
  ModalContent,
  ModalInput,
} from '../../../src/core/approval/staff-channel.ts';
import { BLOCKS_TOTAL, markupIn, messageBlocks, modalView, textsIn } from '../../support/slack/block-kit.ts';
import { PREVIEW, REFUSAL_FORM } from './sample-modals.ts';
import { CARD } from './start-bot.ts';

const HOSTILE =
  '<!channel> <!here> <@U0ANNA> <#C1> <https://evil.example.com|klik> &lt;!channel&gt; https://evil.example.com :tada:';
const WORDS = { title: 'Privacybalie', close: 'Sluiten' };

function dialog(name: DialogueName, modal: ModalContent, seen?: string) {
  const about = { requestId: 'req-1', version: 4, ...(seen === undefined ? {} : { seen }) };
  return replyView({ type: 'modal', name, about, modal }, WORDS);
}
const approval = (modal: ModalContent) => dialog('approve', modal, 'h'.repeat(64));

function sizeOf(texts: readonly string[]): number {
  return Array.from(texts.join('')).length;
}

describe('a card in Slack', () => {
  test('its parts come in a fixed order: title, fields, paragraphs, buttons', () => {
    expect(cardMessage(CARD, true).blocks.map((block) => block.type)).toEqual([
      'header',
      'section',
      'section',
      'actions',
    ]);
  });

  test('every decision carries the request and the version, and nothing else', () => {
    const buttons = cardMessage(CARD, true).blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements : [],
    );
    expect(buttons.map((button) => (button.type === 'button' ? button.value : null))).toEqual([
      '{"requestId":"req-1","version":1}',
      '{"requestId":"req-1","version":1}',
      undefined,
    ]);
  });

  test('mentions, links and emoji codes in any text stay letters', () => {
    const card: CardContent = {
      ...CARD,
      title: HOSTILE,
      fields: [{ label: HOSTILE, value: HOSTILE }],
      paragraphs: [HOSTILE],
      actions: [{ id: 'approve', label: HOSTILE, style: 'primary' }],
    };
    expect(markupIn(cardMessage(card, true))).toEqual([]);
    expect(markupIn(noticeMessage(HOSTILE, HOSTILE, CARD.link.url))).toEqual([]);
    expect(markupIn(approval({ ...PREVIEW, title: HOSTILE, paragraphs: [HOSTILE] }))).toEqual([]);
  });

  test('a text is shown with the characters it has', () => {
    const card = {
      ...CARD,
      fields: [{ label: 'A&B', value: '1 < 2 & 3 > 2' }],
      paragraphs: ['1 < 2 & 3 > 2'],
    };
    const texts = textsIn(cardMessage(card, true).blocks);
    expect(texts).toContain('*A&amp;B*\n1 &lt; 2 &amp; 3 &gt; 2');
    expect(texts).toContain('1 < 2 & 3 > 2');
  });

  test('characters that turn the direction of reading, and control characters, are left out', () => {
    const texts = textsIn(cardMessage({ ...CARD, paragraphs: ['a\u202eb\u0000c\u2066d\r\ne'] }, true).blocks);
    expect(texts).toContain('abcd\ne');
  });

  test('a title that is too long ends in an ellipsis at 150 code points, whole emoji counted as one', () => {
    const [header] = cardMessage({ ...CARD, title: '🔐'.repeat(200) }, true).blocks;
    const title = textsIn(header)[0] ?? '';
    expect(Array.from(title)).toHaveLength(150);
    expect(title.endsWith('🔐…')).toBe(true);
  });

  test('a field is not cut within an escaped character', () => {
    const card = { ...CARD, fields: [{ label: 'X', value: '&'.repeat(3_000) }], paragraphs: [] };
    const field = textsIn(cardMessage(card, true).blocks)[1] ?? '';
    expect(field.length).toBeLessThanOrEqual(2_000);
    expect(field).toMatch(/(&amp;)…$/);
  });

  test('a long paragraph goes on in the next section, and nothing of it is lost', () => {
    const words = Array.from({ length: 1_000 }, (_, index) => `woord${index}`).join(' ');
    const blocks = cardMessage({ ...CARD, fields: [], paragraphs: [words] }, true).blocks;
    const sections = blocks.filter((block) => block.type === 'section');
    expect(sections.length).toBeGreaterThan(2);
    expect(textsIn(sections).join(' ')).toBe(words);
  });
});

describe('a dialog in Slack', () => {
  test('it carries request, version and letter, and asks what the content asks', () => {
    expect(approval(PREVIEW)).toMatchObject({
      callback_id: 'approve',
      private_metadata: `{"requestId":"req-1","version":4,"seen":"${'h'.repeat(64)}"}`,
      submit: { text: 'Akkoord' },
      close: { text: 'Terug' },
    });
    const form = dialog('refuse', REFUSAL_FORM);
    expect(form.blocks.slice(1)).toMatchObject([
      { block_id: 'ground', optional: false, element: { type: 'static_select', action_id: 'ground' } },
      { block_id: 'article', optional: true, element: { multiline: false, max_length: 40 } },
      { block_id: 'facts', optional: false, element: { multiline: true, max_length: 2_000 } },
    ]);
    expect(modalView.safeParse(form).error).toBeUndefined();
  });

  test('without words for sending it can only be closed', () => {
    expect(approval({ ...PREVIEW, submit: '' }).submit).toBeUndefined();
    expect(noticeView('Klaar.', WORDS)).toMatchObject({ callback_id: 'notice', close: { text: 'Sluiten' } });
  });

  test('more short paragraphs than there are places are joined, none is lost', () => {
    const paragraphs = Array.from({ length: 400 }, (_, index) => `Regel ${index}`);
    const view = approval({ ...PREVIEW, paragraphs });
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expect(textsIn(view.blocks).join('\n\n')).toBe(paragraphs.join('\n\n'));
  });
});

describe('whatever the content, Slack takes it', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('', ' ', '\n', '🔐', '&<>', HOSTILE),
    fc.constantFrom('x', '🔐', '& ', 'woord ').map((unit) => unit.repeat(6_000)),
  );
  const texts = (maxLength: number) => fc.array(anyText, { maxLength });
  const card = fc.record({
    requestId: fc.uuid(),
    version: fc.nat(),
    title: anyText,
    resolved: fc.boolean(),
    fields: fc.array(fc.record({ label: anyText, value: anyText }), { maxLength: 80 }),
    paragraphs: texts(80),
    actions: fc.constantFrom(CARD.actions, []),
    further: fc.constantFrom(CARD.further, []),
    link: fc.record({ label: anyText, url: fc.webUrl() }),
  });

  test('a card', () => {
    fc.assert(
      fc.property(card, fc.boolean(), (content, mayDecide) => {
        const message = cardMessage(content, mayDecide);
        expect(messageBlocks.safeParse(message.blocks).error).toBeUndefined();
        expect(sizeOf(textsIn(message.blocks))).toBeLessThan(BLOCKS_TOTAL);
        expect(message.text).not.toBe('');
        expect(markupIn(message)).toEqual([]);
        const alone = replyView({ type: 'card', card: content }, WORDS);
        expect(modalView.safeParse(alone).error).toBeUndefined();
        expect(markupIn(alone)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('a dialog', () => {
    const option = fc.record({ value: fc.uuid(), label: anyText });
    const options = fc.array(option, { maxLength: 120 });
    const base = { id: fc.uuid(), label: anyText, hint: anyText, optional: fc.boolean() };
    const initial = fc.constantFrom([], ['x'.repeat(4_000)], ['&<>', 'y']);
    const input: fc.Arbitrary<ModalInput> = fc.oneof(
      fc.record({ ...base, kind: fc.constantFrom('select' as const, 'several' as const), options, initial }),
      fc.record({
        ...base,
        kind: fc.constant('text' as const),
        long: fc.boolean(),
        maxLength: fc.integer({ min: 1, max: 5_000 }),
        initial,
      }),
      fc.record({ ...base, kind: fc.constant('day' as const), initial: fc.constantFrom([], ['2026-11-23']) }),
      fc.record({ ...base, kind: fc.constant('time' as const), initial: fc.constantFrom([], ['09:05']) }),
    );
    const modal = fc.record({
      title: anyText,
      paragraphs: texts(150),
      submit: fc.constantFrom('Verder', 'x'.repeat(80)),
      cancel: anyText,
      inputs: fc.array(input, { maxLength: 12 }),
    });
    fc.assert(
      fc.property(modal, (content) => {
        const view = approval(content);
        expect(modalView.safeParse(view).error).toBeUndefined();
        expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(250_000);
      }),
      { numRuns: 60 },
    );
  });

  test('a list', () => {
    const lines = fc.array(fc.record({ text: anyText, requestId: fc.uuid() }), { maxLength: 90 });
    const list = fc.record({ title: anyText, paragraphs: texts(4), lines, choose: anyText, close: anyText });
    fc.assert(
      fc.property(list, (content) => {
        const view = replyView({ type: 'list', list: content }, WORDS);
        expect(modalView.safeParse(view).error).toBeUndefined();
        expect(markupIn(view)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
