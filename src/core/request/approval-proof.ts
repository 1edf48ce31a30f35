/**
 * That a named person who may decide saw exactly this letter (R19). Made only by approval/check-approval.ts; the
 * command `approve` demands it, so code that forgot the check does not compile.
 */
export interface ApprovalProof {
  readonly __brand: 'ApprovalProof';
  readonly letterId: string;
  readonly letterHash: string;
  /** `staff:<id>` */
  readonly by: string;
}
