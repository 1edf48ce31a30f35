import { expect, test } from 'vitest';
import { coreVisitor } from '../support/core-visitor.ts';
import { useDesk } from './use-desk.ts';

const use = useDesk();

test('the page of a conversation without a request says who has read it, in the list too', async () => {
  await coreVisitor(use).says('hoe laat gaan jullie open?');
  const list = await (await use().visitor(use().owner)).get('/balie/gesorteerd');
  const [path = ''] = /\/balie\/gesprek\/[\w-]+/.exec(list.html) ?? [];
  const page = await (await use().visitor(use().deputy)).get(path);
  expect(page.words).toMatch(/Gelezen door Noor Visser .* Sam de Wit/);
});
