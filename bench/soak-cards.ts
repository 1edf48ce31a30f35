import { Client } from 'pg';
import * as z from 'zod';
import { BOT_USER } from '../test/support/slack/world.ts';
import { rateLimited, startSlackServer } from '../test/support/slack-server.ts';
import { startSoakStaff } from './soak-staff.ts';

const ROOM = 'C0SOAK';
const STAFF = 'U0STAFF';
/** What stands there until the card does. */
const ANNOUNCED = 'De kaart komt hier';
const ROWS = z.array(z.object({ number: z.string(), shown: z.boolean() }));

/** What a request of the soak has in the channel of staff. */
export interface CardCount {
  readonly cards: number;
  readonly lost: number;
  readonly doubled: number;
  /** Announcements that became no card: Slack knows no key, so after a lost answer one stays behind. */
  readonly leftBehind: number;
  /** What was told of tasks, and what of it stands there twice, for the same reason. */
  readonly notices: number;
  readonly noticesTwice: number;
}

/** Slack for staff: every breach that a customer reports has a card there at once (R29, R37). */
export async function startSoakSlack(closing: AsyncDisposableStack) {
  const slack = await startSlackServer();
  closing.defer(() => slack.stop());
  slack.addPerson(BOT_USER, 'Privacybalie', { isBot: true });
  slack.addPerson(STAFF, 'Noor Visser');
  slack.addRoom(ROOM, [BOT_USER, STAFF]);
  let answersLost = 0;
  return {
    /** Somebody works with the cards, from now on; Slack delivers to the desk at this address. */
    startStaff(url: string) {
      slack.deliverTo(`${url}/slack/events`);
      return startSoakStaff(slack, STAFF);
    },
    variables: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_CHANNEL: ROOM,
      SLACK_APPROVERS: STAFF,
      SLACK_API_URL: slack.apiUrl,
    },
    answersLost: () => answersLost,
    /** Each kind in turn. */
    trouble(turn: number): void {
      const kinds = [
        () => slack.plan('chat.postMessage', rateLimited(1)),
        () => slack.plan('chat.update', 'drop'),
        () => {
          answersLost += 1;
          slack.plan('chat.postMessage', 'lose_answer');
        },
        () => slack.plan('chat.update', 'lose_answer'),
        () => slack.plan('chat.postMessage', 'drop'),
        () => slack.plan('chat.update', { status: 503, body: 'busy' }),
      ];
      kinds[turn % kinds.length]?.();
    },
    /** Each request that has to have a card, against what stands in the channel. */
    async count(connectionString: string): Promise<CardCount> {
      const texts = slack.messages().map(({ text }) => text);
      const numbers = texts.flatMap((words) => /^Verzoek (PB-\w{4}-\w{4}) ·/.exec(words)?.[1] ?? []);
      const notices = texts.filter((words) => !words.startsWith('Verzoek PB-') && !words.includes(ANNOUNCED));
      const owed = await owedCards(connectionString);
      const there = owed.map(({ number }) => numbers.filter((one) => one === number).length);
      return {
        cards: owed.length,
        lost: there.filter((times) => times === 0).length,
        doubled: there.reduce((sum, times) => sum + Math.max(0, times - 1), 0),
        leftBehind: texts.filter((words) => words.includes(ANNOUNCED)).length,
        notices: notices.length,
        noticesTwice: notices.length - new Set(notices).size,
      };
    },
  };
}

/** Cards that are not shown yet, or not any more. */
export async function cardsOwed(connectionString: string): Promise<number> {
  return (await owedCards(connectionString)).filter(({ shown }) => !shown).length;
}

async function owedCards(connectionString: string): Promise<z.infer<typeof ROWS>> {
  const client = new Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(
    `SELECT r."number", coalesce(c."version" > 0, false) AS "shown"
     FROM "PrivacyRequest" r LEFT JOIN "StaffCard" c ON c."requestId" = r."id"
     WHERE r."right" = 'breach_report'`,
  );
  await client.end();
  return ROWS.parse(rows);
}
