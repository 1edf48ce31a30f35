import { channelContract } from '../../support/channel-contract.ts';
import { pollingHarness, webhookHarness } from '../../support/telegram/telegram-harness.ts';

const abilities = { push: true, oversize: true, edits: true, files: true, buttons: true, asksToWait: true };

channelContract('Telegram by long polling', {
  abilities: { ...abilities, signed: false },
  make: pollingHarness,
});
channelContract('Telegram by webhook', { abilities: { ...abilities, signed: true }, make: webhookHarness });
