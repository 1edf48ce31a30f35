import { expect } from 'vitest';
import type { Receive } from '../../../src/core/conversation/channel.ts';
import { visitorClient } from '../../pages/visitor-client.ts';
import type { ChannelHarness } from '../../support/channel-contract.ts';
import { openSite } from '../../support/open-site.ts';
import type { CoreUnderTest } from '../../support/use-core.ts';

/** The real site and one visitor, who presses "send" again when a page says that it failed. */
export async function webHarness(receive: Receive, open: CoreUnderTest): Promise<ChannelHarness> {
  let customer = '';
  const site = await openSite(open);
  // the same channel, now under the eyes of the suite
  await site.web.start((message) => {
    customer = message.conversationKey;
    return receive(message);
  });
  const visitor = visitorClient(site.ask);
  const { csrf = '' } = await visitor.form('/', '/gesprek');
  const failed: Record<string, string>[] = [];
  let last: Record<string, string> = {};
  let posted: Promise<unknown> = Promise.resolve();
  let count = 0;

  /** One after another, as one browser does; the act is over when the form is on its way. */
  function send(fields: Record<string, string>): void {
    last = fields;
    posted = posted.then(async () => {
      // What failed still stands in the field: what comes after it waits.
      if (failed.length > 0) return failed.push(fields);
      const response = await visitor.post('/gesprek', fields);
      if (response.status === 503) failed.push(fields);
      await response.text();
    });
  }

  function form(fields: Record<string, string>): Record<string, string> {
    count += 1;
    return { csrf, nummer: `number-of-the-form-${count}`, ...fields };
  }

  return {
    channel: site.web,
    get customer() {
      return customer;
    },
    async says(text) {
      send(form({ tekst: text }));
    },
    async taps(choiceId) {
      send(form({ keuze: choiceId }));
    },
    async deliversAgain() {
      send(last);
    },
    async forges(text) {
      const stranger = visitorClient(site.ask);
      await stranger.page('/');
      return (await stranger.post('/gesprek', form({ tekst: text }))).status;
    },
    /** The page itself cannot be made without the database. */
    async turnedAway() {
      await posted;
      expect(failed).not.toEqual([]);
    },
    async retryFallsDue() {
      await posted;
      for (const fields of failed.splice(0)) send(fields);
    },
    async close() {
      await posted;
      await site.web.stop();
    },
  };
}
