import { originOf } from './field-origin.ts';
import type { GivenSource } from './given-source.ts';
import { jsonList } from './package-json.ts';
import type { FieldValue, FoundRecord } from './processor.ts';
import { schemaOrgThing } from './schema-org.ts';

interface PortableRecord {
  readonly source: string;
  readonly record: FoundRecord;
  readonly fields: readonly FieldValue[];
}

/** What a person provided and what was observed of it (AVG 20(1); guidelines WP 242), record by record. */
export async function* portableRecords(sources: readonly GivenSource[]): AsyncIterable<PortableRecord> {
  for (const { source, records } of sources)
    for await (const record of records()) {
      const fields = record.fields.filter(({ name }) => originOf(record.category, name) !== 'derived');
      if (fields.length > 0) yield { source, record, fields };
    }
}

/** The same in terms of schema.org, as JSON-LD, for another service to read (R20). */
export async function* portableJson(sources: readonly GivenSource[]): AsyncIterable<string> {
  yield '{\n"@context": "https://schema.org",\n"@graph": [';
  yield* jsonList(things(sources));
  yield '\n]\n}\n';
}

async function* things(sources: readonly GivenSource[]): AsyncIterable<object> {
  for await (const { source, record, fields } of portableRecords(sources))
    yield schemaOrgThing(source, record, fields);
}
