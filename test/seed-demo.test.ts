import { expect, test } from 'vitest';
import { DEMO_CUSTOMERS } from '../prisma/demo-shop.ts';
import { seedDemo, seedDemoMail } from '../src/seed-demo.ts';
import { useCore } from './support/use-core.ts';

const use = useCore();

test('a demo begins with a mail of a customer of its export, proven and waiting for an answer, once', async () => {
  const { core, settings } = use();
  for (let start = 0; start < 2; start += 1) {
    await seedDemo(core, settings);
    await seedDemoMail(core, settings);
  }
  const [request, ...others] = await core.desk.requests('open');
  expect(others).toEqual([]);
  expect(request).toMatchObject({ right: 'access', channel: 'email', level: 1 });
  const found = await core.register.byNumber(request?.number ?? '', { via: 'cli', name: 'test' });
  expect(DEMO_CUSTOMERS.map(({ email }) => email)).toContain(found?.email);
  expect(found?.history.map(({ type }) => type)).toContain('proven');
});
