import type { Outcome } from '../../src/core/fulfilment/outcome/outcome.ts';
import { typedOutcome } from '../../src/core/fulfilment/outcome/typed-outcome.ts';
import { type DeskVisitor, freeText, type Page } from '../desk/desk-visitor.ts';
import type { DeskUnderTest } from '../desk/use-desk.ts';
import { cardOf } from './core-customer.ts';
import { lettersTo, timePasses } from './decided-letter.ts';
import type { Member } from './desk-session.ts';
import { dropOrders, type Order, searchByHand } from './desk-work.ts';
import { codeIn } from './running-desk.ts';
import { numberIn, webCustomer } from './web-customer.ts';
import { workOff } from './work-off.ts';

const STOP_TIME = 11 * 60_000;

export interface Walker {
  readonly name: string;
  readonly email: string;
  readonly words: string;
  /** What the web shop has of this person; one order without it. */
  readonly orders?: readonly Order[];
  /** What is said to "loopt er een bestelling?"; no without it. */
  readonly order?: 'ja' | 'nee';
}

export type Walk = Awaited<ReturnType<typeof walk>>;

/** Somebody says this in the chat on the customer's page: the request as it came in. */
export async function walk(desk: DeskUnderTest, { words, ...asker }: Walker) {
  const customer = webCustomer(desk.site.ask);
  const asked = await customer.says(words);
  const number = numberIn(asked.said);
  const { id } = await cardOf(desk, number);
  return { ...asker, desk, customer, asked, number, id };
}

/** Answers what the chat asks, up to the code from the mail. */
export async function provesMailbox(going: Walk & Partial<Walker>): Promise<void> {
  const { desk, customer, asked, name, email, order = 'nee' } = going;
  const copy = asked.choices.find(({ id }) => id.startsWith('copy.'));
  if (copy !== undefined) await customer.taps(copy.id);
  if (/Loopt er nu een bestelling/.test(asked.said)) await customer.says(order);
  await customer.givesIdentity(name, email);
  await workOff(desk);
  await customer.says(await codeTo(desk, email));
  await workOff(desk);
}

/** The newest code that was mailed to this address. */
export async function codeTo({ core }: DeskUnderTest, email: string): Promise<string> {
  const mails = await core.desk.caughtMail(200);
  return codeIn(mails.find(({ to, text }) => to === email && /\b\d{6}\b/.test(text)));
}

/** Every source has answered: the shop's export with one order, one payment by hand. */
export async function wasSearched({ desk, number, name, email, orders }: Walk & Partial<Walker>) {
  const bought = orders ?? [{ orderNumber: 'W-7001', orderDate: '2026-03-14', item: 'Gietpan' }];
  await dropOrders(
    desk,
    desk.owner,
    bought.map((order) => ({ name, email, ...order })),
  );
  const payment = { answer: 'found', rows: [{ category: 'payment', text: `tr_1, ${email}` }] } as const;
  await searchByHand(desk, number, desk.owner, { mollie: payment });
}

/** Asks, proves the mailbox, and everything is searched. */
export async function readyToDecide(desk: DeskUnderTest, asker: Walker): Promise<Walk & Partial<Walker>> {
  const going = { ...(await walk(desk, asker)), ...asker };
  await provesMailbox(going);
  await wasSearched(going);
  return going;
}

/** A member of staff at the desk, in the browser, with this request before them. */
export async function atTheDesk(
  { desk, id, number, email }: Pick<Walk, 'desk' | 'id' | 'number' | 'email'>,
  by: Member = desk.owner,
) {
  const staff = await desk.visitor(by);
  const path = `/balie/verzoek/${id}`;
  const card = () => staff.get(path);

  async function sends(from: Page, action: string, fields: Parameters<DeskVisitor['submit']>[2] = {}) {
    const done = await staff.submit(from, action, fields);
    if (done.status !== 303) throw new Error(`${action}: ${done.status} ${done.words}`);
    return staff.get(done.location);
  }

  /** Reads the letter and approves it as it stands; the page that is shown then. */
  async function approves(): Promise<Page> {
    const letter = await staff.get(`${path}/antwoord`);
    const reason = 'De klant vroeg het zelf.';
    const page = await sends(letter, `${path}/antwoord`, { ...freeText(letter), action: 'approve', reason });
    await timePasses(desk, STOP_TIME);
    return page;
  }

  /** Ticks off what is done by hand and tells every recipient by mail. */
  async function carriesOut(): Promise<void> {
    const { approval } = await cardOf(desk, number);
    if (approval.phase !== 'carrying_out') return;
    const open = approval.steps.filter(({ done }) => !done).map(({ step }) => step);
    const own = open.filter((step) => !step.startsWith('tell:'));
    if (own.length > 0) await sends(await card(), `${path}/stappen`, { step: own });
    for (const step of open.filter((one) => one.startsWith('tell:'))) {
      const recipient = step.slice('tell:'.length);
      const on = new Date(desk.clock.now()).toISOString().slice(0, 10);
      const told = { recipient, action: 'tell', [`how-${recipient}`]: 'mail', [`on-${recipient}`]: on };
      await sends(await staff.get(`${path}/ontvangers`), `${path}/ontvangers`, told);
    }
    await workOff(desk);
  }

  return {
    staff,
    path,
    card,
    sends,
    approves,
    carriesOut,
    /** Sends a form of the card, and shows what came of it. */
    acts: async (deed: string, fields: Parameters<DeskVisitor['submit']>[2] = {}) =>
      sends(await card(), `${path}/${deed}`, fields),
    /** Fills in the form of an outcome. */
    async decides(outcome: Outcome): Promise<Page> {
      const form = await staff.get(`${path}/uitkomst?soort=${outcome.result}`);
      return sends(form, `${path}/uitkomst`, outcomeFields(outcome));
    },
    /** The newest letter as it arrived at the customer's address. */
    async letter(): Promise<string> {
      const [newest] = await lettersTo(desk, email);
      if (newest === undefined) throw new Error('no letter arrived');
      return newest;
    },
    /** The kinds of entries in the register. */
    async entries(): Promise<readonly string[]> {
      return (await cardOf(desk, number)).history.map(({ type }) => type);
    },
  };
}

/** An outcome as the fields of its form on the desk. */
function outcomeFields(outcome: Outcome): Record<string, string | readonly string[]> {
  const fields: Record<string, string | readonly string[]> = { result: outcome.result };
  for (const [path, values] of Object.entries(typedOutcome(outcome))) {
    fields[`veld.${path}`] = values;
    const [list = '', index] = path.split('.');
    if (index === undefined) continue;
    const count = Math.max(Number(fields[`regels.${list}`] ?? 0), Number(index) + 1);
    fields[`regels.${list}`] = String(count);
  }
  return fields;
}
