import type { Turn } from './turn.ts';

/** Requests that stopped by one answer are told in one message, where the first of them stood. */
export function toldTogether(outgoing: Turn['outgoing']): Turn['outgoing'] {
  const numbers = outgoing.flatMap(({ message }) =>
    message.kind === 'withdrawn' && message.as === 'withdrawn' ? [message.number] : [],
  );
  if (numbers.length < 2) return outgoing;
  return outgoing.flatMap((told) => {
    if (told.message.kind !== 'withdrawn') return [told];
    const isFirst = told.message.number === numbers[0];
    return isFirst ? [{ message: { kind: 'withdrawn_all', numbers } as const, requestId: null }] : [];
  });
}
