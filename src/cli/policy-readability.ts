import { POLICY_TOPICS } from '../core/kernel/policy-topics.ts';
import { firstProfile } from '../core/policy/first-profile.ts';
import { isPlain } from '../core/text/readability.ts';
import { topicReadability } from '../core/text/topic-readability.ts';
import type { CommandContext } from './command.ts';

/**
 * How plain the policy reads, topic by topic: reading ease, words in a sentence, share of long words. 1 when a topic is
 * not plain, 2 for another language. Needs no database.
 */
export async function policyReadability({ args, json, write, explain }: CommandContext): Promise<number> {
  const [language = 'nl', ...others] = args;
  if ((language !== 'nl' && language !== 'en') || others.length > 0) {
    explain('policy readability [nl|en] [--json]');
    return 2;
  }
  const measured = POLICY_TOPICS.map((topic) => ({
    topic,
    ...topicReadability(topic, language, firstProfile()),
  }));
  if (!json) write('topic            ease  words/sentence  longest  long words');
  for (const { topic, ...figures } of measured) {
    const { score, mean, longest, longWords } = figures;
    const share = `${Math.round(longWords * 100)}%`;
    if (json) write(JSON.stringify({ topic, ...figures, plain: isPlain(figures, language) }));
    else
      write(
        [
          topic.padEnd(15),
          `${score}`.padStart(6),
          mean.toFixed(1).padStart(15),
          `${longest}`.padStart(8),
          share.padStart(11),
        ].join(' '),
      );
  }
  return measured.every((figures) => isPlain(figures, language)) ? 0 : 1;
}
