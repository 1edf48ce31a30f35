import { makeAnswers } from './answers.ts';
import { makeBreaches } from './breaches.ts';
import { makeCaseWork } from './case-work.ts';
import type { CoreApi } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import { makeDecisions } from './decisions.ts';
import { makeDelivery } from './delivery.ts';
import { makeDesk } from './desk.ts';
import { makeErasures } from './erasures.ts';
import type { ExportReader } from './exports.ts';
import { makeInPerson } from './in-person.ts';
import { makeMailboxes } from './mailboxes.ts';
import { makeNotices } from './notices.ts';
import { makeOutcomes } from './outcomes.ts';
import { makePolicies } from './policies.ts';
import { makePolicyMailing } from './policy-mailing.ts';
import { makePublishing } from './publishing.ts';
import { makeReceive } from './receive.ts';
import { makeRecipients } from './recipients.ts';
import { makeRegister } from './register.ts';
import { makeSignIn } from './sign-in.ts';
import { makeSources } from './sources.ts';
import { makeTranscripts } from './transcripts.ts';
import { makeTransmissions } from './transmissions.ts';
import { makeTwoYears } from './two-years.ts';
import { typedByStaff } from './typed-by-staff.ts';

/** The core behind its interface, made of ports. */
export function createCore(settings: CoreSettings, exportReader: ExportReader): CoreApi {
  return {
    receive: makeReceive(settings),
    transcripts: makeTranscripts(settings),
    answers: makeAnswers(settings),
    transmissions: makeTransmissions(settings),
    signIn: makeSignIn(settings),
    mailboxes: makeMailboxes(settings),
    ...typedByStaff(settings, {
      desk: makeDesk(settings),
      decisions: makeDecisions(settings),
      outcomes: makeOutcomes(settings),
      inPerson: makeInPerson(settings),
      delivery: makeDelivery(settings),
      caseWork: makeCaseWork(settings),
      notices: makeNotices(settings),
      breaches: makeBreaches(settings),
      recipients: makeRecipients(settings),
      sources: makeSources(settings, exportReader),
      register: makeRegister(settings),
      erasures: makeErasures(settings),
      twoYears: makeTwoYears(settings),
      policies: makePolicies(settings),
      publishing: { ...makePublishing(settings), ...makePolicyMailing(settings, exportReader) },
    }),
  };
}
