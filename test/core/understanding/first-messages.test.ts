import { expect, test } from 'vitest';
import {
  countFirstAnswers,
  type FirstAnswer,
  firstAnswer,
  firstAnswerLines,
  together,
} from '../../../bench/first-messages.ts';
import { understand } from './trained.ts';

const met = (text: string, ...wants: string[]) =>
  firstAnswer({
    message: { text, wants, style: 'plain', language: 'nl' },
    understanding: understand({ channel: 'chat', text }),
  });

const wrong = met('Hoe lang bewaren jullie mijn gegevens?', 'erasure');
const rows = countFirstAnswers(
  [
    met('Ik wil inzage in mijn gegevens.', 'access'),
    met('Hoe lang bewaren jullie mijn gegevens?', 'policy_question/retention'),
    met('Ik wil inzage in mijn gegevens.', 'objection'),
    wrong,
  ],
  ['access', 'erasure', 'objection', 'policy_question', 'thanks'],
);
const row = (kind: string) => rows.find((found) => found.kind === kind);

test('a right that is filed from the first words is counted as opened', () => {
  expect(row('access')).toEqual({
    kind: 'access',
    messages: 1,
    opened: 1,
    offered: 0,
    below: 0,
    person: 0,
    others: 0,
    lost: 0,
    questioned: 0,
    unasked: 0,
  });
});

test('a question is told, and no right is filed or asked about', () => {
  expect(row('policy_question')).toMatchObject({ messages: 1, told: 1, lost: 0, questioned: 0, unasked: 0 });
});

test('a right that is neither filed nor offered nor read by a person is lost, also when a question is told', () => {
  expect(wrong).toMatchObject({ told: true, person: false, opened: [] });
  expect(row('erasure')).toMatchObject({ opened: 0, offered: 0, person: 0, lost: 1 });
});

test('a right that was filed without being asked is counted', () => {
  expect(row('objection')).toMatchObject({ opened: 0, lost: 1, unasked: 1 });
});

test('a right shown to choose from is offered; only rights that were not meant are a needless question', () => {
  const shown: FirstAnswer = {
    wanted: [],
    opened: [],
    offered: ['erasure'],
    below: [],
    asked: true,
    told: true,
    person: true,
  };
  const kinds = ['erasure', 'policy_question', 'access'];
  expect(
    countFirstAnswers([{ ...shown, wanted: ['erasure', 'policy_question'] }], kinds).map((found) => [
      found.offered ?? found.told,
      found.questioned,
    ]),
  ).toEqual([
    [1, 0],
    [0, 0],
  ]);
  expect(countFirstAnswers([{ ...shown, wanted: ['access'] }], kinds)).toMatchObject([
    { offered: 0, person: 1, lost: 0, questioned: 1 },
  ]);
});

test('a right in the line below an answer is not lost, and the line is no question', () => {
  const line: FirstAnswer = {
    wanted: ['erasure', 'policy_question'],
    opened: [],
    offered: [],
    below: ['erasure'],
    asked: false,
    told: true,
    person: false,
  };
  expect(countFirstAnswers([line], ['erasure', 'policy_question'])).toMatchObject([
    { offered: 0, below: 1, lost: 0 },
    { told: 1, lost: 0, questioned: 0 },
  ]);
  const others = { ...line, wanted: ['access'] };
  expect(countFirstAnswers([others], ['access'])).toMatchObject([{ below: 0, others: 0, lost: 1 }]);
  expect(countFirstAnswers([{ ...others, asked: true }], ['access'])).toMatchObject([{ others: 1, lost: 0 }]);
});

test('kinds that nobody asked have no row, and what is not counted of a kind is a dash', () => {
  expect(row('thanks')).toBeUndefined();
  const lines = firstAnswerLines(rows);
  expect(lines).toHaveLength(rows.length + 1);
  expect(lines.find((line) => line.includes('policy_question'))).toMatch(/1\s+-\s+-\s+-\s+1/);
});

test('the rows of the rights are added up', () => {
  const rights = rows.filter(({ opened }) => opened !== undefined);
  expect(together('all', rights)).toMatchObject({ kind: 'all', messages: 3, opened: 1, lost: 2, unasked: 1 });
});
