import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import * as z from 'zod';
import { isRight } from '../src/core/conversation/filed-rights.ts';
import { trainUnderstanding } from '../src/core/understanding/train-understanding.ts';
import { LABELS, type Understand } from '../src/core/understanding/understanding.ts';
import { loadPhrases } from '../src/platform/load-phrases.ts';
import {
  type Answered,
  crossValidate,
  type Message,
  messagesOf,
  phrasesWithout,
} from './cross-validate-understanding.ts';
import { countFirstAnswers, firstAnswer, firstAnswerLines, together } from './first-messages.ts';
import { answerableByPeer, trainPeer } from './nlp-peer.ts';
import { sealedTexts } from './sealed-phrases.ts';
import { type Figures, figuresOf } from './understanding-figures.ts';

const FOLDS = 10;
const ROUNDS = 5;
const UNSEEN = ['unseen-messages.json', 'unseen-voices.json'];
const COMPOSED = ['after an aside', 'two rights'];
const FEWEST_OF_STYLE = 20;
const shownErrors = process.argv.includes('--errors');

const secondsSince = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const percent = (part: number) => `${(100 * part).toFixed(1)} %`;

function print(title: string, answers: readonly Answered[], confusions: number): void {
  const figures: Figures = figuresOf(answers);
  console.log(`\n${title}: ${figures.messages} messages`);
  console.log(`  exact label set   ${percent(figures.exact)}`);
  console.log(`  macro F1          ${figures.macroF1.toFixed(3)}`);
  console.log(
    `  right filed wrongly ${percent(figures.wronglyFiled)}, of which erasure ${figures.falseErasures.length}`,
  );
  console.log(`  right asked but neither filed nor asked back ${percent(figures.missed)}`);
  console.log(`  asked back        ${percent(figures.askedBack)}`);
  console.log(`  asked which right ${percent(figures.askedRight)}`);
  console.log(`  calibration error ${figures.calibrationError.toFixed(3)}`);
  for (const text of figures.falseErasures) console.log(`    false erasure: ${text}`);
  for (const [pair, times] of figures.confusions.slice(0, confusions)) console.log(`    ${times} x ${pair}`);
}

function printErrors(answers: readonly Answered[]): void {
  for (const { message, understanding } of answers) {
    const got = understanding.labels.map((label) =>
      label === 'policy_question' && understanding.topic !== null ? `${label}/${understanding.topic}` : label,
    );
    if (message.wants.includes('aside') || [...got].sort().join() === [...message.wants].sort().join())
      continue;
    console.log(
      `${understanding.confidence.toFixed(2)} ${message.wants.join('+')} -> ${got.join('+')} | ${message.text}`,
    );
  }
}

const answer = (understand: Understand, messages: readonly Message[]): readonly Answered[] =>
  messages.map((message) => ({
    message,
    understanding: understand({ channel: 'chat', text: message.text }),
  }));

const started = performance.now();
const phrases = await loadPhrases(join(import.meta.dirname, '../locales'));
const loaded = performance.now();
const understand = trainUnderstanding(phrases);
const trained = performance.now();
const messages = messagesOf(phrases);
console.log(
  `${messages.length} phrases read in ${(loaded - started).toFixed(0)} ms, model trained in ${(trained - loaded).toFixed(0)} ms`,
);

// Tuning looks at the open part alone.
const sealed = sealedTexts(phrases);
const open = phrasesWithout(phrases, (text) => sealed.has(text));
const answers = crossValidate(open, FOLDS);
const single = answers.filter(({ message }) => !COMPOSED.includes(message.style));
print(`open part, ${FOLDS}-fold cross-validation, near-identical phrases in one fold`, single, 25);
for (const style of COMPOSED) {
  print(
    `the same, composed: ${style}`,
    answers.filter(({ message }) => message.style === style),
    8,
  );
}
if (shownErrors) printErrors(answers);

// What the customer meets, not what the classifier says: asides ask nothing and are left out.
const first = single.filter(({ message }) => !message.wants.includes('aside')).map(firstAnswer);
const rows = countFirstAnswers(first, LABELS);
const rights = together(
  'rights together',
  rows.filter(({ kind }) => isRight(kind)),
);
console.log('\nthe open part, each as the first message of a new web conversation:');
for (const line of firstAnswerLines([...rows, rights])) console.log(line);

print(
  'sealed part, trained on the open part',
  answer(
    trainUnderstanding(open),
    messages.filter(({ text }) => sealed.has(text)),
  ),
  15,
);
for (const file of UNSEEN) {
  const unseen = z
    .array(z.object({ text: z.string(), wants: z.array(z.string()), voice: z.string().optional() }))
    .parse(JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')))
    .map(({ text, wants, voice }): Message => ({ text, wants, style: voice ?? 'unseen', language: 'nl' }));
  const read = answer(understand, unseen);
  print(`${file}, trained on nowhere`, read, 20);
  if (process.argv.includes('--unseen')) printErrors(read);
}

console.log('\nleave one style out (exact label set):');
for (const style of new Set(messages.map((message) => message.style))) {
  const left = messages.filter((message) => message.style === style && !message.wants.includes('aside'));
  if (left.length < FEWEST_OF_STYLE) continue;
  const model = trainUnderstanding(phrasesWithout(phrases, (_, of) => of === style));
  const figures = figuresOf(answer(model, left));
  console.log(`  ${style.padEnd(18)} ${percent(figures.exact)} of ${figures.messages}`);
}

// Both on the same messages, trained on the same part, in turns: the median of what the processor worked. nlp.js keeps
// what it answered, so each round has messages of its own, and the figures come after.
const peer = await trainPeer(open);
const asked = answerableByPeer(messages.filter(({ text }) => sealed.has(text)));
const onOpen = process.cpuUsage();
const ours = trainUnderstanding(open);
const trainedIn = secondsSince(onOpen);
const warming = answerableByPeer(messagesOf(open)).slice(0, asked.length);
answer(ours, warming);
await peer.answer(warming);
const rounds: { ours: number; theirs: number }[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const part = asked.filter((_, index) => index % ROUNDS === round);
  const before = process.cpuUsage();
  answer(ours, part);
  const between = process.cpuUsage();
  const ms = (1000 * secondsSince(before)) / part.length;
  await peer.answer(part);
  rounds.push({ ours: ms, theirs: (1000 * secondsSince(between)) / part.length });
}
print('ours, sealed part, one wish, Dutch', answer(ours, asked), 15);
print('nlp.js, the same messages (it asks nothing back)', await peer.answer(asked), 15);
console.log(`
processor time, median of ${ROUNDS} rounds in turns, load ${loadavg()[0]?.toFixed(1)}:
  ours    ${median(rounds.map((round) => round.ours)).toFixed(3)} ms a message, trained in ${trainedIn.toFixed(1)} s
  nlp.js  ${median(rounds.map((round) => round.theirs)).toFixed(3)} ms a message, trained in ${peer.trainedIn.toFixed(1)} s`);
