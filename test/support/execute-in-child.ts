import { explainProblems, readConfig } from '../../src/config.ts';
import { executeSource } from '../../src/core/application/execute-source.ts';
import type { ChangingProcessor } from '../../src/core/fulfilment/processor.ts';
import { asId } from '../../src/core/kernel/ids.ts';
import { openCore } from '../../src/open-core.ts';
import { prepareDatabase } from '../../src/prepare-database.ts';
import { fakeSystem } from './fake-system.ts';

/**
 * A program that works off one job and may be killed in the middle of it: `connection request letter source url`. Every
 * change is asked of the system behind the url, which says nothing until it likes to. The settings come by environment.
 */
const [connectionString = '', requestId = '', letterId = '', source = '', url = ''] = process.argv.slice(2);
const { SECRET_KEY, DATA_DIR, ERASURE_LEDGER } = process.env;
const config = readConfig({ SECRET_KEY, DATA_DIR, ERASURE_LEDGER });
if (!config.ok) throw new Error(explainProblems(config.problems));
const prepared = await prepareDatabase(connectionString, config.value);
if (!prepared.ok) throw new Error(prepared.refusal.code);
const { settings } = await openCore(config.value, {
  connectionString,
  secretKey: prepared.value,
  queue: { sendInside: async () => undefined },
  understand: () => {
    throw new Error('nobody writes here');
  },
  connections: 4,
  pushes: () => false,
});
const far: ChangingProcessor = {
  ...fakeSystem(source, []),
  execute: async (step) => {
    await fetch(url, { method: 'POST', body: JSON.stringify(step) });
    return { status: 'done' };
  },
};
await executeSource(
  { ...settings, sources: () => [far] },
  { requestId: asId(requestId), letterId: asId(letterId), source },
);
