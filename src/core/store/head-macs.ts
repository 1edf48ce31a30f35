import { sameHash } from '../kernel/digest.ts';
import { headContent, type LogHead, type RegisterSeal, sealContent } from '../register/log-head.ts';
import type { Pseudonyms } from './sealed-columns.ts';

/** Keyed hashes of heads and of the seal: whoever has only the database cannot make them. */
export interface HeadMacs {
  ofHead(head: LogHead): string;
  ofSeal(seal: RegisterSeal): string;
  /** By the present secret and by those before it. */
  everyOfHead(head: LogHead): readonly string[];
  /** Also by a secret from before. */
  fitsHead(mac: string, head: LogHead): boolean;
  fitsSeal(mac: string, seal: RegisterSeal): boolean;
}

/** By the install's secret, each use with a purpose of its own. */
export function headMacs(pseudonyms: Pseudonyms): HeadMacs {
  const heads = (head: LogHead) => pseudonyms('LogHead.mac', headContent(head));
  const seals = (seal: RegisterSeal) => pseudonyms('RegisterSeal.mac', sealContent(seal));
  return {
    ofHead: (head) => heads(head)[0],
    everyOfHead: heads,
    ofSeal: (seal) => seals(seal)[0],
    fitsHead: (mac, head) => heads(head).some((made) => sameHash(made, mac)),
    fitsSeal: (mac, seal) => seals(seal).some((made) => sameHash(made, mac)),
  };
}
