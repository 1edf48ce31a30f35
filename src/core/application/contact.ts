/** Where somebody who asked in person wants to be reached; what was not said is empty. */
export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly postal: string;
}
