import { CATEGORIES } from './processor.ts';

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;

/** An object of exactly these properties; of `optional` none needs to be there. */
function exact(properties: Readonly<Record<string, object>>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false } as const;
}

const coverage = {
  description: 'How far the source was searched. "Nothing found" is certain only with provesAbsence.',
  anyOf: [
    exact(
      {
        status: { const: 'complete' },
        scanned: count,
        found: count,
        provesAbsence: { type: 'boolean' },
        period: { type: 'array', items: text, minItems: 2, maxItems: 2 },
      },
      ['period'],
    ),
    exact({
      status: { const: 'partial' },
      scanned: count,
      found: count,
      unsearched: { type: 'array', items: text },
    }),
    exact({ status: { enum: ['pending_manual', 'pending_export'] } }),
    exact({ status: { const: 'not_possible' }, reason: text }),
    exact({ status: { const: 'failed' }, code: text, retryable: { type: 'boolean' } }),
  ],
};

const record = {
  description: 'One thing that was found; fields.csv (velden.csv) describes its fields.',
  ...exact(
    {
      ref: { type: 'string', description: 'Unique within the source.' },
      category: { enum: CATEGORIES },
      fields: {
        type: 'array',
        items: exact({ name: text, value: text }),
        description: 'As the source has them.',
      },
      matchedBy: { type: 'array', items: text, description: 'By what it was found.' },
      thirdParty: { type: 'boolean', description: 'Other people may be in it too.' },
      hold: {
        description: 'Why it has to be kept, and the last day of that.',
        anyOf: [exact({ basis: { enum: ['awr_52', 'oss', 'claim'] }, until: text }), { type: 'null' }],
      },
      day: { type: 'string', description: 'The day of the order.' },
      confidence: { const: 'possible', description: 'A member of staff decided that it is yours.' },
      provenance: exact({ place: text, fetchedAt: text }),
    },
    ['day', 'confidence'],
  ),
};

/** What `data.json` of a package looks like; stands beside it as `schema.json`, and in docs/schema. */
export const PACKAGE_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Answer to a privacy request',
  description: 'Everything that was found about one person (AVG/GDPR art. 15(3) and 20(1)), per source.',
  ...exact({
    $schema: { const: './schema.json' },
    number: { type: 'string', description: 'The number of the request.' },
    createdAt: { type: 'string', description: 'When the package was made, in UTC (ISO 8601).' },
    sources: {
      type: 'array',
      items: exact({
        source: text,
        coverage: { $ref: '#/$defs/coverage' },
        records: { type: 'array', items: { $ref: '#/$defs/record' } },
      }),
    },
    files: {
      type: 'array',
      items: exact({
        file: { type: 'string', description: 'Its place in the package.' },
        source: text,
        record: { type: 'string', description: 'ref of the record that it belongs to.' },
        sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      }),
    },
  }),
  $defs: { coverage, record },
} as const;
