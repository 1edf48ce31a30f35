import type { RequestDetail } from '../../core/application/core-api.ts';
import { sha256 } from '../../core/kernel/digest.ts';
import { ok, type Result, refuse } from '../../core/kernel/result.ts';
import { isInPerson } from '../../core/kernel/rights.ts';
import { renderWriteModal } from '../../core/text/render-customer-modals.ts';
import { type Asked, type Dialogue, type DialogueTools, done, shown } from './dialogue.ts';

/** Words of a named person to the customer: sent only when exactly these were shown as the customer reads them (R15). */
export function customerDialogues({ core, language }: DialogueTools) {
  const { desk, decisions } = core;

  async function reachable({ about }: Asked, versioned: boolean): Promise<Result<RequestDetail>> {
    const detail = await desk.card(about.requestId);
    if (detail === undefined) return refuse('decision.request_unknown');
    if (versioned && detail.version !== about.version) return refuse('decision.card_outdated');
    const { channel } = versioned ? detail : detail.answerIn;
    return isInPerson(channel) ? refuse('staff_text.no_channel') : ok(detail);
  }

  function writing(
    name: 'ask' | 'answer',
    send: (asked: Asked, detail: RequestDetail, text: string) => Promise<Result<null>>,
  ): Dialogue {
    return {
      at: {
        'staff_text.empty': 'text',
        'staff_text.too_long': 'text',
        'staff_text.holds_record_content': 'text',
      },
      open: async (asked) => {
        const found = await reachable(asked, name === 'ask');
        return found.ok ? ok(renderWriteModal(name, language, readIn(found.value))) : found;
      },
      submit: async (asked, form) => {
        const found = await reachable(asked, name === 'ask');
        if (!found.ok) return found;
        const text = form.text('text');
        if (text === '') return refuse('staff_text.empty');
        const seen = sha256(text);
        if (asked.about.seen === seen) {
          const sent = await send(asked, found.value, text);
          return sent.ok ? done({ type: name === 'ask' ? 'asked' : 'answered' }, language) : sent;
        }
        const [me, shop] = await Promise.all([desk.acting(asked.by), desk.profile()]);
        if (me === undefined) return refuse('decision.not_allowed');
        const written = { text, signedBy: me.name, language: found.value.language, shop };
        const modal = renderWriteModal(name, language, readIn(found.value), written);
        return ok(shown(name, { modal, about: { ...asked.about, seen } }));
      },
    };
  }

  return {
    ask: writing('ask', ({ about: { requestId, version }, by }, _detail, text) =>
      decisions.askCustomer(requestId, version, text, by),
    ),
    answer: writing('answer', ({ by, form }, { answerIn }, text) =>
      desk.answerConversation(answerIn.conversationId, text, by, form),
    ),
  };
}

function readIn({ channel, conversationId, answerIn }: RequestDetail) {
  return { own: channel, last: answerIn.conversationId === conversationId ? null : answerIn.channel };
}
