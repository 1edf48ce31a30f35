import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import * as z from 'zod';
import { buttonsOf } from '../test/support/slack/people.ts';
import type { Message, OpenView } from '../test/support/slack/world.ts';
import type { SlackServer } from '../test/support/slack-server.ts';
import type { Counted } from './soak-count.ts';

const PAUSE_MS = 500;
/** Slack lets the desk look at its channel fifty times a minute, and cards need that too. */
const EVERY = 3;
const TRIES = 200;
const NOTED = 'Uw notitie staat bij het verzoek';
const ROWS = z.array(z.object({ number: z.string(), notes: z.int() }));

/** One member of staff, who notes something at every third card in Slack, and goes on until Slack shows that it is noted. */
export function startSoakStaff(slack: SlackServer, userId: string) {
  const noted: string[] = [];
  let seen = 0;
  let repeated = 0;
  const stopping = new AbortController();

  /** As long as it takes: a click that went wrong, or a desk that is down, is a click again. */
  async function note(card: Message): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const form = formOf(top()) ?? (await openForm(card));
      if (form !== undefined && (await sendIn(form))) return;
      await wait(PAUSE_MS);
    }
    throw new Error('a note in Slack never came through');
  }

  async function openForm(card: Message): Promise<OpenView | undefined> {
    closeAll();
    await slack.click(userId, slack.message(card.channel, card.ts), 'note');
    await wait(PAUSE_MS);
    return formOf(top());
  }

  async function sendIn(form: OpenView): Promise<boolean> {
    const sent = await slack.submitView(userId, form.id, { note: 'Mevrouw belt morgen terug.' });
    if (sent.reason !== null) {
      // The same dialog once more, as the button of a dialog that is still there: the desk may have it already.
      repeated += 1;
      return false;
    }
    await wait(PAUSE_MS);
    if (!JSON.stringify(top()?.modal ?? '').includes(NOTED)) {
      if (top()?.id !== form.id) slack.closeView(userId, top()?.id ?? '');
      return false;
    }
    repeated += 1;
    await slack.redeliver();
    closeAll();
    return true;
  }

  const top = () => slack.openViews(userId).at(-1);
  function closeAll(): void {
    for (const { id } of slack.openViews(userId).toReversed()) slack.closeView(userId, id);
  }

  async function work(): Promise<void> {
    const done = new Set<string>();
    for (;;) {
      const last = stopping.signal.aborted;
      for (const card of slack.messages()) {
        const [, number] = /^Verzoek (PB-\w{4}-\w{4}) ·/.exec(card.text) ?? [];
        if (number === undefined || done.has(number)) continue;
        done.add(number);
        seen += 1;
        const canNote = buttonsOf(card).some(({ button }) => button.action_id === 'note');
        if (seen % EVERY !== 1 || !canNote) continue;
        await note(card);
        noted.push(number);
      }
      if (last) return;
      await wait(PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const working = work();
  working.catch(() => undefined);
  return {
    /** Ends with the card in hand and those that came since. */
    async finish(): Promise<void> {
      stopping.abort();
      await working;
    },
    /** Each note that Slack showed as noted, against what is stored. */
    async count(
      connectionString: string,
    ): Promise<Counted & { readonly notes: number; readonly repeated: number }> {
      const client = new Client({ connectionString });
      await client.connect();
      const { rows } = await client.query(
        `SELECT r."number", count(n."id")::int AS "notes"
         FROM "PrivacyRequest" r JOIN "RequestNote" n ON n."requestId" = r."id" GROUP BY r."number"`,
      );
      await client.end();
      const stored = new Map(ROWS.parse(rows).map(({ number, notes }) => [number, notes]));
      return {
        notes: noted.length,
        repeated,
        lost: noted.filter((number) => !stored.has(number)).length,
        doubled: [...stored].reduce(
          (sum, [number, notes]) => sum + notes - (noted.includes(number) ? 1 : 0),
          0,
        ),
      };
    },
  };
}

/** A dialog in which a note can be typed. */
function formOf(view: OpenView | undefined): OpenView | undefined {
  const isForm = view?.modal.blocks.some((block) => block.type === 'input' && block.block_id === 'note');
  return isForm === true ? view : undefined;
}
