/** What a letter is: it decides how the request ends when it has been sent. */
export type LetterKind = 'access_answer' | 'decision' | 'refusal';
