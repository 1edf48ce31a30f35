import { keyedHash, sameHash } from '../core/kernel/digest.ts';

export interface SignedCookie {
  /** A text for a cookie that only we can have made; it holds the value readable. Ends at `expiresAt`. */
  seal(purpose: string, value: string, expiresAt: Date): string;
  /** The value; undefined when it is forged, was sealed for another purpose, or has ended. */
  open(purpose: string, sealed: string, now: Date): string | undefined;
}

/** The end is part of what is signed: a browser may keep a cookie for longer than it was told. */
export function createSignedCookie(key: Uint8Array): SignedCookie {
  const sign = (purpose: string, content: string) => keyedHash(key, `cookie ${purpose}`, content);
  return {
    seal: (purpose, value, expiresAt) => {
      const content = `${Buffer.from(value).toString('base64url')}.${expiresAt.getTime().toString(36)}`;
      return `${content}.${sign(purpose, content)}`;
    },
    open: (purpose, sealed, now) => {
      const [value, end, signature, ...rest] = sealed.split('.');
      if (value === undefined || end === undefined || signature === undefined || rest.length > 0)
        return undefined;
      if (!sameHash(sign(purpose, `${value}.${end}`), signature)) return undefined;
      return now.getTime() < Number.parseInt(end, 36)
        ? Buffer.from(value, 'base64url').toString('utf8')
        : undefined;
    },
  };
}
