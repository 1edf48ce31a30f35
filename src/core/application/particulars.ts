/** What staff recorded about who asks and where the answer goes; sealed, and gone with the request. */
export interface Particulars {
  /** Why a masked document had to be seen, where nothing else would do (R9). */
  readonly idReason?: string;
  /** Another address than the proven one, to which the answer goes (F19, F20). */
  readonly answerTo?: string;
}
