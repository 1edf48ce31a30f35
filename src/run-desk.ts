import process from 'node:process';
import { explainProblems, readConfig, readEnvironment } from './config.ts';
import { textIfAny } from './core/text/texts.ts';
import { createLog } from './platform/log.ts';
import { startDesk } from './start-desk.ts';

/** Exit codes: 0 stopped as asked, 1 could not start or lost its database, 2 wrong configuration. */
const reading = readConfig(readEnvironment(process.cwd()));
if (!reading.ok) {
  process.stderr.write(
    `Privacybalie does not start: the configuration is not right.\n${explainProblems(reading.problems)}\n`,
  );
  process.exit(2);
}
const config = reading.value;
const log = createLog(config.logLevel);

let asked = false;
let stop: (() => Promise<void>) | undefined;

function end(code: number): void {
  if (asked) return;
  asked = true;
  process.exitCode = code;
  // Still starting: what was begun, a database among it, can be stopped only when it is there.
  stop?.().then(
    () => process.exit(code),
    (error: unknown) => {
      log.fatal({ error }, 'stop failed');
      process.exit(1);
    },
  );
}

process.on('SIGINT', () => end(0));
process.on('SIGTERM', () => end(0));
// The terminal was closed.
process.on('SIGHUP', () => end(0));
process.on('uncaughtException', (error) => {
  log.fatal({ error }, 'a bug ended the process');
  end(1);
});

const desk = await startDesk(config, { log, onLost: () => end(1), demoMail: true }).catch(() =>
  process.exit(1),
);
if (!desk.ok) {
  const { code, params = {} } = desk.refusal;
  process.stderr.write(
    `Privacybalie does not start. ${textIfAny('en', `refusals:${code}`, params) ?? code}\n`,
  );
  process.exit(1);
}
stop = desk.value.stop;
// Asked to stop while starting: nobody has to wait for what is no longer wanted.
if (asked) {
  await stop();
  process.exit();
}
const { url, signInLink } = desk.value;
// Since the process began.
const seconds = (performance.now() / 1000).toFixed(1);
process.stdout.write(
  [
    '',
    `Privacybalie is ready (${seconds} s${config.mode === 'demo' ? ', demo with invented customers' : ''}).`,
    '',
    `  customers      ${url}/`,
    `  staff desk     ${url}/balie`,
    ...(signInLink === undefined ? [] : [`  sign in once   ${signInLink}`]),
    ...(config.mode === 'demo' && config.mail.smtpUrl === undefined
      ? [`  caught mail    ${url}/demo/post`]
      : []),
    '',
    '  Ctrl-C stops everything, the database included.',
    '',
    '',
  ].join('\n'),
);
