import { erasableRecords } from '../fulfilment/change/erasable-records.ts';
import { checkErasure } from '../fulfilment/outcome/check-erasure.ts';
import { likelyFacts, possibleResults } from '../fulfilment/outcome/likely-outcome.ts';
import { fieldsOf, type Outcome } from '../fulfilment/outcome/outcome.ts';
import { readOutcome } from '../fulfilment/outcome/read-outcome.ts';
import { type TypedFields, typedOutcome } from '../fulfilment/outcome/typed-outcome.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { ok, refuse } from '../kernel/result.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { RequestState } from '../request/request-state.ts';
import { answerElsewhere } from './answer-elsewhere.ts';
import { askFacts } from './ask-facts.ts';
import { askProof } from './ask-proof.ts';
import { confirmSteps } from './confirm-steps.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { deciding, redraftWith } from './deciding.ts';
import { changesUnderWay, searchChanged } from './end-changes.ts';
import { partAsked } from './heard-in-words.ts';
import { letterRecipients } from './letter-recipients.ts';
import { narrowRefusal } from './narrow-refusal.ts';
import type { Outcomes } from './outcome-api.ts';
import type { Tx } from './ports.ts';
import { postCode } from './post-code.ts';
import { recordAuthority } from './record-authority.ts';
import { recordReported } from './record-breach.ts';
import { recordProof } from './record-proof.ts';
import { recordWithdrawal } from './record-withdrawal.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { saidInConversation } from './said-in-conversation.ts';

/** What staff decide about a request, its proof, and what they do by hand. */
export function makeOutcomes(settings: CoreSettings): Outcomes {
  return {
    form: (requestId, asked, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request }) => {
        const { right, state } = request;
        const latest = await tx.answers.latestLetter(request.id);
        const earlier = latest?.input.outcome ?? null;
        const results = possibleResults(right, state.against);
        const wanted = asked ?? earlier?.result ?? results[0];
        const result = results.find((known) => known === wanted) ?? results[0];
        if (result === undefined) return refuse('decision.wrong_state');
        const shop = await shopOf(tx, settings, request);
        const searches = await tx.requests.searches(request.id);
        const said = await saidInConversation(tx, settings, request.conversationId);
        const part = partAsked(request, settings.understand);
        const erasable =
          right === 'erasure'
            ? erasableRecords(searches, settings.sources(shop), settings.clock.now())
            : new Set<string>();
        const known = { results: searches, shop, inPart: part !== undefined, erasable };
        return ok({
          number: request.number,
          right,
          version: state.cardVersion,
          ...(part === undefined ? {} : { part }),
          results,
          result,
          fields: fieldsOf(right, result) ?? {},
          typed: typedFor(earlier, state, result, likelyFacts(right, result, known)),
          places: placesOf(settings, shop),
          unproven: state.level === 0,
          sendTo: latest?.input.sendTo ?? (state.level === 0 ? said.address : ''),
          child: latest?.input.child ?? said.child,
        });
      }),

    save: (requestId, version, typed, actor) =>
      deciding(settings, requestId, actor, async (context) => {
        const { tx, request, by, now } = context;
        const { right, state } = request;
        const today = amsterdamDay(now);
        const reading = readOutcome(right, typed.result, typed.fields, {
          today,
          places: placesOf(settings, await shopOf(tx, settings, request)),
        });
        const sendTo = typed.sendTo.trim() === '' ? '' : normaliseEmail(typed.sendTo);
        const problems = [
          ...(reading.ok
            ? checkErasure(reading.outcome, await tx.requests.searches(request.id), today)
            : reading.problems),
          ...(sendTo === undefined ? [{ field: 'sendTo', code: 'outcome.address_invalid' as const }] : []),
          // Without an address nobody could look, and to a stranger it would tell what we hold (R12).
          ...(typed.result === 'not_held' && state.level === 0 && sendTo === ''
            ? [{ field: 'sendTo', code: 'outcome.address_missing' as const }]
            : []),
        ];
        if (!reading.ok || sendTo === undefined || problems.length > 0) return ok({ problems });
        const { outcome } = reading;
        const saved = await redraftWith(
          settings,
          context,
          { type: 'set_outcome', by, version, result: outcome.result },
          (before) => ({ ...before, refusal: null, outcome, sendTo, child: typed.child }),
        );
        if (!saved.ok) return saved;
        if (outcome.right === 'breach_report' && outcome.found === 'breach')
          await recordReported(tx, request, by, now);
        return ok({ problems: [] });
      }),

    nameObjection: (requestId, version, against, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request, by, now }) => {
        const named = await runCommand(tx, request, { type: 'name_objection', by, version, against }, now);
        return named.ok ? ok(null) : narrowRefusal(named);
      }),

    askProof: (requestId, version, actor) =>
      deciding(settings, requestId, actor, (context) => askProof(settings, context, version)),

    askFacts: (requestId, version, actor) =>
      deciding(settings, requestId, actor, (context) => askFacts(settings, context, version)),

    recordProof: (requestId, version, proof, actor) =>
      deciding(settings, requestId, actor, (context) => recordProof(settings, context, version, proof)),

    recordAuthority: (requestId, version, typed, actor) =>
      deciding(settings, requestId, actor, (context) => recordAuthority(settings, context, version, typed)),

    postCode: (requestId, version, address, actor) =>
      deciding(settings, requestId, actor, (context) => postCode(settings, context, version, address)),

    answerElsewhere: (requestId, version, address, actor) =>
      deciding(settings, requestId, actor, (context) => answerElsewhere(settings, context, version, address)),

    recordWithdrawal: (requestId, version, knownBy, actor) =>
      deciding(settings, requestId, actor, (context) =>
        recordWithdrawal(settings, context, version, knownBy),
      ),

    confirmSteps: (requestId, steps, actor) =>
      deciding(settings, requestId, actor, (context) => confirmSteps(context, steps)),

    halt: (requestId, version, actor) =>
      deciding(settings, requestId, actor, async ({ tx, request, by, now }) => {
        const rows = await changesUnderWay(tx, request);
        const halted = await runCommand(tx, request, { type: 'halt', by, version }, now);
        if (!halted.ok) return narrowRefusal(halted);
        await searchChanged(tx, request.id, rows, by, now);
        return ok(null);
      }),
  };
}

/** What was typed before, else what is likely; a plan is made anew when what was found changed since (R19). */
function typedFor(
  earlier: Outcome | null,
  { right, foundSince }: RequestState,
  result: string,
  likely: TypedFields,
): TypedFields {
  if (earlier === null || earlier.right !== right || earlier.result !== result) return likely;
  const before = typedOutcome(earlier);
  if (foundSince !== true) return before;
  const isPlan = (path: string): boolean => path.startsWith('plan.');
  const pick = (from: TypedFields, plan: boolean) =>
    Object.entries(from).filter(([path]) => isPlan(path) === plan);
  return Object.fromEntries([...pick(before, false), ...pick(likely, true)]);
}

/** The shop with everybody who holds data of this person: the chat service and the staff's channel too (R28, R38). */
async function shopOf(tx: Tx, settings: CoreSettings, request: RequestRow): Promise<ShopProfile> {
  const shop = await profileIn(tx);
  return { ...shop, recipients: await letterRecipients(tx, request, shop, settings.staffChannel) };
}

/** Every system that is searched, and every recipient. */
function placesOf(settings: CoreSettings, shop: ShopProfile): readonly string[] {
  const sources = settings.sources(shop).map((processor) => processor.capabilities().source);
  return [...new Set([...sources, ...shop.recipients.map(({ id }) => id)])];
}
