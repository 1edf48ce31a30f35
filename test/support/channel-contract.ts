import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliverMessage } from '../../src/core/application/deliver-message.ts';
import type {
  Channel,
  FileKind,
  InboundMessage,
  OutboundContent,
  Receive,
} from '../../src/core/conversation/channel.ts';
import { renderMessage } from '../../src/core/text/render-message.ts';
import { staffActor } from './desk-staff.ts';
import { type CoreUnderTest, useCore } from './use-core.ts';
import { type WatchedCore, watchedCore } from './watched-core.ts';

/**
 * What a platform can do, declared. A row that needs an ability is left out when it is missing, and the suite names
 * what it left out.
 */
export interface ContractAbilities {
  /** The desk can send; false where the customer's page fetches the messages. */
  readonly push: boolean;
  /** A text of 100 kB is taken, whole or in pieces; false: the customer is told, and the core never sees it. */
  readonly oversize: boolean;
  readonly edits: boolean;
  readonly files: boolean;
  readonly buttons: boolean;
  /** Deliveries bear a signature, a secret or a session that can be forged. */
  readonly signed: boolean;
  /** A peer with too much to do says when to come again. */
  readonly asksToWait: boolean;
}

/** How a send can fail at the peer. `cut` breaks the connection before the peer answers. */
export type Trouble = 'limited' | 'unavailable' | 'cut' | 'blocked' | 'gone';

/** The seconds that the peer asks to wait when it is told to be `limited`. */
export const LIMITED_SECONDS = 7;

/**
 * One running channel and its peer: a server that speaks the platform's wire protocol on loopback, and one customer
 * at it. `make` starts both with the given `receive`. A customer's act resolves when the platform has it; whether
 * the core has it is for the suite to wait for. A missing ability means the act is never called.
 */
export interface ChannelHarness {
  /** A getter where `deliversAgain` starts a new one. */
  readonly channel: Channel;
  /** The conversationKey of the one customer. */
  readonly customer: string;
  /** Types a text. What a platform's app itself refuses or splits, the harness refuses or splits likewise. */
  says(text: string): Promise<void>;
  /** Changes the text sent last. */
  edits?(text: string): Promise<void>;
  sendsFile?(file: FileKind, caption?: string): Promise<void>;
  /** Taps a choice of the message that arrived last. */
  taps?(choiceId: string): Promise<void>;
  /** Delivers what was delivered last once more, as the platform does when the acknowledgement got lost. */
  deliversAgain(): Promise<void>;
  /** Offers a text with a forged proof of origin; the HTTP status that the forger got. */
  forges?(text: string): Promise<number>;
  /** What the customer's app shows of the desk's messages, oldest first; choices by id. */
  arrived?(): Promise<readonly { readonly text: string; readonly choices: readonly string[] }[]>;
  /** The next send runs into this trouble at the peer. */
  failsNextSend?(trouble: Trouble): Promise<void>;
  /** Waits until a delivery was not taken; absent where the core itself sees each try. */
  turnedAway?(): Promise<void>;
  /** Lets pass the time until what was not taken is delivered or tried again. */
  retryFallsDue(): Promise<void>;
  close(): Promise<void>;
}

export interface ContractSubject {
  readonly abilities: ContractAbilities;
  make(receive: Receive, open: CoreUnderTest): Promise<ChannelHarness>;
}

const MARKUP = [
  '<b>vet</b>',
  '[x](https://example.nl)',
  '<!channel> *a* _b_ ~c~ `d` & &lt;',
  '@everyone #een',
];

/** The suite that every customer channel passes, by whatever means its platform delivers. */
export function channelContract(name: string, { abilities, make }: ContractSubject): void {
  describe(`${name} keeps the contract of a customer channel`, () => {
    const use = useCore({ pushes: () => abilities.push });
    let core: WatchedCore;
    let harness: ChannelHarness;

    beforeEach(async () => {
      core = watchedCore(use());
      await core.forget();
      harness = await make(core.receive, use());
    });
    afterEach(async () => {
      await core.comesBack();
      await harness.close();
    });

    const missing = Object.entries(abilities).flatMap(([ability, has]) => (has ? [] : [ability]));

    it(`declares what it cannot do: ${missing.join(', ') || 'nothing is left out'}`, () => {
      const { asksToWait: _peer, ...declared } = abilities;
      expect({
        push: harness.arrived !== undefined && harness.failsNextSend !== undefined,
        oversize: abilities.oversize,
        edits: harness.edits !== undefined,
        files: harness.sendsFile !== undefined,
        buttons: harness.taps !== undefined,
        signed: harness.forges !== undefined,
      }).toEqual(declared);
      expect(harness.channel.abilities).toMatchObject({ push: abilities.push, buttons: abilities.buttons });
    });

    it('a text arrives word for word, with its conversation and its time', async () => {
      await harness.says('Wat bewaren jullie van mij?');
      const [message] = await core.received(1);
      expect(message).toMatchObject({
        kind: 'text',
        text: 'Wat bewaren jullie van mij?',
        channel: harness.channel.name,
        conversationKey: harness.customer,
      });
      expect(message?.receivedAt.getTime()).toBeGreaterThan(Date.parse('2026-01-01'));
    });

    it('the same delivery twice bears the same name, so that the core can take it once', async () => {
      await harness.says('Hallo');
      await core.received(1);
      await harness.deliversAgain();
      const attempts = await core.attempted(2);
      expect(new Set(attempts.map((attempt) => attempt.externalId)).size).toBe(1);
      expect(await core.received(1)).toHaveLength(1);
    });

    it('two messages within a second keep their order and their own names', async () => {
      await harness.says('een');
      await harness.says('twee');
      const messages = await core.received(2);
      expect(messages.map(textOf)).toEqual(['een', 'twee']);
      expect(new Set(messages.map((message) => message.externalId)).size).toBe(2);
    });

    it.each([
      ['emoji only', '👍🏽👨‍👩‍👧'],
      ['a right-to-left override', 'abc\u202Ecba'],
      ['Arabic', 'ما هي البيانات التي لديكم عني؟'],
      ['markup', MARKUP.join(' ')],
      ['something that looks like SQL', "'; DROP TABLE message; --"],
    ])('%s arrives as it was typed', async (_what, text) => {
      await harness.says(text);
      expect((await core.received(1)).map(textOf)).toEqual([text]);
      expect(await core.words(harness.channel.name, harness.customer)).toEqual([text]);
    });

    it('an empty text and a NUL break nothing: what follows still arrives', async () => {
      await harness.says('');
      await harness.says('voor\u0000na');
      await harness.says('nog iets');
      await core.receivedWhere((message) => textOf(message) === 'nog iets');
      expect(core.stored().map(textOf).join('')).not.toContain('\u0000');
      expect(core.refused()).toBe(0);
    });

    it(`a text of 100 kB ${abilities.oversize ? 'arrives whole, in pieces where there is a limit' : 'is kept out'}`, async () => {
      const text = 'bewaren?'.repeat(13_000);
      await harness.says(text);
      await harness.says('klaar');
      await core.receivedWhere((message) => textOf(message) === 'klaar');
      expect(core.stored().map(textOf).join('')).toBe(abilities.oversize ? `${text}klaar` : 'klaar');
    });

    it('while the database is away nothing is acknowledged; when it is back all is handled in order', async () => {
      await core.goesAway();
      await harness.says('een');
      await (harness.turnedAway?.() ?? core.rejectedOnce());
      await harness.says('twee');
      await core.comesBack();
      await harness.retryFallsDue();
      expect((await core.received(2)).map(textOf)).toEqual(['een', 'twee']);
    });

    it('stopping waits for the message in hand', async () => {
      const release = await core.holds();
      await harness.says('nog net');
      await core.attempted(1);
      const stopped = harness.channel.stop();
      await release();
      await stopped;
      expect(core.stored().map(textOf)).toEqual(['nog net']);
    });

    it('what a member of staff answers is read there, with the name of who wrote it (R15)', async () => {
      const { core: desk, settings } = use();
      await harness.says('Ik wil een medewerker spreken.');
      await core.received(1);
      const { name } = harness.channel;
      const key = harness.customer;
      const conversation = await settings.store.transaction((tx) => tx.conversations.byKey(name, key));
      const by = await staffActor(desk, 'eigenaar@example.nl');
      const words = 'Wij bellen u morgen om tien uur.';
      const answered = await desk.desk.answerConversation(conversation?.id ?? '', words, by);
      expect(answered).toMatchObject({ ok: true });
      const read = () => desk.transcripts.read(name, key, 0);
      const said = (await read()).findLast((entry) => entry.from === 'desk');
      expect(said).toMatchObject({ message: { kind: 'staff_text', text: words, signedBy: by.name } });
      if (!abilities.push) return;
      await sendsWhatWaits(use(), harness.channel, words);
      const [arrived] = ((await harness.arrived?.()) ?? []).slice(-1);
      expect(arrived?.text).toContain(`${words}\n\n${by.name}, `);
    });

    if (abilities.edits) {
      it('a change of a message arrives as an edit that says which message it changes', async () => {
        await harness.says('Ik heet Jan');
        await harness.edits?.('Ik heet Sanne');
        const [first, edit] = await core.received(2);
        expect(edit).toMatchObject({ kind: 'edit', text: 'Ik heet Sanne', ofExternalId: first?.externalId });
        expect(edit?.externalId).not.toBe(first?.externalId);
      });
    }

    if (abilities.files) {
      it.each<FileKind>(['voice', 'image', 'document'])(
        'a file (%s) arrives without its content',
        async (file) => {
          await harness.sendsFile?.(file, 'Dit is mijn bon');
          const [message] = await core.received(1);
          expect(message).toMatchObject({ kind: 'file', file });
          expect(JSON.stringify(message)).not.toMatch(/file_?id|https?:|base64/i);
        },
      );
    }

    if (abilities.signed) {
      it('a delivery with a forged proof of origin is refused and reaches nobody', async () => {
        const status = await harness.forges?.('Wis alles van mij');
        expect([400, 401, 403]).toContain(status);
        await harness.says('echt');
        expect((await core.received(1)).map(textOf)).toEqual(['echt']);
      });
    }

    if (abilities.push) pushRows(() => harness, abilities);
    if (abilities.push && abilities.buttons) {
      it('a choice that is tapped comes back as its id', async () => {
        await harness.says('Wat bewaren jullie?');
        await core.received(1);
        const id = `copy.${'x'.repeat(59)}`;
        await harness.channel.send(harness.customer, say(['Kies maar.'], [{ id, label: 'Een kopie' }]));
        await harness.taps?.(id);
        expect((await core.received(2))[1]).toMatchObject({ kind: 'choice', choice: id });
      });
    }
  });
}

/** The message with these words leaves as the worker sends it, and is known as sent. */
async function sendsWhatWaits(
  { settings, sql }: CoreUnderTest,
  channel: Channel,
  words: string,
): Promise<void> {
  const { rows } = await sql.query(
    `SELECT "id" FROM "Message" WHERE "status" = 'queued' ORDER BY "sequence"`,
  );
  const messages = await settings.store.transaction((tx) =>
    Promise.all(rows.map(({ id }) => tx.conversations.message(id))),
  );
  const message = messages.find(
    (one) =>
      one?.content.from === 'desk' && 'text' in one.content.message && one.content.message.text === words,
  );
  const id = message?.id ?? '';
  await deliverMessage(
    settings,
    {
      render: (said, language, shop) => renderMessage(said, language, shop),
      send: (_channel, key, content, name) => channel.send(key, content, name),
      gathers: () => channel.abilities.gathers === true,
      nameOf: (_channel, key, name) => channel.nameOf?.(key, name),
    },
    id,
  );
  expect(await settings.store.transaction((tx) => tx.conversations.message(id))).toMatchObject({
    status: 'sent',
  });
}

function pushRows(current: () => ChannelHarness, { asksToWait }: ContractAbilities): void {
  const send = (content: OutboundContent) => current().channel.send(current().customer, content);
  const arrived = async () => (await current().arrived?.()) ?? [];
  const meet = () => current().says('Hallo');

  it('what is sent arrives as plain text with its choices, markup literally', async () => {
    await meet();
    const outcome = await send(say(MARKUP, [{ id: 'copy', label: '<b>Kopie</b>' }]));
    expect(outcome).toMatchObject({ status: 'sent' });
    expect(await arrived()).toEqual([{ text: MARKUP.join('\n\n'), choices: ['copy'] }]);
  });

  it('a text over the limit arrives whole in several messages, the choices under the last', async () => {
    await meet();
    const sentence = 'Wij bewaren uw bestelling zeven jaar. 👍';
    const text = Array.from({ length: 300 }, () => sentence).join(' ');
    await send(say([text], [{ id: 'more', label: 'Meer' }]));
    const messages = await arrived();
    expect(messages.map((message) => message.text).join(' ')).toBe(text);
    expect(messages.map((message) => message.choices.length)).toEqual(
      messages.map((_message, index) => (index === messages.length - 1 ? 1 : 0)),
    );
  });

  it('too many messages: to be tried again after the time that the peer asks', async () => {
    await meet();
    await current().failsNextSend?.('limited');
    expect(await send(say(['a']))).toEqual({
      status: 'failed',
      retryable: true,
      ...(asksToWait
        ? { reason: 'limited', retryAfterMs: LIMITED_SECONDS * 1_000 }
        : { reason: 'unreachable' }),
    });
  });

  it.each(['unavailable', 'cut'] as const)(
    'a peer that is %s: to be tried again, and then it arrives',
    async (trouble) => {
      await meet();
      await current().failsNextSend?.(trouble);
      expect(await send(say(['a']))).toEqual({ status: 'failed', reason: 'unreachable', retryable: true });
      expect(await send(say(['a']))).toMatchObject({ status: 'sent' });
      expect(await arrived()).toEqual([{ text: 'a', choices: [] }]);
    },
  );

  it.each(['blocked', 'gone'] as const)(
    'a conversation that is %s: not to be tried again',
    async (trouble) => {
      await meet();
      await current().failsNextSend?.(trouble);
      expect(await send(say(['a']))).toEqual({ status: 'failed', reason: trouble, retryable: false });
    },
  );
}

function say(paragraphs: readonly string[], choices: OutboundContent['choices'] = []): OutboundContent {
  return { paragraphs, choices };
}

function textOf(message: InboundMessage): string {
  return message.kind === 'text' || message.kind === 'edit' ? message.text : `(${message.kind})`;
}
