import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const VERSION = '147.0.2';
const SYSTEM = [
  process.env.CHROME_PATH ?? '',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const ARGUMENTS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--font-render-hinting=none',
];

/** A real Chromium: the one of the npm package on Linux x64, else a Chrome of the machine. The caller closes it. */
export async function openBrowser(): Promise<Browser> {
  const packed = process.platform === 'linux' && process.arch === 'x64';
  if (!packed) {
    const executablePath = SYSTEM.find((path) => path !== '' && existsSync(path));
    if (executablePath === undefined) throw new Error('No Chrome found: set CHROME_PATH to its executable.');
    return chromium.launch({ executablePath, headless: true, args: ARGUMENTS });
  }
  const folder = join(tmpdir(), `chromium-${VERSION}-${process.getuid?.() ?? 0}`);
  if (!existsSync(folder)) unpack(folder);
  const executablePath = join(folder, 'chromium');
  const env = environment(folder);
  try {
    return await chromium.launch({ executablePath, headless: true, args: ARGUMENTS, env });
  } catch (failure) {
    // A machine without NSS and its like: the package carries them.
    if (!(failure instanceof Error) || !failure.message.includes('shared libraries')) throw failure;
    const carried = { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
    return chromium.launch({ executablePath, headless: true, args: ARGUMENTS, env: carried });
  }
}

/** Unpacked beside and renamed, so that test files that start together never run half a browser. */
function unpack(folder: string): void {
  const place = mkdtempSync(join(tmpdir(), 'chromium-unpack-'));
  const program = `const { default: packed } = await import('@sparticuz/chromium'); await packed.executablePath();`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    // The runtime's name makes the package unpack its system libraries too.
    env: { ...process.env, TMPDIR: place, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
  });
  try {
    renameSync(place, folder);
  } catch (failure) {
    if (!existsSync(folder)) throw failure;
    rmSync(place, { recursive: true, force: true });
  }
}

function environment(folder: string): Record<string, string> {
  const entries = Object.entries(process.env).map(([name, value]) => [name, value ?? '']);
  const fonts = existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') };
  return { ...Object.fromEntries(entries), ...fonts };
}
