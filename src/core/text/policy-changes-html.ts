import type { ReplyLanguage } from '../kernel/language.ts';
import type { SentenceChange, TopicChange } from '../policy/policy-differences.ts';
import type { Piece } from '../policy/word-differences.ts';
import { escapeHtml } from './escape-html.ts';
import { text } from './texts.ts';

/**
 * What changed, topic by topic, as HTML: <ins> and <del>, with the words "toegevoegd" and "verwijderd" for whoever does
 * not see their colour. Sentences that stayed stand in it only where they are neighbours of a change.
 */
export function policyChangesHtml(
  changes: readonly TopicChange[],
  language: ReplyLanguage,
  heading: 'h2' | 'h3' = 'h2',
): string {
  const changed = changes.filter(({ kind }) => kind !== 'same');
  if (changed.length === 0) return `<p>${text(language, 'policy:changed.nothing')}</p>`;
  return changed
    .map((topic) => {
      const title = text(language, `policy:changed.topic_${topic.kind}`, { title: topic.title });
      const lines = inSight(topic.sentences).map((sentence) =>
        sentence === 'left_out'
          ? `<p class="left-out">${text(language, 'policy:changed.left_out')}</p>`
          : `<p>${sentence.pieces.map((piece) => marked(piece, language)).join(' ')}</p>`,
      );
      return `<section class="changes"><${heading}>${escapeHtml(title)}</${heading}>\n${lines.join('\n')}</section>`;
    })
    .join('\n');
}

/** Neighbours of a change, so that it can be read; the rest is left out, and said to be. */
function inSight(sentences: readonly SentenceChange[]): readonly (SentenceChange | 'left_out')[] {
  const shown = sentences.map(
    ({ kind }, index) =>
      kind !== 'same' ||
      [sentences[index - 1], sentences[index + 1]].some((one) => one !== undefined && one.kind !== 'same'),
  );
  return sentences.flatMap((sentence, index): readonly (SentenceChange | 'left_out')[] => {
    if (shown[index] === true) return [sentence];
    return index === 0 || shown[index - 1] === true ? ['left_out'] : [];
  });
}

function marked({ kind, text: said }: Piece, language: ReplyLanguage): string {
  if (kind === 'same') return escapeHtml(said);
  const name = kind === 'added' ? 'ins' : 'del';
  const word = text(language, `policy:changed.${kind}`);
  return `<${name}><span class="unseen">${word} </span>${escapeHtml(said)}</${name}>`;
}
