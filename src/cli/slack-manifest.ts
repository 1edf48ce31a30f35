import process from 'node:process';
import { appManifest } from '../bots/slack/app-manifest.ts';
import { explainProblems, readConfig, readEnvironment } from '../config.ts';
import { text } from '../core/text/texts.ts';
import type { CommandContext } from './command.ts';

const USE = 'slack manifest [http|socket]';

/**
 * Prints the manifest of the Slack app as JSON: over Socket Mode when SLACK_APP_TOKEN is set, else over HTTP, unless one is
 * named. 1 over HTTP without an https PUBLIC_URL, which Slack would refuse; 2 for wrong use or configuration.
 */
export async function slackManifest({ args, write, explain }: CommandContext): Promise<number> {
  const [way, ...others] = args;
  if (others.length > 0 || (way !== undefined && way !== 'http' && way !== 'socket')) {
    explain(USE);
    return 2;
  }
  const reading = readConfig(readEnvironment(process.cwd()));
  if (!reading.ok) {
    explain(explainProblems(reading.problems));
    return 2;
  }
  const { locale, publicUrl, slack } = reading.value;
  const words = { about: text(locale, 'staff:slack.about'), command: text(locale, 'staff:slack.command') };
  const socket = way === 'socket' || (way === undefined && slack?.appToken !== undefined);
  if (!socket && !publicUrl.startsWith('https://')) {
    explain('Set PUBLIC_URL to the https address of the desk, or use: slack manifest socket');
    return 1;
  }
  write(JSON.stringify(appManifest(socket ? words : { ...words, publicUrl }), null, 2));
  return 0;
}
