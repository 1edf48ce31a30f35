/** Whether an error of Node, pg or Prisma carries one of these codes (`ENOENT`, `28P01`, `P2028`). */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
