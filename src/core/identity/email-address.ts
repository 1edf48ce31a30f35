/** Lower-case, trimmed; undefined when it is no address that a mail can be sent to (RFC 5321 4.5.3.1 lengths). */
export function normaliseEmail(typed: string): string | undefined {
  const address = typed.trim().normalize('NFKC').toLowerCase();
  if (address.length > 254) return undefined;
  const match = /^([a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64})@([a-z0-9.-]{3,190})$/.exec(address);
  const local = match?.[1];
  const domain = match?.[2];
  if (local === undefined || domain === undefined) return undefined;
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return undefined;
  const labels = domain.split('.');
  const wellFormed =
    labels.length >= 2 && labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  return wellFormed && /[a-z]/.test(labels.at(-1) ?? '') ? address : undefined;
}
