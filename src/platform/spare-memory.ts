import { setFlagsFromString } from 'node:v8';

/** In percent of what is in use after a collection: so much may be added before the next one. 0: as Node decides. */
const SPARING = 20;
let at = 0;

/**
 * Until the answer is called Node collects sooner what nobody uses any more: much that is soon forgotten passes through, of
 * which it would keep up to four times what is in use. Several may ask; it ends with the last.
 */
export function spareMemory(growBy: (percent: number) => void = setGrowth): () => void {
  at += 1;
  if (at === 1) growBy(SPARING);
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    at -= 1;
    if (at === 0) growBy(0);
  };
}

/** Read by V8 at each collection, so that it may be set at any time. */
function setGrowth(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}
