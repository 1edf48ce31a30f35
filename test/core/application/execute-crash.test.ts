import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { catchUpAnswers } from '../../../src/core/application/catch-up-answers.ts';
import { MINUTE } from '../../../src/core/kernel/clock.ts';
import { fakeApi } from '../../support/fake-api.ts';
import { aRecord, fakeSystem } from '../../support/fake-system.ts';
import { eventually } from '../../support/running-desk.ts';
import { useCore } from '../../support/use-core.ts';
import { begun, journal, statusOf, withSystems } from '../../support/with-systems.ts';
import { workOff } from '../../support/work-off.ts';

const use = useCore({ from: new Date('2026-11-02T09:00:00Z') });
const CHILD = fileURLToPath(new URL('../../support/execute-in-child.ts', import.meta.url));

test('killed while a system makes the change, the next program sees that it is made and makes it no second time', async () => {
  const system = fakeSystem('mollie', [aRecord('W-1'), aRecord('W-2')]);
  const open = withSystems(use(), [system]);
  // The job of this process is lost, as with a queue that was put back.
  const { id } = await begun(use(), [system], async () => {
    await open.sql.query(`CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN IF NEW.name = 'execute-source' THEN RETURN NULL; END IF; RETURN NEW; END $$;
      CREATE TRIGGER lose BEFORE INSERT ON pgboss.job FOR EACH ROW EXECUTE FUNCTION lose()`);
  });
  await open.sql.query('DROP FUNCTION lose CASCADE');
  expect(await journal(open, id)).toEqual(['W-1 planned', 'W-2 planned']);
  const letter = await open.sql.query('SELECT DISTINCT "letterId" FROM "ChangeStep" WHERE "requestId" = $1', [
    id,
  ]);

  const api = await fakeApi(() => {
    system.held.delete('W-1');
    return { status: 200 };
  });
  api.fault({ when: 'after', answer: 'hang' });
  const args = [CHILD, open.connectionString, id, String(letter.rows[0].letterId), 'mollie', api.url];
  const { dataDir, erasureLedger } = open.config;
  const child = spawn(process.execPath, args, {
    stdio: 'inherit',
    env: {
      ...process.env,
      SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      DATA_DIR: dataDir,
      ERASURE_LEDGER: erasureLedger,
    },
  });
  const ended = once(child, 'exit');
  await eventually(async () => (api.calls.length > 0 ? true : undefined), 'the system is asked');
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(await journal(open, id)).toEqual(['W-1 sent', 'W-2 planned']);

  // Taken up by what looks for lost jobs, once PostgreSQL has seen that the other one is gone.
  await eventually(async () => {
    open.clock.advance(20 * MINUTE);
    await catchUpAnswers(open.settings, open.clock.now());
    await workOff(open);
    return (await statusOf(open, id)) === 'answered' ? true : undefined;
  }, 'the rest is done');
  expect(system.calls).toEqual(['verify W-1', 'execute W-2']);
});
