import type { RequestDetail, StaffMember } from '../core/application/core-api.ts';
import type { Actor, StaffDialogues, StaffReply } from '../core/approval/staff-channel.ts';
import { assertNever } from '../core/kernel/assert-never.ts';
import { type Refusal, refuse } from '../core/kernel/result.ts';
import { type DecisionOutcome, decisionNotice, refusalText } from '../core/text/decision-notice.ts';
import { renderCard } from '../core/text/render-card.ts';
import { requestList } from '../core/text/request-list.ts';
import { text } from '../core/text/texts.ts';
import { customerDialogues } from './dialogue/customer-dialogues.ts';
import { type Dialogue, type DialogueTools, shown } from './dialogue/dialogue.ts';
import { letterDialogues } from './dialogue/letter-dialogues.ts';
import { readCommand } from './dialogue/read-command.ts';
import { termDialogues } from './dialogue/term-dialogues.ts';
import { workDialogues } from './dialogue/work-dialogues.ts';
import { formOf } from './frame/read-form.ts';

const EXAMPLE = 'PB-2345-6789';

/** What a click in a staff channel does: the desk's work, with the desk's checks, in the desk's words (R19, R25). */
export function createStaffDialogues(tools: DialogueTools & { readonly publicUrl: string }): StaffDialogues {
  const { core, language, publicUrl } = tools;
  const { decisions, caseWork, desk } = core;
  const dialogues = {
    ...letterDialogues(tools),
    ...termDialogues(tools),
    ...customerDialogues(tools),
    ...workDialogues(tools),
  } satisfies Record<Parameters<StaffDialogues['open']>[0], Dialogue>;

  function notice(outcome: DecisionOutcome): StaffReply {
    return { type: 'notice', text: decisionNotice(outcome, language) };
  }

  const refused = (refusal: Refusal): StaffReply => notice({ type: 'refused', refusal });

  async function cardOf(detail: RequestDetail | undefined, unknown: Refusal): Promise<StaffReply> {
    if (detail === undefined) return refused(unknown);
    const deskUrl = `${publicUrl}/balie/verzoek/${detail.id}`;
    return { type: 'card', card: renderCard(detail, { language, deskUrl, shop: await desk.profile() }) };
  }

  async function list(me: StaffMember, mine: boolean): Promise<StaffReply> {
    const [open, unproven] = await Promise.all([desk.requests('open'), desk.requests('unproven')]);
    const asked = mine ? open.filter(({ assigneeId }) => assigneeId === me.id) : open;
    const sorted = asked.toSorted((one, other) => one.staffDue.localeCompare(other.staffDue));
    const more = { none: mine ? 'mine_none' : 'none', unproven: mine ? 0 : unproven.length } as const;
    return { type: 'list', list: requestList(sorted, more, language) };
  }

  /** What is only looked at is for staff too: whoever left here may still be named in Slack (R26). */
  async function forStaff(by: Actor, work: (me: StaffMember) => Promise<StaffReply>): Promise<StaffReply> {
    const me = await desk.acting(by);
    return me === undefined ? refused({ code: 'decision.not_allowed' }) : work(me);
  }

  const open: StaffDialogues['open'] = (name, about, by) =>
    forStaff(by, async () => {
      const opened = await dialogues[name].open({ about, by });
      if (!opened.ok) return refused(opened.refusal);
      return shown(name, 'modal' in opened.value ? opened.value : { modal: opened.value, about });
    });

  return {
    open,
    submit: async (name, about, typed, by, form) => {
      const dialogue = dialogues[name];
      const reply = await dialogue.submit(
        { about, by, form },
        formOf((field) => typed[field] ?? []),
      );
      if (reply.ok) return reply.value;
      const field = dialogue.at[reply.refusal.code];
      if (field === undefined) return refused(reply.refusal);
      return { type: 'errors', fields: { [field]: refusalText(reply.refusal, language) } };
    },
    act: async (action, { requestId, version }, by) => {
      switch (action) {
        case 'stop': {
          const stopped = await decisions.stop(requestId, version, by);
          return stopped.ok ? notice({ type: 'stopped' }) : refused(stopped.refusal);
        }
        case 'take': {
          const taken = await caseWork.take(requestId, by);
          return taken.ok ? notice({ type: 'taken' }) : refused(taken.refusal);
        }
        case 'show':
          return cardOf(await desk.request(requestId, by), { code: 'decision.request_unknown' });
        default:
          return assertNever(action);
      }
    },
    command: (typed, by) =>
      forStaff(by, async (me) => {
        const command = readCommand(typed);
        const help = text(language, 'staff:command.help', { example: EXAMPLE });
        switch (command.type) {
          case 'list':
          case 'mine':
            return list(me, command.type === 'mine');
          case 'new':
            return open('open', { requestId: '', version: 0 }, by);
          case 'find': {
            const detail = await core.register.byNumber(command.number, by);
            return cardOf(detail, refuse('dialogue.number_unknown').refusal);
          }
          case 'help':
            return { type: 'notice', text: help };
          case 'unknown':
            return { type: 'notice', text: text(language, 'staff:command.unknown', { help }) };
          default:
            return assertNever(command);
        }
      }),
  };
}
