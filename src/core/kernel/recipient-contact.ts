/** How a recipient is told of a decision (AVG 19), and what it may answer. */
export const TELLING_WAYS = ['mail', 'portal', 'phone', 'post'] as const;
export type TellingWay = (typeof TELLING_WAYS)[number];
export const RECIPIENT_ANSWERS = ['done', 'held_nothing', 'refused', 'no_answer'] as const;
export type RecipientAnswer = (typeof RECIPIENT_ANSWERS)[number];
