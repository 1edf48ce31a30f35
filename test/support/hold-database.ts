import { once } from 'node:events';
import { openDatabase } from '../../src/platform/open-database.ts';

// A process that opens the embedded database, says so, and stops when its input ends.
const [, , dataDir = '', role] = process.argv;
const database = await openDatabase(
  { databaseUrl: undefined, dataDir, secretKey: undefined, previousSecretKeys: [] },
  { role: role === 'server' ? 'server' : 'client' },
);
console.log(JSON.stringify(database)); // the address, for the test that started this
if (database.ok) {
  process.stdin.resume();
  await once(process.stdin, 'end');
  await database.value.stop();
}
