import { expect, test } from 'vitest';
import { z } from 'zod';
import { requestEvent } from '../../../src/core/store/request-event-schema.ts';

/** What may stand in a field of the log that is no closed list: nothing that a person is found by. */
const KINDS: Readonly<Record<string, RegExp>> = {
  instant: /^(receivedAt|sendAt|at)$/,
  day: /^(receivedDay|on|seenOn|noticeBy|\w+Due)$/,
  month: /^month$/,
  'id of a row of ours': /^(challengeId|letterId)$/,
  'hash of a letter': /^letterHash$/,
  'number of a request': /^(into|other|objectsTo)$/,
  'source, recipient, and row in it': /^(source|recipient|sources\[\]|ref|recipients\[\])$/,
  'code of the program': /^(reason|method|coverage|result|step|steps\[\]|task|field|grounds\[\]|doubts\[\])$/,
  version: /^(notice|rules)$/,
};

const NODE = z.looseObject({
  type: z.unknown().optional(),
  enum: z.unknown().optional(),
  const: z.unknown().optional(),
  oneOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
});

/** Names of all fields that hold any text. */
function textFields(found: unknown, name: string): readonly string[] {
  const node = NODE.parse(found);
  const own = node.type === 'string' && node.enum === undefined && node.const === undefined ? [name] : [];
  const inside = [...(node.oneOf ?? []), ...(node.anyOf ?? [])].flatMap((one) => textFields(one, name));
  const fields = Object.entries(node.properties ?? {}).flatMap(([key, one]) => textFields(one, key));
  const items = node.items === undefined ? [] : textFields(node.items, `${name}[]`);
  return [...own, ...inside, ...fields, ...items];
}

test('the log holds no personal data: each field is of a closed list, a number, or of a kind that names nobody', () => {
  const fields = textFields(z.toJSONSchema(requestEvent, { io: 'input' }), '');
  expect(fields.length).toBeGreaterThan(20);
  const kinds = Object.values(KINDS);
  expect(fields.filter((field) => !kinds.some((kind) => kind.test(field)))).toEqual([]);
  for (const [kind, pattern] of Object.entries(KINDS))
    expect(
      fields.some((field) => pattern.test(field)),
      kind,
    ).toBe(true);
});
