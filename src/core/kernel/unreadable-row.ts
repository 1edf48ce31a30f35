/**
 * A stored value that does not open: it was changed, or its key is missing. Says where it stands, never what it says.
 */
export class UnreadableRow extends Error {
  /** `Model.column`, as in the schema. */
  readonly place: string;
  readonly rowId: string;

  constructor(place: string, rowId: string) {
    super(`a value of ${place} does not open: it was changed, or its key is missing`);
    this.name = 'UnreadableRow';
    this.place = place;
    this.rowId = rowId;
  }
}
