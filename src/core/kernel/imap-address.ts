import { isLoopbackAddress } from './ip-address.ts';

/** How to sign in at a mailbox. Without encryption a password goes to this machine only: elsewhere STARTTLS has to be there. */
export interface ImapSignIn {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly doSTARTTLS?: boolean;
  readonly auth: { readonly user: string; readonly pass: string };
}

/** Of `imaps://user:password@host:port/folder`; the folder is INBOX without one. */
export function imapAddress(address: string): { readonly signIn: ImapSignIn; readonly folder: string } {
  const { protocol, hostname, port, username, password, pathname } = new URL(address);
  const secure = protocol === 'imaps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const folder = decodeURIComponent(pathname.replace(/^\//, ''));
  return {
    signIn: {
      host,
      port: Number(port) || (secure ? 993 : 143),
      secure,
      ...(secure ? {} : { doSTARTTLS: host !== 'localhost' && !isLoopbackAddress(host) }),
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    },
    folder: folder === '' ? 'INBOX' : folder,
  };
}

/** Why nobody could sign in: by the mark or the code of an error, never by the words of a server. */
export function whyNotSignedIn(error: unknown): 'imap_login' | 'imap_tls' | 'imap_unreachable' {
  if (!(error instanceof Error)) return 'imap_unreachable';
  if ('authenticationFailed' in error && error.authenticationFailed === true) return 'imap_login';
  const code = 'code' in error ? String(error.code) : '';
  if ('tlsFailed' in error && error.tlsFailed === true) return 'imap_tls';
  return /^(?:ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH)/.test(code)
    ? 'imap_tls'
    : 'imap_unreachable';
}
