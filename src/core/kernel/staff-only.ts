const INSPECT = Symbol.for('nodejs.util.inspect.custom');
const HIDDEN = '[for staff]';

/**
 * What staff write for each other. It is no text: nothing that is said to a customer takes it, and put into words or
 * JSON by mistake it says only that it is there. `forStaff` is called by what staff see, nowhere else (a test).
 */
export class StaffOnly {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  forStaff(): string {
    return this.#text;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [INSPECT](): string {
    return HIDDEN;
  }
}
