import { Resolver } from 'node:dns/promises';
import { authenticate } from 'mailauth';
import { addressParser } from 'postal-mime';

/** DNS as mailauth asks it: rows of the record; rejects with a `code` such as ENOTFOUND. */
export type Lookup = (domain: string, type: string) => Promise<string[][] | string[]>;

export interface AuthenticateSettings {
  /** `host:port` of the resolver; absent: that of the system. */
  readonly dns: { readonly host: string; readonly port: number } | undefined;
  /** Names by which the mail servers of the shop sign Authentication-Results. */
  readonly trustedHosts: readonly string[];
  readonly lookup?: Lookup;
}

/** Whether this mail is from the domain of the one address in From; that it is of a person says nobody. */
export type Authenticated = (raw: Uint8Array) => Promise<boolean>;

const PATIENCE_MS = 10_000;
const MOST_NESTED = 5;

/**
 * DMARC with alignment (RFC 9989; R8), by the signature that covers the whole mail. A mail server of the shop hands the mail on, so SPF would
 * look at that server: it counts only as far as the server says so itself, by its own Authentication-Results (RFC 8601).
 * What cannot be found out in time counts as not passed.
 */
export function mailAuthentication({ dns, trustedHosts, lookup }: AuthenticateSettings): Authenticated {
  const resolver = lookup ?? systemLookup(dns);
  const trusted = new Set(trustedHosts.map((host) => host.toLowerCase()));
  return async (raw) => {
    const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
    if (passedAtTrusted(text, trusted)) return true;
    const checked = authenticate(text, { resolver, disableBimi: true, mta: 'privacybalie' });
    const result = await inTime(checked);
    if (result === undefined || result.dmarc === false) return false;
    const { status, alignment } = result.dmarc;
    return (
      status.result === 'pass' &&
      alignment.dkim.result !== undefined &&
      // an l= tag leaves words unsigned that somebody may have put there (RFC 6376 8.2)
      !alignment.dkim.underSized &&
      result.dkim.headerFrom.length === 1
    );
  };
}

/** By the first such field only: the server of the shop puts its own above those that came along. */
function passedAtTrusted(raw: Buffer, trusted: ReadonlySet<string>): boolean {
  if (trusted.size === 0) return false;
  const head = raw.toString('latin1').split(/\r?\n\r?\n/, 1)[0] ?? '';
  const fields = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  // Read as the sender is: of a field with two addresses another reading could take the other one.
  const froms = fields
    .flatMap((field) => /^from[ \t]*:(.*)$/i.exec(field)?.[1] ?? [])
    .flatMap((from) => addressParser(from, { flatten: true }));
  const [, domain = ''] = /@([\w.-]+)$/.exec(froms[0]?.address ?? '') ?? [];
  const results = fields.flatMap((field) => /^authentication-results:(.*)$/i.exec(field)?.[1] ?? [])[0];
  if (results === undefined || froms.length !== 1 || domain === '') return false;
  const [host = '', ...methods] = bare(results).split(';');
  if (!trusted.has(host.trim().split(/\s/, 1)[0]?.toLowerCase() ?? '')) return false;
  const [dmarc = '', ...others] = methods.filter((method) => /^\s*dmarc\s*=/i.test(method));
  const [, from = ''] = /\bheader\.from=([\w.-]+)/i.exec(dmarc) ?? [];
  return (
    others.length === 0 && /^\s*dmarc=pass\b/i.test(dmarc) && from.toLowerCase() === domain.toLowerCase()
  );
}

/** Without what a sender can write into it: quoted names, and comments within comments (RFC 8601 2.2). Empty when made to confuse. */
function bare(results: string): string {
  let rest = results.replace(/"(?:\\.|[^"\\])*"/g, ' ');
  for (let depth = 0; depth < MOST_NESTED && rest.includes('('); depth += 1)
    rest = rest.replace(/\([^()]*\)/g, ' ');
  return /["()]/.test(rest) ? '' : rest;
}

async function inTime<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  try {
    return await Promise.race([asked.catch(() => undefined), promise]);
  } finally {
    clearTimeout(timer);
  }
}

function systemLookup(dns: AuthenticateSettings['dns']): Lookup {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  if (dns !== undefined)
    resolver.setServers([`${dns.host.includes(':') ? `[${dns.host}]` : dns.host}:${dns.port}`]);
  return async (domain, type) => {
    switch (type) {
      case 'TXT':
        return resolver.resolveTxt(domain);
      case 'A':
        return resolver.resolve4(domain);
      case 'AAAA':
        return resolver.resolve6(domain);
      case 'MX':
        return (await resolver.resolveMx(domain)).map(({ exchange }) => exchange);
      default:
        return [];
    }
  };
}
