import type {
  RequestDetail,
  SortedConversation,
  StaffMember,
  TaskRow,
  TranscriptEntry,
} from '../../src/core/application/core-api.ts';
import { after, HOUR } from '../../src/core/kernel/clock.ts';
import { newToken } from '../../src/core/kernel/ids.ts';
import { ok, refuse } from '../../src/core/kernel/result.ts';
import { firstProfile } from '../../src/core/policy/first-profile.ts';
import type { DeskCore } from '../../src/desk/frame/desk-tools.ts';
import { type Case, makeCase, memoryDecisions } from './memory-decisions.ts';
import { memorySources } from './memory-sources.ts';
import { memoryStaff } from './memory-staff.ts';
import { day, IDS, NASTY, sampleRequest, sampleTask, WAITING } from './sample-requests.ts';

export const OWNER: StaffMember = {
  id: '99999999-9999-4999-8999-000000000001',
  email: 'noor@example.nl',
  slackUserId: null,
  name: 'Noor Visser',
  owner: true,
};
export const DEPUTY: StaffMember = {
  id: '99999999-9999-4999-8999-000000000002',
  email: 'sam@example.nl',
  slackUserId: null,
  name: 'Sam de Wit',
  owner: false,
};

/** What stands open in a normal week: one to decide, one being searched, one written decision, one stranger. */
export function normalWeek(): {
  readonly requests: readonly RequestDetail[];
  readonly tasks: readonly TaskRow[];
} {
  const blocked = { phase: 'pending', mayApprove: false, blockedBy: 'text_missing' } as const;
  const requests: readonly RequestDetail[] = [
    sampleRequest(),
    sampleRequest({
      id: IDS.searching,
      number: 'PB-4444-5555',
      status: 'gathering',
      receivedAt: new Date('2026-11-18T22:59:00Z'),
      sources: WAITING,
      letterKind: null,
      approval: { phase: 'waiting', waitingFor: 'search' },
      tasks: [sampleTask()],
      openTasks: 1,
    }),
    sampleRequest({
      id: IDS.decision,
      number: 'PB-7777-8888',
      right: 'objection',
      raised: true,
      letterKind: 'decision',
      approval: blocked,
    }),
    sampleRequest({
      id: IDS.unproven,
      number: 'PB-9999-2222',
      status: 'awaiting_identity',
      level: 0,
      name: null,
      email: null,
      proof: null,
      sources: [],
      letterKind: null,
      approval: { phase: 'waiting', waitingFor: 'identity' },
    }),
    sampleRequest({
      id: IDS.closed,
      number: 'PB-3333-4444',
      status: 'answered',
      approval: {
        phase: 'resolved',
        outcome: 'answered',
        by: OWNER.name,
        at: new Date('2026-11-02T09:00:00Z'),
      },
    }),
  ];
  const human = {
    id: IDS.human,
    kind: 'human_wanted',
    requestId: null,
    number: null,
    conversationId: IDS.strangers,
  } as const;
  const tasks = [
    sampleTask(),
    sampleTask({
      id: IDS.fresh,
      kind: 'fresh_export',
      requestId: null,
      number: null,
      params: { source: 'jouwweb' },
    }),
    sampleTask({ ...human, dueDay: day('2026-11-20'), params: { reason: 'asked' } }),
  ];
  return { requests, tasks };
}

/** The part of the port that the desk uses, kept in memory and true to its promises. */
export function memoryDesk(now: () => Date, week = normalWeek()) {
  const cases = new Map<string, Case>(week.requests.map((detail) => [detail.id, makeCase(detail)]));
  const decision = cases.get(IDS.decision);
  if (decision !== undefined) decision.free = { opening: '', closing: '' };
  const tasks: TaskRow[] = [...week.tasks];
  const staff: StaffMember[] = [OWNER, DEPUTY];
  const links = new Map<string, StaffMember>();
  const sessions = new Map<string, { member: StaffMember; until: Date }>();
  const entries: TranscriptEntry[] = [
    { sequence: 1, at: now(), from: 'customer', text: `hallo ${NASTY}` },
    { sequence: 2, at: now(), from: 'desk', message: { kind: 'human_called' } },
  ];
  const looks: string[] = [];
  const opened: { id: string; right: string; by: string }[] = [];
  const sorted: SortedConversation[] = [
    {
      id: IDS.strangers,
      channel: 'telegram',
      language: 'nl',
      receivedAt: new Date('2026-11-20T08:30:00Z'),
      words: `ik bestel nooit meer bij jullie ${NASTY}`,
      sortedAs: ['not_understood', 'small_talk'],
    },
  ];
  let profile = firstProfile();
  let chain: { number: string; sequence: number } | null = null;
  let away = false;

  const find = (id: string) => cases.get(id);
  const details = () => [...cases.values()].map(({ detail }) => detail);
  const { sources, recorded, files } = memorySources(tasks, find, now);

  const people = memoryStaff(staff, (id) => {
    for (const [session, { member }] of sessions) if (member.id === id) sessions.delete(session);
  });

  const core: DeskCore = {
    signIn: {
      async request(email) {
        const member = staff.find((one) => one.email === email.toLowerCase());
        if (member !== undefined) links.set(newToken(), member);
      },
      usable: async (token) => links.has(token),
      async redeem(token) {
        const member = links.get(token);
        if (member === undefined) return refuse('sign_in.link_used_or_expired');
        links.delete(token);
        const session = newToken();
        sessions.set(session, { member, until: after(now(), 12 * HOUR) });
        return ok({ session, staff: member });
      },
      async who(session) {
        if (away) throw new Error('the database is away');
        const found = sessions.get(session);
        return found !== undefined && found.until > now()
          ? staff.find(({ id }) => id === found.member.id)
          : undefined;
      },
      signOut: async (session) => void sessions.delete(session),
    },
    desk: {
      async requests(filter) {
        const unproven = (detail: RequestDetail) => detail.level === 0 && detail.channel !== 'email';
        if (filter === 'closed') return details().filter(({ approval }) => approval.phase === 'resolved');
        const open = details().filter(({ approval }) => approval.phase !== 'resolved');
        return open.filter((detail) => unproven(detail) === (filter === 'unproven'));
      },
      async request(id, by) {
        looks.push(`${by.name} ${id}`);
        return find(id)?.detail;
      },
      card: async (id) => find(id)?.detail,
      tasks: async (filter) => tasks.filter(({ doneAt }) => (doneAt === null) === (filter === 'open')),
      task: async (id) => tasks.find((task) => task.id === id),
      async closeTask(id) {
        const index = tasks.findIndex((task) => task.id === id);
        const task = tasks[index];
        if (task === undefined) return refuse('task.unknown');
        if (task.doneAt !== null) return refuse('task.already_done');
        tasks[index] = { ...task, doneAt: now() };
        return ok(null);
      },
      async conversation(id) {
        if (id !== IDS.conversation && id !== IDS.strangers) return undefined;
        const proven = id === IDS.conversation;
        const requests = details().filter(({ conversationId }) => conversationId === id);
        return {
          id,
          channel: 'web',
          language: 'nl',
          proven,
          humanWanted: !proven,
          codesBlocked: false,
          entries,
          requests,
          looks: [],
        };
      },
      async answerConversation(id, text, by) {
        if (text === '') return refuse('staff_text.empty');
        if (id === IDS.strangers && text.includes('fatima@'))
          return refuse('staff_text.holds_record_content');
        const message = { kind: 'staff_text', text, signedBy: by.name } as const;
        entries.push({ sequence: entries.length + 1, at: now(), from: 'desk', message });
        return ok(null);
      },
      allowCodes: async () => refuse('conversation.not_blocked'),
      conversationsWithoutRequest: async () => sorted,
      async openFromConversation(id, right, by) {
        const index = sorted.findIndex((conversation) => conversation.id === id);
        if (index === -1) return refuse('conversation.has_request');
        sorted.splice(index, 1);
        opened.push({ id, right, by: by.name });
        return ok({ id: IDS.unproven });
      },
      profile: async () => profile,
      async saveProfile(wanted) {
        if (wanted.version !== profile.version) return refuse('profile.changed_meanwhile');
        const closed = wanted.closingDays.filter((day) => !profile.closingDays.includes(day));
        const moved = [...cases.values()].filter(({ detail }) => closed.includes(detail.staffDue)).length;
        profile = { ...wanted, version: wanted.version + 1 };
        return ok({ profile, moved });
      },
      ...people.part,
      caughtMail: async () => [],
    },
    decisions: memoryDecisions(find, now),
    sources,
    register: {
      list: async () =>
        details().map(({ number, right, status, channel, customerDue }) => ({
          number,
          right,
          status,
          channel,
          receivedDay: day('2026-10-30'),
          customerDue,
          closedDay: status === 'answered' ? day('2026-11-02') : null,
          onTime: status === 'answered' ? true : null,
        })),
      byNumber: async (number) => details().find((detail) => detail.number === number),
      verify: async () => ({ entries: 12, broken: chain }),
      remains: async () => undefined,
      lastRun: async () => undefined,
    },
  };

  return {
    core,
    cases,
    tasks,
    entries,
    looks,
    opened,
    recorded,
    files,
    links,
    staff,
    former: people.former,
    profile: () => profile,
    breaksChain: () => {
      chain = { number: 'PB-2345-6789', sequence: 2 };
    },
    goesAway: () => {
      away = true;
    },
    /** A session without the detour of the mail, as after redeeming a link. */
    session: (member: StaffMember) => {
      const session = newToken();
      sessions.set(session, { member, until: after(now(), 12 * HOUR) });
      return session;
    },
  };
}
