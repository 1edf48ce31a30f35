import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useCore } from '../../support/use-core.ts';

const use = useCore();

const STORY = 'Ik bestelde in de zomer een vaas en die kwam niet aan. '.repeat(1_800);

test('of a citizen number at the end of 100 kB nothing is stored, and that one was there stays visible (R14)', async () => {
  const { core, clock } = use();
  const text = `wat bewaren jullie van mij? ${STORY} mijn bsn is 123456789 en mijn rijbewijs 1234 56 789`;
  expect(text.length).toBeGreaterThan(99_000);
  const key = randomUUID();
  await core.receive({
    channel: 'web',
    conversationKey: key,
    externalId: randomUUID(),
    receivedAt: clock.now(),
    kind: 'text',
    text,
  });
  const entries = await core.transcripts.read('web', key, 0);
  const [first] = entries.flatMap((entry) => (entry.from === 'customer' ? [entry.text] : []));
  expect(first).toMatch(/mijn bsn is \[BSN verwijderd\] en mijn rijbewijs \[BSN verwijderd\]$/);
  const said = entries.flatMap((entry) => (entry.from === 'desk' ? [entry.message.kind] : []));
  expect(said).toContain('bsn_removed');
  for (const { id } of await core.desk.requests('unproven')) {
    const request = await core.desk.card(id);
    expect(request?.words).not.toContain('123456789');
  }
});
