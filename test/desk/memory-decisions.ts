import type { Decisions, PreviewView, RequestDetail } from '../../src/core/application/core-api.ts';
import { after, DAY, MINUTE } from '../../src/core/kernel/clock.ts';
import { canonicalJson, sha256 } from '../../src/core/kernel/digest.ts';
import { ok, refuse } from '../../src/core/kernel/result.ts';
import { checkRefusal } from '../../src/core/request/refusal-ground.ts';

/** One request as the memory keeps it: what the desk sees, and what decisions turn on. */
export interface Case {
  detail: RequestDetail;
  free: { opening: string; closing: string };
  refusal: { ground: string; facts: string } | null;
  seen: Set<string>;
  asked: string[];
}

export function makeCase(detail: RequestDetail): Case {
  const free = { opening: 'Beste Fatima,\n\nHier is uw antwoord.', closing: 'Met vriendelijke groet' };
  return { detail, free, refusal: null, seen: new Set(), asked: [] };
}

const delayOf = ({ detail }: Case) => (detail.right === 'erasure' ? DAY : 10 * MINUTE);

/** Decisions with the rules of the port: the version is named, the preview was opened, taken once. */
export function memoryDecisions(find: (id: string) => Case | undefined, now: () => Date): Decisions {
  const nameOf = (by: Parameters<Decisions['preview']>[1]) => by.name;

  function log(one: Case, type: string, by: string, change: Partial<RequestDetail> = {}): void {
    const entry = { sequence: one.detail.history.length + 1, at: now(), type, by, params: {} };
    one.detail = { ...one.detail, ...change, history: [...one.detail.history, entry] };
  }

  /** The case at this version while it can be decided. */
  function open(id: string, version: number) {
    const one = find(id);
    if (one === undefined) return refuse('decision.request_unknown');
    const { approval } = one.detail;
    if (approval.phase === 'sending' || approval.phase === 'resolved')
      return refuse('decision.already_taken');
    if (approval.phase === 'waiting') return refuse('decision.wrong_state');
    return one.detail.version === version ? ok(one) : refuse('decision.card_outdated');
  }

  function render(one: Case): PreviewView {
    const { detail, free, refusal } = one;
    const locked = true as const;
    const letter = {
      title: refusal === null ? 'Uw gegevens bij Voorbeeldwinkel' : 'Uw verzoek is afgewezen',
      language: 'nl' as const,
      blocks: [
        { id: 'opening', kind: 'paragraph' as const, text: free.opening, locked: false },
        { id: 'h', kind: 'heading' as const, text: 'Wat wij bewaren', locked },
        { id: 'l', kind: 'list' as const, items: ['Bestellingen', 'Facturen'], locked },
        { id: 't', kind: 'table' as const, head: ['Systeem', 'Aantal'], rows: [['JouwWeb', '3']], locked },
        {
          id: 'p',
          kind: 'paragraph' as const,
          text: refusal?.facts ?? 'U kunt een klacht indienen bij de AP.',
          locked,
        },
        { id: 'closing', kind: 'paragraph' as const, text: free.closing, locked: false },
      ],
    };
    return {
      letter,
      letterHash: sha256(canonicalJson(letter)),
      letterKind: refusal === null ? 'access_answer' : 'refusal',
      version: detail.version,
      receiver: detail.email ?? '',
      counts: [{ source: 'jouwweb', category: 'order', count: 3 }],
      free,
      delaySeconds: delayOf(one) / 1000,
    };
  }

  return {
    async preview(id, by) {
      const one = find(id);
      if (one === undefined) return refuse('decision.request_unknown');
      const found = open(id, one.detail.version);
      if (!found.ok)
        return found.refusal.code === 'decision.already_taken' ? refuse('decision.wrong_state') : found;
      if (one.detail.letterKind === 'decision' && one.free.opening === '')
        return refuse('decision.text_missing');
      const view = render(one);
      one.seen.add(`${nameOf(by)} ${view.letterHash}`);
      return ok(view);
    },

    async refusalChoices(id, version) {
      const found = open(id, version);
      return found.ok ? ok(found.value.detail.refusalChoices) : found;
    },

    async approve(id, version, letterHash, by) {
      const found = open(id, version);
      if (!found.ok) return found;
      const one = found.value;
      if (render(one).letterHash !== letterHash) return refuse('decision.letter_changed');
      if (!one.seen.has(`${nameOf(by)} ${letterHash}`)) return refuse('decision.preview_not_opened');
      if (one.detail.approval.phase === 'pending' && one.detail.approval.blockedBy !== null)
        return refuse('decision.sources_open');
      const sendAt = after(now(), delayOf(one));
      const approval = { phase: 'sending' as const, by: nameOf(by), sendAt };
      log(one, 'approved', nameOf(by), { status: 'executing', approval, version: version + 1 });
      return ok({ sendAt });
    },

    async stop(id, version, by) {
      const one = find(id);
      if (one === undefined) return refuse('decision.request_unknown');
      const { approval } = one.detail;
      if (approval.phase !== 'sending') return refuse('decision.wrong_state');
      if (approval.sendAt <= now()) return refuse('decision.too_late');
      if (one.detail.version !== version) return refuse('decision.card_outdated');
      const pending = { phase: 'pending' as const, mayApprove: true, blockedBy: null };
      log(one, 'stopped', nameOf(by), {
        status: 'awaiting_approval',
        approval: pending,
        version: version + 1,
      });
      return ok(null);
    },

    async changeParagraphs(id, version, free, by) {
      const found = open(id, version);
      if (!found.ok) return found;
      if (free.opening.trim() === '') return refuse('staff_text.empty');
      found.value.free = free;
      log(found.value, 'paragraphs_changed', nameOf(by), { version: version + 1 });
      return ok(null);
    },

    async prepareRefusal(id, version, refusal, by) {
      const found = open(id, version);
      if (!found.ok) return found;
      const { ground, facts } = refusal;
      const checked = checkRefusal(found.value.detail.right, refusal);
      if (!checked.ok) return checked;
      found.value.refusal = { ground, facts };
      log(found.value, 'refusal_prepared', nameOf(by), { version: version + 1, letterKind: 'refusal' });
      return ok(null);
    },

    async prepareAnswer(id, version, by) {
      const found = open(id, version);
      if (!found.ok) return found;
      found.value.refusal = null;
      log(found.value, 'answer_prepared', nameOf(by), { version: version + 1, letterKind: 'access_answer' });
      return ok(null);
    },

    async askCustomer(id, _version, text, by) {
      const one = find(id);
      if (one === undefined) return refuse('decision.request_unknown');
      if (text === '') return refuse('staff_text.empty');
      if (text.includes('2026-10')) return refuse('staff_text.holds_record_content');
      one.asked.push(text);
      log(one, 'question_asked', nameOf(by));
      return ok(null);
    },
  };
}
