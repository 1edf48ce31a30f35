import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Delivered } from './delivery.ts';
import { APP, type World } from './world.ts';

const ack = z.strictObject({ envelope_id: z.string(), payload: z.unknown().optional() });

/** Slack's side of Socket Mode (docs.slack.dev, apis/events-api/using-socket-mode). */
export function createSocket(server: Server, world: World, patience: () => AbortSignal) {
  const tickets = new Set<string>();
  const lines = new Set<WebSocket>();
  const waiting = new Map<string, (payload: unknown) => void>();
  const upgrades = new WebSocketServer({ noServer: true });
  const state = { greets: true, opened: 0 };

  server.on('upgrade', (req: IncomingMessage, socket, head) => {
    const ticket = new URL(req.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
    // Each address is good for one connection.
    if (!tickets.delete(ticket)) return void socket.destroy();
    upgrades.handleUpgrade(req, socket, head, greet);
  });

  function greet(line: WebSocket): void {
    lines.add(line);
    state.opened += 1;
    line.on('close', () => {
      lines.delete(line);
      world.tell();
    });
    line.on('message', heard);
    if (state.greets) {
      const hello = { type: 'hello', num_connections: lines.size, connection_info: { app_id: APP } };
      line.send(JSON.stringify(hello));
    }
    world.tell();
  }

  function heard(data: RawData): void {
    const said = ack.parse(JSON.parse(String(data)));
    waiting.get(said.envelope_id)?.(said.payload);
    waiting.delete(said.envelope_id);
  }

  return {
    state,
    isOpen: () => lines.size > 0,
    newUrl(): string {
      const ticket = randomUUID();
      tickets.add(ticket);
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('the server has no port');
      return `ws://127.0.0.1:${address.port}/link/?ticket=${ticket}`;
    },
    /** One envelope to one of the connections; what the app answers to it, or nothing in time. */
    async deliver(type: string, payload: unknown, again = 0): Promise<Delivered> {
      const line = [...lines].at(-1);
      if (line === undefined) return { status: null, body: '', reason: 'connection_failed' };
      const envelope_id = randomUUID();
      const { promise, resolve } = Promise.withResolvers<Delivered>();
      waiting.set(envelope_id, (answer) => {
        const body = JSON.stringify(answer ?? {});
        resolve({ status: 200, body: body === '{}' ? '' : body, reason: null });
      });
      patience().addEventListener('abort', () => resolve({ status: null, body: '', reason: 'http_timeout' }));
      const retry = again === 0 ? {} : { retry_attempt: again, retry_reason: 'timeout' };
      line.send(JSON.stringify({ envelope_id, type, payload, accepts_response_payload: true, ...retry }));
      return promise;
    },
    /** Slack says that it ends every connection. */
    farewell(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void {
      for (const line of lines) line.send(JSON.stringify({ type: 'disconnect', reason }));
    },
    /** The network is gone: no farewell, no close. */
    cut(): void {
      for (const line of lines) line.terminate();
    },
    stop(): void {
      for (const line of lines) line.terminate();
      upgrades.close();
    },
  };
}

export type SocketLine = ReturnType<typeof createSocket>;
