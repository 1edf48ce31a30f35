import { LIMITS } from '../../core/kernel/limits.ts';

/** Places for streams that stay open; each costs the server memory for as long as it lasts. */
export interface StreamPlaces {
  /** A place, given back by calling the answer; undefined when this visitor, network or process has enough. */
  take(visitor: string, network: string | undefined): (() => void) | undefined;
}

/** The places of one process. Where the network is not known only the visitor and the process are counted. */
export function createStreamPlaces(): StreamPlaces {
  const visitors = new Map<string, number>();
  const networks = new Map<string, number>();
  let all = 0;
  return {
    take(visitor, network) {
      const full =
        all >= LIMITS.streamsPerProcess.most ||
        (visitors.get(visitor) ?? 0) >= LIMITS.streamsPerVisitor.most ||
        (network !== undefined && (networks.get(network) ?? 0) >= LIMITS.streamsPerNetwork.most);
      if (full) return undefined;
      all += 1;
      count(visitors, visitor, 1);
      if (network !== undefined) count(networks, network, 1);
      let taken = true;
      return () => {
        if (!taken) return;
        taken = false;
        all -= 1;
        count(visitors, visitor, -1);
        if (network !== undefined) count(networks, network, -1);
      };
    },
  };
}

function count(taken: Map<string, number>, who: string, change: 1 | -1): void {
  const now = (taken.get(who) ?? 0) + change;
  if (now === 0) taken.delete(who);
  else taken.set(who, now);
}
