import { beforeAll, describe, expect, test } from 'vitest';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import { fieldsOf, type Outcome, resultsOf } from '../../../src/core/fulfilment/outcome/outcome.ts';
import { typedOutcome } from '../../../src/core/fulfilment/outcome/typed-outcome.ts';
import { asId } from '../../../src/core/kernel/ids.ts';
import { RIGHTS } from '../../../src/core/kernel/rights.ts';
import { textIfAny } from '../../../src/core/text/texts.ts';
import { ALL_SAMPLES, erasurePlan, SAMPLES } from '../../core/fulfilment/outcome/sample-outcomes.ts';
import { storeRequest } from '../../core/store/stored-rows.ts';
import { aRequest, opened } from '../../support/request-builder.ts';
import { type DeskVisitor, hiddenFields, type Page } from '../desk-visitor.ts';
import { useDesk } from '../use-desk.ts';

const use = useDesk();
let noor: DeskVisitor;
beforeAll(async () => {
  noor = await use().visitor(use().owner);
});

/** A request of this right whose sources were all searched; a card to decide on. */
async function card(right: Outcome['right']): Promise<string> {
  const { settings } = use();
  const { id } = await settings.store.transaction((tx) =>
    storeRequest(tx, aRequest(right).searched().events, { email: 'sanne@example.nl' }),
  );
  await prepareAnswer(settings, id);
  if (right === 'objection') {
    const path = `/balie/verzoek/${id}`;
    const named = await noor.submit(await noor.get(path), `${path}/bezwaar`, { against: 'situation' });
    expect(named.status).toBe(303);
  }
  return `/balie/verzoek/${id}/uitkomst`;
}

/** Sends the form as a browser would: its hidden fields, and every value of a field under the field's name. */
function fill(page: Page, path: string, outcome: Outcome, more: Readonly<Record<string, string>> = {}) {
  const body = new URLSearchParams(hiddenFields(page, path));
  for (const [name, values] of Object.entries(typedOutcome(outcome)))
    for (const value of values) body.append(`veld.${name}`, value);
  for (const [name, field] of Object.entries(fieldsOf(outcome.right, outcome.result) ?? {}))
    if (field.kind === 'rows') body.set(`regels.${name}`, '20');
  for (const [name, value] of Object.entries({ action: 'save', ...more })) body.set(name, value);
  return noor.post(path, body);
}

const FIRST = RIGHTS.flatMap((right) =>
  resultsOf(right).flatMap((result) =>
    ALL_SAMPLES.filter((sample) => sample.right === right && sample.result === result).slice(0, 1),
  ),
);

test.each(FIRST)('$right $result is filled in, and its letter is there to read', async (outcome) => {
  const { right, result } = outcome;
  const path = await card(right);
  const form = await noor.get(`${path}?soort=${result}`);
  expect(form.status).toBe(200);
  const saved = await fill(form, path, outcome);
  expect(saved.location).toMatch(/\/antwoord\?gedaan=uitkomst$/);
  const letter = await noor.get(saved.location);
  const title = right === 'erasure' && result === 'planned' ? 'erasure_planned_part' : `${right}_${result}`;
  expect(letter.words).toContain(textIfAny('nl', `outcome:titles.${title}`));
  const again = await noor.get(path);
  for (const values of Object.values(typedOutcome(outcome)))
    for (const value of values.filter((text) => /^[\p{L}\d ,.-]+$/u.test(text)))
      expect(again.html).toContain(value);
});

test('every field, result and choice of a form has words in both languages', () => {
  const missing: string[] = [];
  const need = (key: string, others: readonly string[]): void => {
    for (const language of ['nl', 'en'] as const)
      if (others.every((other) => textIfAny(language, other) === undefined))
        missing.push(`${language} ${key}`);
  };
  const options = (name: string, field: object): void => {
    if (name === 'category' || !('options' in field) || !Array.isArray(field.options)) return;
    for (const option of field.options) need(`${name} ${option}`, [`forms:options.${name}_${option}`]);
  };
  for (const right of RIGHTS)
    for (const result of resultsOf(right)) {
      need(`${right} ${result}`, [`forms:results.${right}_${result}`]);
      for (const [name, field] of Object.entries(fieldsOf(right, result) ?? {})) {
        need(name, [`forms:fields.${right}_${name}`, `forms:fields.${name}`]);
        options(name, field);
        if (field.kind !== 'rows') continue;
        for (const [inner, of] of Object.entries(field.of)) {
          need(`${name}_${inner}`, [`forms:fields.${name}_${inner}`]);
          options(inner, of);
        }
      }
    }
  expect(missing).toEqual([]);
});

describe('a form that is not right', () => {
  test('says at each field what is wrong, keeps what was typed, and changes nothing', async () => {
    const path = await card('erasure');
    const before = await noor.get(path);
    const wrong = await fill(before, path, erasurePlan(), {
      'veld.backupUntil': '2026-01-01',
      'veld.plan.2.until': '2033-06-30',
    });
    expect(wrong.status).toBe(409);
    expect(wrong.words).toContain('Er klopt nog iets niet');
    expect(wrong.words).toContain('Deze dag is voorbij');
    expect(wrong.html).toContain('value="2026-01-01"');
    expect(wrong.html).toMatch(/id="veld.backupUntil-error"/);
    expect((await noor.get(`${path.replace('uitkomst', 'antwoord')}`)).location).toBe(path);
  });

  test('names every kind of record that an erasure passes over, and what is in its plan beside it', async () => {
    const path = await card('erasure');
    const order = {
      ref: 'jouwweb:2',
      category: 'order',
      fields: [],
      matchedBy: ['email'],
      thirdParty: false,
      hold: null,
      provenance: { place: 'row 2', fetchedAt: '2026-11-22T10:00:00Z' },
    } as const;
    await use().settings.store.transaction((tx) =>
      tx.requests.saveSearch(
        {
          requestId: asId(path.split('/')[3] ?? ''),
          source: 'jouwweb',
          coverage: { status: 'complete', scanned: 4, found: 3, provesAbsence: true },
          records: [order, { ...order, ref: 'jouwweb:3' }, { ...order, ref: 'jouwweb:4' }],
        },
        use().settings.clock.now(),
      ),
    );
    const planned = await fill(await noor.get(path), path, erasurePlan());
    expect(planned.status).toBe(409);
    expect(planned.words).toContain('Bij JouwWeb (bestellingen) vonden we bestellingen: 3. In dit plan: 2.');
    const nothing = await noor.get(`${path}?soort=nothing_found`);
    const said = await fill(nothing, path, { right: 'erasure', result: 'nothing_found' });
    expect(said.status).toBe(409);
    expect(said.words).toContain('Bij JouwWeb (bestellingen) staat nog iets: bestellingen (3).');
  });

  test('on an outdated card is refused, and can be saved on the present one', async () => {
    const path = await card('complaint');
    const [outcome] = SAMPLES.complaint.answered;
    if (outcome === undefined) throw new Error('no sample');
    const old = await noor.get(path);
    await fill(old, path, outcome);
    const late = await fill(old, path, outcome);
    expect(late.status).toBe(409);
    expect(late.words).toContain('Er is intussen iets veranderd');
    expect((await fill(late, path, outcome)).status).toBe(303);
  });
});

test('more lines are offered without a script, and keep what is there', async () => {
  const path = await card('rectification');
  const form = await noor.get(path);
  const more = await fill(form, path, SAMPLES.rectification.decided[0] ?? erasurePlan(), {
    action: 'more',
    'regels.corrections': '6',
  });
  expect(more.status).toBe(200);
  expect(more.html).toContain('name="veld.corrections.9.what"');
  expect(more.html).toContain('Geboortedatum');
});

test('an objection shows what fits it: to advertising nothing can be weighed or refused (AVG 21(3))', async () => {
  const { settings } = use();
  const events = [{ ...opened('objection'), against: 'marketing' as const }];
  const { id } = await settings.store.transaction((tx) => storeRequest(tx, events));
  const page = await noor.get(`/balie/verzoek/${id}`);
  expect(page.words).toContain('Bezwaar tegen reclame');
  expect(page.words).toContain('Dit kan zonder bewijs worden beantwoord');
  const form = await noor.get(`/balie/verzoek/${id}/uitkomst?soort=overruled`);
  expect(form.words).toContain('Reclame gestopt');
  expect(form.html).not.toContain('soort=overruled');
  const refusing = { ground: 'unfounded', facts: 'Onzin.' };
  const refused = await noor.submit(page, `/balie/verzoek/${id}/weigeren`, refusing);
  expect(refused.words).toContain('mag nooit worden afgewezen');
});

test('the letter to an unproven request holds no record content (R15)', async () => {
  const { settings } = use();
  const { id } = await settings.store.transaction((tx) => storeRequest(tx, [opened('complaint')]));
  const path = `/balie/verzoek/${id}/uitkomst`;
  const saved = await fill(await noor.get(path), path, {
    right: 'complaint',
    result: 'answered',
    answer: 'Uw bestelling W-2026101 van 45 euro is bezorgd op 1432 CW.',
    follow: 'nothing',
  });
  expect(saved.status).toBe(409);
  expect(saved.words).toContain('gegevens uit het dossier');
});
