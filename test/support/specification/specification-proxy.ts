import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';

/** The last one that runs on this Node without a build; fetched when it is asked for, and no dependency of the project. */
const PRISM = '@stoplight/prism-cli@5.14.2';
const WHERE = /listening on (http:\S+)/;
const VIOLATIONS = z.array(z.object({ location: z.array(z.string()), message: z.string() }).loose());

export interface SpecificationProxy {
  readonly url: string;
  /** How many requests were compared. */
  compared(): number;
  /** What a request or its answer has otherwise than the specification says, each once, with its path. */
  violations(): readonly string[];
  close(): Promise<void>;
}

/** Stands between a client and `upstream` and compares what they say to each other with an OpenAPI file. */
export async function specificationProxy(
  specification: string,
  upstream: string,
): Promise<SpecificationProxy> {
  const args = ['--yes', PRISM, 'proxy', specification, upstream, '--port', '0'];
  // a group of its own: npx passes no signal on
  const prism = spawn('npx', args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const prismUrl = await listening(prism.stdout);
  const violations = new Set<string>();
  let compared = 0;
  const server = createServer(async (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const sent = await buffer(request);
    const body = sent.length === 0 ? {} : { body: new Uint8Array(sent) };
    const { host: _ours, connection: _kept, ...passed } = headers;
    const answer = await fetch(new URL(url, prismUrl), {
      method,
      headers: Object.entries(passed).flatMap(([name, value]): [string, string][] =>
        value === undefined ? [] : [[name, String(value)]],
      ),
      ...body,
    });
    compared += 1;
    const path = new URL(url, prismUrl).pathname;
    const said = answer.headers.get('sl-violations');
    for (const violation of said === null ? [] : listed(said))
      violations.add(`${method} ${path} ${answer.status}: ${violation}`);
    const type = answer.headers.get('content-type');
    response.writeHead(answer.status, type === null ? {} : { 'content-type': type });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    compared: () => compared,
    violations: () => [...violations],
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
      const ended = new Promise((exited) => prism.once('exit', exited));
      if (prism.pid !== undefined) process.kill(-prism.pid, 'SIGTERM');
      await ended;
    },
  };
}

/** Prism's own list, which is a sentence where there are too many for a header. */
function listed(said: string): readonly string[] {
  if (!said.startsWith('[')) return [said];
  return VIOLATIONS.parse(JSON.parse(said)).map(
    ({ location, message }) => `${location.join('.')}: ${message}`,
  );
}

async function listening(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const [, url] = WHERE.exec(line) ?? [];
    if (url !== undefined) {
      output.resume();
      return url;
    }
  }
  throw new Error('Prism ended before it listened: see what it said above');
}
