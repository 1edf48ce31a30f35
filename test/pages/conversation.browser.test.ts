import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { cardOf } from '../support/core-customer.ts';
import { invite, type Member } from '../support/desk-session.ts';
import { openSite } from '../support/open-site.ts';
import { codeIn } from '../support/running-desk.ts';
import { useCore } from '../support/use-core.ts';
import { numberIn } from '../support/web-customer.ts';
import { workOff } from '../support/work-off.ts';
import { type Visit, visit } from './browser-visitor.ts';

const use = useCore();
let browser: Browser;
let site: { readonly url: string; close(): Promise<void> };
let by: Member;
let current: Visit;
let page: Page;
/** A mailbox per test: so many codes as these tests ask for are not mailed to one. */
let address: string;
let tests = 0;

beforeAll(async () => {
  browser = await openBrowser();
  const open = await openSite(use());
  site = await open.serve();
  by = await invite(use(), 'noor@example.nl', 'Noor Visser');
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
beforeEach(() => {
  tests += 1;
  address = `sanne${tests}@example.nl`;
});
afterEach(async () => {
  await use().comesBack();
  await current.context.close();
});

async function open(options: { readonly script?: boolean; readonly width?: number } = {}): Promise<void> {
  current = await visit(browser, options);
  page = current.page;
  await page.goto(site.url);
}

/** What the visitor wrote, as it is stored; the cookie holds the key of the conversation readable. */
async function said(): Promise<readonly string[]> {
  const cookies = await current.context.cookies(site.url);
  const [key = ''] = (cookies.find(({ name }) => name === 'gesprek')?.value ?? '').split('.');
  const entries = await use().core.transcripts.read('web', Buffer.from(key, 'base64url').toString(), 0);
  return entries.flatMap((entry) => (entry.from === 'customer' ? [entry.text] : []));
}

const number = async () => numberIn((await log()) ?? '');

/** A member of staff answers in the visitor's conversation. */
async function staffSays(text: string): Promise<void> {
  const { conversationId } = await cardOf(use(), await number());
  await use().core.desk.answerConversation(conversationId, text, by);
}

async function mailedCode(): Promise<string> {
  await workOff(use());
  return codeIn((await use().core.desk.caughtMail(50)).find(({ to }) => to === address));
}

const focused = () => page.evaluate<string>('document.activeElement.name ?? document.activeElement.id');
const log = () => page.textContent('#log');

async function asks(): Promise<void> {
  await page.fill('#tekst', 'Wat bewaren jullie van mij?');
  await page.click('#schrijven button');
  await page.waitForSelector('.choices');
}

describe('by keyboard alone', () => {
  it('a customer gets from the first word to a proven mailbox, and the focus is always where the answer goes', async () => {
    await open();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    while ((await focused()) !== 'tekst') await page.keyboard.press('Tab');
    await page.keyboard.type('Wat bewaren jullie van mij?');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.choices');
    await page.waitForSelector('#tekst:focus');
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.asked.identity [name=naam]:focus');
    await page.keyboard.type('Sanne de Vries');
    await page.keyboard.press('Tab');
    await page.keyboard.type(address);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.asked.code [autocomplete=one-time-code]:focus');
    await page.keyboard.type(await mailedCode());
    await page.keyboard.press('Enter');
    await page.waitForSelector('.asked', { state: 'detached' });
    expect(await log()).toContain(`We gaan nu aan de slag met verzoek ${await number()}`);
    await page.waitForSelector('#tekst:focus');
    expect(current.complaints).toEqual([]);
  });

  it('a choice is reached by Tab and pressed by Space, and the focus does not fall away with it', async () => {
    await open();
    await asks();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Space');
    await page.waitForSelector('.line.customer >> nth=1');
    await page.waitForSelector('#tekst:focus');
    expect(await said()).toHaveLength(2);
  });
});

describe('without a script', () => {
  it('the whole conversation works', async () => {
    await open({ script: false, width: 360 });
    await page.click('text=Wat bewaren jullie van mij?');
    await page.click('#schrijven button');
    expect(new URL(page.url()).hash).toBe('#bericht-1');
    await page.click('.choices button >> nth=0');
    await page.fill('[name=naam]', 'Sanne');
    await page.fill('[name=adres]', address);
    await page.click('.asked button');
    await page.waitForSelector('[autocomplete=one-time-code]');
    await page.fill('[autocomplete=one-time-code]', await mailedCode());
    await page.press('[autocomplete=one-time-code]', 'Enter');
    expect(await log()).toContain('Dank u, dat klopt');
  });

  it('an impatient double press is one message', async () => {
    await open({ script: false });
    await page.fill('#tekst', 'Wat bewaren jullie van mij?');
    await page.dblclick('#schrijven button');
    await page.waitForSelector('.choices');
    expect(await said()).toHaveLength(1);
  });
});

describe('with the script', () => {
  it('an impatient double press is one message', async () => {
    await open();
    await page.fill('#tekst', 'Wat bewaren jullie van mij?');
    await page.dblclick('#schrijven button');
    await page.waitForSelector('.choices');
    expect(await said()).toHaveLength(1);
  });

  describe('while a message is under way', () => {
    /** Holds the next posts until they are let through, or fails the first of them. */
    async function holdPosts(): Promise<{ go: () => void; fail: () => void; posts: () => number }> {
      const decided = Promise.withResolvers<'go' | 'fail'>();
      let seen = 0;
      await page.route('**/gesprek', async (route) => {
        seen += 1;
        const first = seen === 1;
        if ((await decided.promise) === 'fail' && first) return route.abort();
        return route.continue();
      });
      return { go: () => decided.resolve('go'), fail: () => decided.resolve('fail'), posts: () => seen };
    }

    async function press(words: string): Promise<void> {
      await page.fill('#tekst', words);
      await page.press('#tekst', 'Enter');
    }

    it('a second one waits for its turn, and both are taken in the order of their writing', async () => {
      await open();
      const held = await holdPosts();
      await press('Wat bewaren jullie van mij?');
      await press('En met wie delen jullie dat?');
      await press('Graag snel.');
      await page.type('#tekst', ' Nog niet klaar');
      expect(held.posts()).toBe(1);
      held.go();
      await page.waitForSelector('.line.customer >> nth=2');
      expect(await said()).toEqual([
        'Wat bewaren jullie van mij?',
        'En met wie delen jullie dat?',
        'Graag snel.',
      ]);
      expect(await page.inputValue('#tekst')).toBe('Graag snel. Nog niet klaar');
      expect(current.complaints).toEqual([]);
    });

    it('a choice that is pressed meanwhile is taken too', async () => {
      await open();
      await asks();
      const held = await holdPosts();
      await press('Ik woon in Aalsmeer');
      await page.click('.choices button >> nth=0');
      held.go();
      await page.waitForSelector('.asked.identity');
      expect(await said()).toHaveLength(3);
    });

    it('when it fails, everything that was written is in the field again, and is taken once later', async () => {
      await open();
      const held = await holdPosts();
      await press('Wat bewaren jullie van mij?');
      await press('En hoe lang?');
      held.fail();
      await page.waitForSelector('#tekst[aria-invalid]');
      expect(await page.inputValue('#tekst')).toBe('Wat bewaren jullie van mij?\nEn hoe lang?');
      expect(await said()).toEqual([]);
      await page.press('#tekst', 'Enter');
      await page.waitForSelector('.line.customer');
      expect(await said()).toEqual(['Wat bewaren jullie van mij?\nEn hoe lang?']);
    });

    it('one that was stored though its answer was lost is not taken twice, and a changed one is no repeat', async () => {
      await open();
      let cut = true;
      await page.route('**/gesprek', async (route) => {
        if (!cut) return route.continue();
        await route.fetch();
        return route.abort();
      });
      await press('Wat bewaren jullie van mij?');
      await page.waitForSelector('#tekst[aria-invalid]');
      const again = page.waitForEvent('requestfailed');
      await page.press('#tekst', 'Enter');
      await again;
      await page.waitForFunction(`document.getElementById('tekst-fout').textContent !== ''`);
      cut = false;
      await press('Wat bewaren jullie van mij? En hoe lang?');
      await page.waitForSelector('.line.customer >> nth=1');
      expect(await said()).toEqual([
        'Wat bewaren jullie van mij?',
        'Wat bewaren jullie van mij? En hoe lang?',
      ]);
    });
  });

  it('each line is put into the live log once, whoever brings it, and the log is never rebuilt', async () => {
    await open();
    await page.evaluate(`
      window.added = [];
      new MutationObserver((changes) => {
        for (const { addedNodes, removedNodes } of changes)
          window.added.push(...[...addedNodes].map((node) => node.id), ...[...removedNodes].map(() => 'removed'));
      }).observe(document.getElementById('log'), { childList: true })`);
    await asks();
    await staffSays('Dag Sanne');
    await page.waitForSelector('.line.staff');
    await page.fill('#tekst', 'Dank u');
    await page.click('#schrijven button');
    await page.waitForSelector('#bericht-9');
    const lines = [1, 3, 4, 5, 6, 7, 8, 9].map((sequence) => `bericht-${sequence}`);
    expect(await page.evaluate('window.added')).toEqual(lines);
  });

  it('what comes in by itself leaves the focus and the half-typed text alone', async () => {
    await open();
    await asks();
    await page.type('#tekst', 'Ik wilde nog');
    await staffSays('Dag Sanne');
    await page.waitForSelector('.line.staff');
    expect(await page.inputValue('#tekst')).toBe('Ik wilde nog');
    expect(await focused()).toBe('tekst');
  });

  it('an example question is put into the field and not sent', async () => {
    await open();
    await page.click('text=Ik wil dat u mijn gegevens wist.');
    expect(await page.inputValue('#tekst')).toBe('Ik wil dat u mijn gegevens wist.');
    expect(await said()).toEqual([]);
  });

  it('a pasted mail sentence leaves its code', async () => {
    await open();
    await asks();
    await page.click('.choices button >> nth=0');
    await page.waitForSelector('.asked.identity');
    await page.fill('#tekst', `Sanne de Vries, ${address}`);
    await page.click('#schrijven button');
    await page.waitForSelector('.asked.code');
    const code = await mailedCode();
    await current.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(`navigator.clipboard.writeText('Uw code is ${code.slice(0, 3)} ${code.slice(3)}.')`);
    await page.focus('[autocomplete=one-time-code]');
    await page.keyboard.press('Control+V');
    expect(await page.inputValue('[autocomplete=one-time-code]')).toBe(code);
  });

  it('a message that could not be stored stays in its field, says so there, and is taken once later', async () => {
    await open();
    await use().goesAway();
    await page.fill('#tekst', 'Wat bewaren jullie van mij?');
    await page.click('#schrijven button');
    await page.waitForSelector('#tekst[aria-invalid]');
    expect(await page.textContent('#tekst-fout')).toContain('nog niet verstuurd');
    await use().comesBack();
    await page.click('#schrijven button');
    await page.waitForSelector('.choices');
    expect(await said()).toHaveLength(1);
    expect(await page.isVisible('#tekst-fout')).toBe(false);
  });

  it('a session that ended brings a fresh page with the text still in its field', async () => {
    await open();
    await asks();
    const before = await number();
    await current.context.clearCookies();
    await page.fill('#tekst', 'Hoe staat het ermee?');
    await page.click('#schrijven button');
    await page.waitForURL('**/gesprek');
    expect(await page.inputValue('#tekst')).toBe('Hoe staat het ermee?');
    expect(await log()).not.toContain(before);
  });
});

describe('words of a customer are words', () => {
  const TRICKS = [
    '<script>alert(1)</script>',
    '<b>vet</b><img src=x onerror=alert(1)>',
    '[x](javascript:alert(1)) https://example.com',
    '"><svg onload=alert(1)>',
    '\u202Etxt.exe',
  ];

  it.each([true, false])('whatever they look like (script: %s)', async (script) => {
    await open({ script });
    page.on('dialog', (dialog) => {
      current.complaints.push(dialog.message());
      void dialog.dismiss();
    });
    for (const [index, trick] of TRICKS.entries()) {
      await page.fill('#tekst', trick);
      await page.click('#schrijven button');
      await page.waitForSelector(`.line.customer >> nth=${index}`);
    }
    const shown = await page.locator('.line.customer .words').allTextContents();
    expect(shown).toEqual(TRICKS);
    expect(await page.locator('#log .customer :is(b, img, script, svg, a)').count()).toBe(0);
    expect(current.complaints).toEqual([]);
  });
});

describe('the next user of the same computer (row 92)', () => {
  it.each([true, false])(
    'sees nothing after "klaar", also with the back button (script: %s)',
    async (script) => {
      await open({ script });
      await page.fill('#tekst', 'Ik ben Sanne. Wat bewaren jullie van mij?');
      await page.click('#schrijven button');
      await page.waitForSelector('.choices');
      await page.click('#klaar button');
      await page.waitForURL('**/gesprek/klaar');
      // With the script nothing was posted by leaving the page, so there is one page less to go back to.
      for (let steps = script ? 1 : 0; steps < 2; steps += 1) {
        await page.goBack();
        await page.waitForSelector('#tekst');
        expect(await page.content()).not.toContain('Sanne');
      }
      expect(await page.inputValue('#tekst')).toBe('');
    },
  );

  it('sees nothing in another window either', async () => {
    await open();
    await asks();
    const before = await number();
    const other = await current.context.newPage();
    await other.goto(site.url);
    await page.click('#klaar button');
    await other.waitForSelector('.keep', { state: 'detached' });
    expect(await other.textContent('#log')).not.toContain(before);
  });
});
