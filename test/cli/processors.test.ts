import { readFile } from 'node:fs/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { fakeMollie } from '../support/fake-mollie.ts';
import { useCli } from '../support/use-cli.ts';
import { useCore } from '../support/use-core.ts';

const use = useCore();
const cli = useCli(use);
afterEach(() => {
  for (const name of ['MOLLIE_ACCESS_TOKEN', 'MOLLIE_WRITE_TOKEN', 'MOLLIE_API_URL'])
    vi.stubEnv(name, undefined);
});

test('what is done without any key, by itself, by file and by hand stands in docs/processors.md as it is shown', async () => {
  const { out, code } = await cli('processors check');
  expect(await readFile('docs/processors.md', 'utf8')).toContain(`\`\`\`text\n${out}\n\`\`\``);
  expect(code).toBe(1);
});

test('a right that lacks, and one that nobody needs, is told with what to do', async () => {
  const { url } = await fakeMollie({ granted: ['customers.write'] });
  vi.stubEnv('MOLLIE_API_URL', url);
  vi.stubEnv('MOLLIE_ACCESS_TOKEN', 'live_read');
  vi.stubEnv('MOLLIE_WRITE_TOKEN', 'access_write');
  const { out } = await cli('processors check');
  expect(out).toContain('Mollie: De sleutel mag dit niet: wissen. Geef de sleutel dat recht');
  expect(out).toContain('Mollie: De sleutel mag meer dan nodig is: verbeteren, wissen. Neem een sleutel');
  const lines = (await cli('processors check', [], '', true)).out.split('\n');
  const mollie = lines
    .map((line): unknown => JSON.parse(line))
    .find((one) => /"mollie"/.test(JSON.stringify(one)));
  expect(mollie).toMatchObject({
    source: 'mollie',
    ok: true,
    supports: { find: 'api', erase: 'api', restrict: 'manual' },
    mayNot: ['erase'],
    mayMore: ['rectify', 'erase'],
    todo: [expect.any(String), expect.any(String)],
  });
});

test('a key that is not known is told with what to do', async () => {
  const api = await fakeMollie({});
  api.fault({ when: 'instead', times: 9, answer: { status: 401 } });
  vi.stubEnv('MOLLIE_API_URL', api.url);
  vi.stubEnv('MOLLIE_ACCESS_TOKEN', 'live_old');
  const { out, code } = await cli('processors check');
  expect(out).toMatch(/^mollie +NEE/m);
  expect(out).toContain('Mollie: Het systeem kent onze sleutel niet (meer).');
  expect(code).toBe(1);
});
