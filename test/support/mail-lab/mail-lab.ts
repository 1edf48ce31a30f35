import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { eventually, freePort } from '../running-desk.ts';
import { dovecotSettings, type LabPorts } from './dovecot-settings.ts';
import { mainCf, masterCf, transports } from './postfix-settings.ts';

const run = promisify(execFile);
const TLS = resolve(import.meta.dirname, '../../fixtures/tls');
/** Users of Dovecot, each `NAME@klant.example` with the password `geheim`. */
const USERS = ['jan', 'balie', 'info', 'winkel'];

export interface MailLab {
  readonly ports: LabPorts;
  imapUrl(user: string): string;
  /** Dovecot alone; Postfix keeps what it cannot deliver and tries again every second. */
  stopDovecot(): Promise<void>;
  startDovecot(): Promise<void>;
  /** Another UIDVALIDITY for somebody's INBOX; their connections are cut. */
  renumber(user: string, uidValidity: number): Promise<void>;
  stop(): Promise<void>;
}

/** Postfix and Dovecot as Debian has them, on free loopback ports, in a folder of their own. Needs root, for Postfix. */
export async function startMailLab(): Promise<MailLab> {
  const folder = await mkdtemp(join(tmpdir(), 'mail-lab-'));
  await chmod(folder, 0o755);
  const [smtp, lmtp, imap, imaps, desk] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const ports = { smtp, lmtp, imap, imaps, desk };
  const dovecot = join(folder, 'dovecot');
  const postfix = join(folder, 'postfix');
  await writeDovecot(dovecot, ports);
  await writePostfix(postfix, ports);

  async function startDovecot(): Promise<void> {
    const group = (await run('id', ['-g', 'nobody'])).stdout.trim();
    const who = ['--reuid=nobody', `--regid=${group}`, '--clear-groups'];
    await quietly('setpriv', [...who, '/usr/sbin/dovecot', '-c', `${dovecot}/dovecot.conf`]);
    await Promise.all([imap, lmtp].map(answers));
  }

  async function stopDovecot(): Promise<void> {
    const pid = Number(await readFile(`${dovecot}/run/master.pid`, 'utf8'));
    process.kill(pid, 'SIGTERM');
    await eventually(async () => (isAlive(pid) ? undefined : true), 'Dovecot stops');
  }

  await startDovecot();
  await quietly('/usr/sbin/postfix', ['-c', `${postfix}/etc`, 'start']);
  await answers(smtp);

  return {
    ports,
    imapUrl: (user) => `imap://${user}:geheim@127.0.0.1:${imap}`,
    stopDovecot,
    startDovecot,
    async renumber(user, uidValidity) {
      const doveadm = (...args: readonly string[]) =>
        run('doveadm', ['-c', `${dovecot}/dovecot.conf`, ...args]);
      await doveadm('mailbox', 'update', '--uid-validity', String(uidValidity), '-u', user, 'INBOX');
      // it says no when nobody is connected
      await doveadm('kick', user).catch(() => undefined);
    },
    async stop() {
      await quietly('/usr/sbin/postfix', ['-c', `${postfix}/etc`, 'stop']).catch(() => undefined);
      await stopDovecot().catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeDovecot(folder: string, ports: LabPorts): Promise<void> {
  const group = (await run('id', ['-gn', 'nobody'])).stdout.trim();
  for (const part of ['run', 'mail', 'state']) await mkdir(join(folder, part), { recursive: true });
  await writeFile(join(folder, 'passwd'), USERS.map((user) => `${user}:{PLAIN}geheim::::::\n`).join(''));
  await writeFile(join(folder, 'dovecot.conf'), dovecotSettings(folder, ports, group));
  await copyFile(join(TLS, 'mail.example.nl.key'), join(folder, 'key.pem'));
  await copyFile(join(TLS, 'mail.example.nl.pem'), join(folder, 'cert.pem'));
  await run('chown', ['-R', `nobody:${group}`, folder]);
}

async function writePostfix(folder: string, ports: LabPorts): Promise<void> {
  for (const part of ['etc', 'spool', 'data']) await mkdir(join(folder, part), { recursive: true });
  await writeFile(join(folder, 'etc/main.cf'), mainCf(folder, ports));
  await writeFile(join(folder, 'etc/master.cf'), masterCf(ports));
  await writeFile(join(folder, 'etc/transport'), transports(ports));
  await run('chown', ['postfix', join(folder, 'data')]);
}

/** What it starts must not keep our output open: who reads that would wait for ever. */
async function quietly(command: string, args: readonly string[]): Promise<void> {
  await run('/bin/sh', ['-c', '"$@" </dev/null >/dev/null 2>&1', 'sh', command, ...args]);
}

async function answers(port: number): Promise<void> {
  await eventually(
    () =>
      new Promise<true | undefined>((settle) => {
        const socket = connect(port, '127.0.0.1', () => {
          socket.destroy();
          settle(true);
        });
        socket.on('error', () => settle(undefined));
      }),
    `port ${port} answers`,
  );
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
