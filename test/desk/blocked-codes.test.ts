import { expect, test } from 'vitest';
import { LIMITS } from '../../src/core/kernel/limits.ts';
import { visitorClient } from '../pages/visitor-client.ts';
import { cardOf, coreCustomer } from '../support/core-customer.ts';
import { deskSession, invite } from '../support/desk-session.ts';
import { openSite } from '../support/open-site.ts';
import { useCore } from '../support/use-core.ts';

const use = useCore();

test('a person sees that the code is switched off, and switches it on again with one button', async () => {
  const sanne = coreCustomer(use());
  const number = await sanne.asks('Sanne de Vries', 'sanne@example.nl');
  const { conversationId } = await cardOf(use(), number);
  const path = `/balie/gesprek/${conversationId}`;
  const site = await openSite(use());
  const browser = visitorClient(site.ask);
  browser.cookies.set('balie', await deskSession(use(), await invite(use(), 'eigenaar@example.nl', 'Noor')));
  expect(await browser.page(path)).not.toContain('De code staat uit');
  for (let guess = 1; guess <= LIMITS.wrongCodesPerRequest.most; guess += 1) await sanne.says('000 000');
  await sanne.says('000000');
  const page = await browser.page(path);
  expect(page).toContain('De code staat uit');
  const pressed = await browser.post(`${path}/codes`, await browser.form(path, `${path}/codes`));
  expect(pressed.headers.get('location')).toBe(`${path}?gedaan=codes`);
  const after = await browser.page(`${path}?gedaan=codes`);
  expect(after).toContain('De code staat weer aan. De klant heeft bericht.');
  expect(after).not.toContain('De code staat uit');
  expect((await sanne.told('codes_allowed')).kind).toBe('codes_allowed');
  const again = await browser.post(`${path}/codes`, await browser.form(path, path));
  expect(again.status).toBe(409);
  expect(await again.text()).toContain('In dit gesprek staat de code niet uit');
});
