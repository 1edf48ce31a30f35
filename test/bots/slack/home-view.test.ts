import { expect, test } from 'vitest';
import { homeView } from '../../../src/bots/slack/home-view.ts';
import { homeTab, markupIn, textsIn } from '../../support/slack/block-kit.ts';

const link = { label: 'Openen', url: 'https://balie.example.nl/balie' };

test('bars stand below each other with their number first, scaled to twenty, and one is never drawn as none', () => {
  const rows = [
    { label: 'Te laat', count: 0 },
    { label: 'Vandaag', count: 1 },
    { label: 'Later', count: 400 },
  ];
  expect(textsIn(homeView([{ kind: 'bars', rows }]).blocks)[0]).toBe(
    ['Te laat    0', 'Vandaag    1 █', `Later    400 ${'█'.repeat(20)}`].join('\n'),
  );
});

test('whatever comes in, Slack takes it: lengths and numbers are cut, and nothing in it acts', () => {
  const long = '<!channel> <https://x.example|x> :tada: '.repeat(200);
  const view = homeView([
    { kind: 'heading', text: long },
    { kind: 'text', text: '' },
    { kind: 'links', links: Array.from({ length: 40 }, () => ({ label: long, url: link.url })) },
    { kind: 'bars', rows: [{ label: long, count: 3 }] },
    ...Array.from({ length: 120 }, () => ({ kind: 'line', text: long, link }) as const),
  ]);
  expect(homeTab.safeParse(view).error).toBeUndefined();
  expect(view.blocks).toHaveLength(100);
  expect(
    markupIn(view.blocks.filter(({ type }) => type !== 'rich_text' && type !== 'header')).join(),
  ).not.toContain(':tada:');
});
