import type { Receive } from '../../../src/core/conversation/channel.ts';
import { memoryCore } from '../../pages/memory-core.ts';
import { startSite } from '../../pages/start-site.ts';
import { visitorClient } from '../../pages/visitor-client.ts';
import type { ChannelHarness } from '../../support/channel-contract.ts';

/** The real site on loopback and one visitor, who presses "send" again when a page says that it failed. */
export async function webHarness(receive: Receive): Promise<ChannelHarness> {
  const { api } = memoryCore(() => new Date());
  let customer = '';
  const site = await startSite({
    api,
    receive: (message) => {
      customer = message.conversationKey;
      return receive(message);
    },
  });
  const visitor = visitorClient(site.url);
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
    channel: site.channel,
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
      const stranger = visitorClient(site.url);
      await stranger.page('/');
      return (await stranger.post('/gesprek', form({ tekst: text }))).status;
    },
    async retryFallsDue() {
      await posted;
      for (const fields of failed.splice(0)) send(fields);
    },
    async close() {
      await posted;
      await site.close();
    },
  };
}
