import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { trainUnderstanding } from '../src/core/understanding/train-understanding.ts';
import { loadPhrases } from '../src/platform/load-phrases.ts';
import {
  type Answered,
  crossValidate,
  type Message,
  messagesOf,
  trainWithout,
} from './cross-validate-understanding.ts';
import { type Figures, figuresOf } from './understanding-figures.ts';

const FOLDS = 5;
const percent = (part: number) => `${(100 * part).toFixed(1)} %`;

function print(title: string, figures: Figures, confusions: number): void {
  console.log(`\n${title}: ${figures.messages} messages`);
  console.log(`  exact label set   ${percent(figures.exact)}`);
  console.log(`  macro F1          ${figures.macroF1.toFixed(3)}`);
  console.log(
    `  right filed wrongly ${percent(figures.wronglyFiled)}, of which erasure ${figures.falseErasures.length}`,
  );
  console.log(`  right asked but neither filed nor asked back ${percent(figures.missed)}`);
  console.log(`  asked back        ${percent(figures.askedBack)}`);
  console.log(`  calibration error ${figures.calibrationError.toFixed(3)}`);
  for (const text of figures.falseErasures) console.log(`    false erasure: ${text}`);
  for (const [pair, times] of figures.confusions.slice(0, confusions)) console.log(`    ${times} x ${pair}`);
}

const started = performance.now();
const phrases = await loadPhrases(join(import.meta.dirname, '../locales'));
const loaded = performance.now();
const understand = trainUnderstanding(phrases);
const trained = performance.now();
console.log(
  `phrases read in ${(loaded - started).toFixed(0)} ms, model trained in ${(trained - loaded).toFixed(0)} ms`,
);

const answers = crossValidate(phrases, FOLDS);
const COMPOSED = ['after an aside', 'two rights'];
const single = answers.filter(({ message }) => !COMPOSED.includes(message.style));
print(`${FOLDS}-fold cross-validation, near-identical phrases in one fold`, figuresOf(single), 25);
for (const style of COMPOSED) {
  const composed = answers.filter(({ message }) => message.style === style);
  print(`the same, composed: ${style}`, figuresOf(composed), 8);
}
if (process.argv.includes('--errors')) {
  for (const { message, understanding } of answers) {
    const got = understanding.labels.map((label) =>
      label === 'policy_question' ? `${label}/${understanding.topic}` : label,
    );
    if (message.wants.includes('aside') || [...got].sort().join() === [...message.wants].sort().join())
      continue;
    console.log(
      `${understanding.confidence.toFixed(2)} ${message.wants.join('+')} -> ${got.join('+')} | ${message.text}`,
    );
  }
}

const unseen: readonly Message[] = z
  .array(z.object({ text: z.string(), wants: z.array(z.string()) }))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'unseen-messages.json'), 'utf8')))
  .map((message) => ({ ...message, style: 'unseen', language: 'nl' }));
print(
  'messages that are trained on nowhere',
  figuresOf(
    unseen.map((message) => ({
      message,
      understanding: understand({ channel: 'chat', text: message.text }),
    })),
  ),
  process.argv.includes('--unseen') ? 99 : 0,
);

const styles = [...new Set(messagesOf(phrases).map(({ style }) => style))];
console.log('\nleave one style out (exact label set):');
for (const style of styles) {
  const model = trainWithout(phrases, (_, of) => of === style);
  const left: readonly Answered[] = messagesOf(phrases)
    .filter((message) => message.style === style)
    .map((message) => ({ message, understanding: model({ channel: 'chat', text: message.text }) }));
  const figures = figuresOf(left);
  if (figures.messages >= 20)
    console.log(`  ${style.padEnd(18)} ${percent(figures.exact)} of ${figures.messages}`);
}

const texts = messagesOf(phrases).map(({ text }) => text);
const before = performance.now();
for (const text of texts) understand({ channel: 'chat', text });
console.log(`\n${((performance.now() - before) / texts.length).toFixed(3)} ms a message`);
