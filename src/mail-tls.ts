import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Config } from './config.ts';
import { ok, type Result, refuse } from './core/kernel/result.ts';

/** What the listener for mail offers STARTTLS with. */
export interface MailTls {
  readonly key: string;
  readonly cert: string;
  /** From then on other mail servers may refuse it. */
  readonly validUntil: Date;
}

export type MailTlsRefusal = 'mail_tls.not_readable' | 'mail_tls.not_pem' | 'mail_tls.not_matching';

/**
 * Reads key and certificate of the listener (PEM); undefined without any. `mail_tls.not_readable` and `mail_tls.not_pem`
 * name the variable and the file, `mail_tls.not_matching` is for a certificate of another key.
 */
export async function readMailTls({
  tls,
}: Config['mail']): Promise<Result<MailTls | undefined, MailTlsRefusal>> {
  if (tls === undefined) return ok(undefined);
  const { keyFile, certFile } = tls;
  const key = await pemIn('MAIL_TLS_KEY', keyFile, (pem) => createPrivateKey(pem));
  if (!key.ok) return key;
  const cert = await pemIn('MAIL_TLS_CERT', certFile, (pem) => new X509Certificate(pem));
  if (!cert.ok) return cert;
  if (!cert.value.read.checkPrivateKey(key.value.read))
    return refuse('mail_tls.not_matching', { file: certFile, keyFile });
  return ok({
    key: key.value.pem,
    cert: cert.value.pem,
    validUntil: new Date(Date.parse(cert.value.read.validTo)),
  });
}

async function pemIn<Read>(
  variable: string,
  file: string,
  reading: (pem: string) => Read,
): Promise<Result<{ readonly pem: string; readonly read: Read }, MailTlsRefusal>> {
  let pem: string;
  try {
    pem = await readFile(file, 'utf8');
  } catch {
    return refuse('mail_tls.not_readable', { variable, file });
  }
  try {
    return ok({ pem, read: reading(pem) });
  } catch {
    return refuse('mail_tls.not_pem', { variable, file });
  }
}
