import { channelContract } from '../../support/channel-contract.ts';
import { webHarness } from './web-harness.ts';

channelContract('The web chat', {
  abilities: {
    push: false,
    edits: false,
    files: false,
    buttons: true,
    signed: true,
    asksToWait: false,
    oversize: true,
  },
  make: webHarness,
});
