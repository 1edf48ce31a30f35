import type { Client } from 'pg';

/** Changes one byte of sealed values, as a broken disk or a careless hand does: they do not open any more. */
export async function damage(
  sql: Pick<Client, 'query'>,
  table: string,
  column: string,
  where = 'TRUE',
): Promise<void> {
  const { rowCount } = await sql.query(damaging(table, column, where));
  if (rowCount === 0) throw new Error(`nothing to damage in ${table}.${column}`);
}

/** The statement that does it. */
export function damaging(table: string, column: string, where: string): string {
  return `UPDATE "${table}" SET "${column}" = set_byte("${column}", 30, 255 - get_byte("${column}", 30))
    WHERE "${column}" IS NOT NULL AND ${where}`;
}
