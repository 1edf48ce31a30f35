import { channelContract } from '../../support/channel-contract.ts';
import { discordHarness } from '../../support/discord/discord-harness.ts';

channelContract('Discord', {
  abilities: {
    push: true,
    oversize: false,
    edits: true,
    files: true,
    buttons: true,
    signed: false,
    asksToWait: true,
  },
  make: discordHarness,
});
