import { describe, expect, it } from 'vitest';
import { CHOICES } from '../../../src/core/conversation/choice-name.ts';
import { typedWords } from '../../../src/core/kernel/typed-words.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { choiceWords } from '../../../src/core/text/choices.ts';
import { renderMessage } from '../../../src/core/text/render-message.ts';
import { LANGUAGES } from './read-text.ts';
import { SAMPLES } from './sample-messages.ts';

describe('typed choices', () => {
  it.each(LANGUAGES)('in %s every label that is shown can be typed instead of tapped (R39)', (language) => {
    const words = choiceWords(language, typedWords);
    const typed = new Map<string, readonly string[]>(Object.entries(words));
    // Which request stops is typed by its right, its number or its place in the list: with a dialogue of its own.
    const shown = SAMPLES.filter(({ kind }) => kind !== 'ask_which').flatMap(
      (message) => renderMessage(message, language, firstProfile()).choices,
    );
    for (const { id, label } of shown) {
      const name = id.split('.')[0] ?? '';
      if (name !== 'right') expect(typed.get(name), label).toContain(typedWords(label));
    }
  });

  it.each(LANGUAGES)('in %s no words mean two choices', (language) => {
    const words = choiceWords(language, typedWords);
    const all = CHOICES.flatMap((name) => (name === 'right' ? [] : words[name]));
    expect(all.filter((words, index) => all.indexOf(words) !== index)).toEqual([]);
    expect(all).not.toContain('');
  });

  it('takes "medewerker", as the first notice tells, and "mens" for a person', () => {
    const { human } = choiceWords('nl', typedWords);
    expect(human).toContain('medewerker');
    expect(human).toContain('mens');
  });
});
