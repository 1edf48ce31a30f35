import type { RequestState } from './request-state.ts';

/** What every state of a request carries, without what belongs to one status. */
export function stateBase(state: RequestState) {
  const { right, channel, language, receivedAt, due, raised, sequence, cardVersion, level } = state;
  const { against, assignee, facts, posted, elsewhere, preparedBy, told, foundSince, notice, objectsTo } =
    state;
  const { knownSender, forOther, authority, fee, alsoPreparedBy, outcomeBy, returned } = state;
  return {
    ...{ right, channel, language, receivedAt, due, raised, sequence, cardVersion, level },
    ...(against === undefined ? {} : { against }),
    ...(fee === undefined ? {} : { fee }),
    ...(returned === undefined ? {} : { returned }),
    ...(knownSender === undefined ? {} : { knownSender }),
    ...(forOther === undefined ? {} : { forOther }),
    ...(authority === undefined ? {} : { authority }),
    ...(assignee === undefined ? {} : { assignee }),
    ...(facts === undefined ? {} : { facts }),
    ...(posted === undefined ? {} : { posted }),
    ...(elsewhere === undefined ? {} : { elsewhere }),
    ...(preparedBy === undefined ? {} : { preparedBy }),
    ...(alsoPreparedBy === undefined ? {} : { alsoPreparedBy }),
    ...(outcomeBy === undefined ? {} : { outcomeBy }),
    ...(told === undefined ? {} : { told }),
    ...(foundSince === undefined ? {} : { foundSince }),
    ...(notice === undefined ? {} : { notice }),
    ...(objectsTo === undefined ? {} : { objectsTo }),
  };
}
