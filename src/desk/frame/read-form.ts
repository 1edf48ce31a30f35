import type { Context } from 'hono';

/** The fields of a posted form: line ends as \n, control characters removed (a database stores no NUL). */
export interface Form {
  text(name: string): string;
  all(name: string): readonly string[];
  file(name: string): File | undefined;
}

/** Undefined when the body is no readable form. */
export async function readForm(c: Context): Promise<Form | undefined> {
  const body = await parsed(c);
  if (body === undefined) return undefined;
  const values = (name: string) => [body[name] ?? []].flat();
  const typed = formOf((name) => values(name).filter((value) => typeof value === 'string'));
  return { ...typed, file: (name) => values(name).find((value) => value instanceof File) };
}

/** The same of a form that came in another way: the values of each field as they were typed. */
export function formOf(values: (name: string) => readonly string[]): Form {
  const all = (name: string) => values(name).map(clean);
  return { all, text: (name) => all(name)[0]?.trim() ?? '', file: () => undefined };
}

async function parsed(c: Context) {
  try {
    return await c.req.parseBody({ all: true });
  } catch (error) {
    // The body reader tells a malformed body only by throwing one of these.
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function clean(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
  return value.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}

/** The lines that hold something, trimmed. */
export function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
