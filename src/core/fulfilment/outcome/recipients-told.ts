import { choice, doneOn, line, optional, place, rows, when, words } from './outcome-field.ts';

/** AVG 19: each recipient by name, when it was told, or why not. */
export const recipientsTold = optional(
  rows({
    name: place,
    told: choice('told', 'impossible', 'disproportionate'),
    on: when('told', ['told'], doneOn),
    why: when('told', ['impossible', 'disproportionate'], line),
  }),
);

/** As `recipientsTold`, or still to be told with the notice that is approved with the letter (R38). */
export const recipientsOfEnd = optional(
  rows({
    name: place,
    told: choice('tell', 'told', 'impossible', 'disproportionate'),
    on: when('told', ['told'], doneOn),
    why: when('told', ['impossible', 'disproportionate'], line),
  }),
);

/** As `recipientsTold`, where the telling itself is still to be done after the approval. */
export const recipientsToTell = optional(
  rows({
    name: place,
    told: choice('tell', 'impossible', 'disproportionate'),
    why: when('told', ['impossible', 'disproportionate'], line),
  }),
);

/** AVG 17(1)(b), (c): what is left of data when their use ended. */
export const rest = choice('erased', 'nothing_left', 'kept');
export const restWhy = when('rest', ['kept'], words);
