import { channelContract } from '../../support/channel-contract.ts';
import { mailboxHarness, mailHarness } from './mail-harness.ts';

const abilities = {
  push: true,
  oversize: true,
  edits: false,
  files: true,
  buttons: false,
  signed: false,
  // SMTP says that it is too busy, not until when.
  asksToWait: false,
};

channelContract('E-mail to the listener', { abilities, make: mailHarness });
channelContract('E-mail in a mailbox', { abilities, make: mailboxHarness });
