import { describe, expect, test } from 'vitest';
import { readFacts, readMoment, readNote } from '../../src/desk/breach/breach-facts.ts';
import type { Form } from '../../src/desk/frame/read-form.ts';

function formOf(fields: Readonly<Record<string, string>>): Form {
  return {
    text: (name) => fields[name] ?? '',
    all: (name) => [fields[name] ?? ''],
    file: () => undefined,
  };
}

const EMPTY = {
  what: '',
  when: '',
  data: '',
  consequences: '',
  measures: '',
  nature: '',
  people: null,
  records: null,
};

describe('the facts of a breach, as staff type them', () => {
  test('each field is read by its own name', () => {
    const typed = {
      what: 'wat',
      when: 'wanneer',
      data: 'gegevens',
      consequences: 'gevolgen',
      measures: 'maatregelen',
      nature: 'integrity',
    };
    expect(readFacts(formOf({ ...typed, people: '0', records: '12' }))).toEqual({
      ...typed,
      people: 0,
      records: 12,
    });
  });

  test('an empty form holds no fact', () => {
    expect(readFacts(formOf({}))).toEqual(EMPTY);
  });

  test.each(['veel', '-1', '1,5', '1e3', '1234567890', ' '])('«%s» is no number of people', (people) => {
    expect(readFacts(formOf({ people }))).toEqual(EMPTY);
  });

  test('a nature that the form does not offer is not known', () => {
    expect(readFacts(formOf({ nature: 'secrecy' }))).toEqual(EMPTY);
  });
});

describe('a moment on the clock of Amsterdam', () => {
  test.each([
    ['2026-11-20', '10:00', '2026-11-20T09:00:00.000Z'],
    ['2026-07-01', '00:30', '2026-06-30T22:30:00.000Z'],
  ])('%s %s', (day, time, iso) => {
    expect(readMoment(formOf({ day, time })).toISOString()).toBe(iso);
  });

  test.each([
    ['2026-02-30', '10:00'],
    ['2026-11-20', '24:00'],
    ['2026-11-20', ''],
    ['', '10:00'],
  ])('«%s» «%s» is no moment', (day, time) => {
    expect(readMoment(formOf({ day, time })).getTime()).toBeNaN();
  });
});

describe('what a form on the page of a breach writes down', () => {
  test.each([
    ['notify', true],
    ['no_risk', false],
  ])('%s decides about the authority with its own reason', (action, notify) => {
    const note = readNote(formOf({ action, 'reason-authority': 'daarom' }));
    expect(note).toEqual({ kind: 'authority', notify, reason: 'daarom' });
  });

  test.each([
    ['tell', true],
    ['tell_not', false],
  ])('%s decides about the people with its own reason', (action, tell) => {
    const note = readNote(formOf({ action, 'reason-people': 'daarom' }));
    expect(note).toEqual({ kind: 'people', tell, reason: 'daarom' });
  });

  test('a notification has its moment, its number and, when late, why', () => {
    const typed = { action: 'told', day: '2026-11-20', time: '10:00', reference: 'AP-1', delay: 'laat' };
    const told = { kind: 'authority_told', reference: 'AP-1', delay: 'laat' };
    expect(readNote(formOf(typed))).toEqual({ ...told, at: '2026-11-20T09:00:00.000Z' });
    expect(readNote(formOf({ ...typed, time: '' }))).toEqual({ ...told, at: '' });
  });

  test('an addition is facts', () => {
    expect(readNote(formOf({ action: 'facts' }))).toEqual({ kind: 'facts', facts: EMPTY });
  });

  test.each(['', 'told ', 'erase'])('«%s» is no action of it', (action) => {
    expect(readNote(formOf({ action }))).toBeUndefined();
  });
});
