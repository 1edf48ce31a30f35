import type { Context } from 'hono';

export type PostedForm = Readonly<Record<string, unknown>>;

/** Fields of a posted form; none when the body is no form or cannot be read as one. */
export async function postedForm(c: Context): Promise<PostedForm> {
  const type = c.req.header('Content-Type') ?? '';
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return {};
  try {
    return await c.req.parseBody();
  } catch (failure) {
    // undici: a multipart body that is cut or without boundary.
    if (failure instanceof TypeError) return {};
    throw failure;
  }
}
