import { channelContract } from '../../support/channel-contract.ts';
import { mailHarness } from './mail-harness.ts';

channelContract('E-mail', {
  abilities: {
    push: true,
    oversize: true,
    edits: false,
    files: true,
    buttons: false,
    signed: false,
    // SMTP says that it is too busy, not until when.
    asksToWait: false,
  },
  make: mailHarness,
});
