/**
 * The one order in which a transaction locks rows (docs/architecture.md): conversations before requests, several of a
 * kind by ascending id. Two transactions that both keep to it cannot wait for each other. What is held already may be
 * locked again at any time.
 */
export interface LockOrder {
  /** Throws when asking for this lock could end in a deadlock: that is a bug of ours. */
  conversation(id: string): void;
  request(id: string): void;
  /** What this transaction made itself: nobody else can hold it. */
  holds(id: string): void;
}

type Kind = 'conversation' | 'request';

/** The locks of one transaction. */
export function lockOrder(): LockOrder {
  const held = new Set<string>();
  let last: { readonly kind: Kind; readonly id: string } | undefined;
  const lock = (kind: Kind, id: string): void => {
    if (held.has(id)) return;
    if (last !== undefined && !comesAfter(last, { kind, id }))
      throw new Error(`a ${kind} is locked after a ${last.kind} that comes later: see docs/architecture.md`);
    held.add(id);
    last = { kind, id };
  };
  return {
    conversation: (id) => lock('conversation', id),
    request: (id) => lock('request', id),
    holds: (id) => {
      held.add(id);
    },
  };
}

function comesAfter(last: { readonly kind: Kind; readonly id: string }, next: typeof last): boolean {
  return last.kind === next.kind ? last.id < next.id : last.kind === 'conversation';
}
