import { expect, test } from 'vitest';
import { gatherSource } from '../../../src/core/application/gather-source.ts';
import type { OutboundMessage } from '../../../src/core/conversation/messages.ts';
import { OWN_RECORDS } from '../../../src/core/fulfilment/processor.ts';
import { newId } from '../../../src/core/kernel/ids.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { aRequest, opened } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();

test('in the own records a tapped choice is its label, and a code is hidden', async () => {
  const { settings, core, clock } = use();
  const { id, number } = await settings.store.transaction(async (tx) => {
    const events = aRequest('access', [{ ...opened(), receivedAt: clock.now().toISOString() }]).searching();
    const request = await storeRequest(tx, events.events, { email: 'sanne@example.nl' });
    const { conversationId } = request;
    const asked: OutboundMessage = { kind: 'confirm_never_mind', number: request.number };
    const base = { conversationId, at: clock.now() };
    await tx.conversations.addOutbound([
      { ...base, id: newId(), sequence: 1, message: asked, status: 'shown', requestId: request.id },
    ]);
    for (const [index, text] of [`[yes_stop.${request.number}]`, '482913', 'bestelling 482913'].entries())
      await tx.conversations.addInbound({
        ...base,
        id: newId(),
        sequence: index + 2,
        inboundKey: newId(),
        text,
      });
    return request;
  });
  await gatherSource(settings, id, OWN_RECORDS);
  const records = (await core.desk.card(id))?.sources.flatMap((source) => source.records) ?? [];
  const said = records
    .filter(({ fields }) => fields.some(({ name, value }) => name === 'from' && value === 'customer'))
    .map(({ fields }) => fields.find(({ name }) => name === 'text')?.value);
  expect(said).toEqual([expect.stringMatching(/^Ja/), '[code]', 'bestelling 482913']);
  expect(JSON.stringify(records)).not.toContain(`[yes_stop.${number}]`);
});

test.each(['lawyer', 'themselves'] as const)(
  'what the %s said is left out of the copy only when somebody else spoke for the customer (AVG 15(4))',
  async (capacity) => {
    const { settings, core, clock } = use();
    const email = `${capacity}@example.nl`;
    const { id } = await settings.store.transaction(async (tx) => {
      const begun = { ...opened(), receivedAt: clock.now().toISOString() };
      const { events } = aRequest('access', [begun]).searching();
      const seen = capacity === 'lawyer' ? 'lawyers_word' : null;
      const recorded = {
        type: 'authority_recorded',
        capacity,
        seen,
        seenOn: null,
        receives: false,
      } as const;
      const request = await storeRequest(tx, [...events, recorded], { email });
      await tx.conversations.addInbound({
        id: newId(),
        conversationId: request.conversationId,
        at: clock.now(),
        sequence: 1,
        inboundKey: newId(),
        text: 'Ik ben advocaat en wij bereiden een zaak voor.',
      });
      return request;
    });
    await gatherSource(settings, id, OWN_RECORDS);
    const records = (await core.desk.card(id))?.sources.flatMap((source) => source.records) ?? [];
    const said = records.filter(({ category }) => category === 'conversation' || category === 'request');
    expect(said).toHaveLength(2);
    const reason = capacity === 'lawyer' ? 'rights_of_others' : undefined;
    expect(said.map(({ withheld }) => withheld)).toEqual([reason, reason]);
    if (capacity === 'themselves') return;
    const by = await staffActor(core, 'eigenaar@example.nl');
    const put = { source: OWN_RECORDS, ref: said[0]?.ref ?? '', reason: null } as const;
    expect(await core.sources.withhold(id, put, by)).toMatchObject({ ok: true });
    const after = (await core.desk.card(id))?.sources.flatMap((source) => source.records) ?? [];
    expect(after.find(({ ref }) => ref === put.ref)?.withheld).toBeUndefined();
  },
);
