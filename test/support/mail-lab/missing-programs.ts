import { spawnSync } from 'node:child_process';
import process from 'node:process';

/** Why the mail servers cannot be started here, in a sentence; undefined when they can. Installs nothing. */
export function whyNoMailLab(): string | undefined {
  const absent = ['postfix', 'dovecot'].filter((name) => versionOf(name) === undefined);
  if (absent.length > 0)
    return `${absent.join(' and ')} not found: on Debian, apt-get install postfix dovecot-imapd dovecot-lmtpd.`;
  if (!versionOf('dovecot')?.startsWith('2.3.')) return 'only the settings of Dovecot 2.3 are known here.';
  if (process.getuid?.() !== 0) return 'Postfix can be started by root only.';
  return undefined;
}

function versionOf(program: 'postfix' | 'dovecot' | string): string | undefined {
  const path = `${process.env.PATH ?? ''}:/usr/sbin`;
  const [command, args] =
    program === 'postfix' ? ['postconf', ['-dh', 'mail_version']] : [program, ['--version']];
  const { status, stdout } = spawnSync(command, args, { env: { PATH: path }, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
