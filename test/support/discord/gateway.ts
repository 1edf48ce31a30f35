import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { isRecord, type Json } from './api-refusal.ts';
import { APPLICATION, BOT_USER, type World } from './world.ts';

const DIRECT_MESSAGES = 1 << 12;
/** Members, presences, message content: to be asked for on the Bot page. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const KNOWN = 0b11111111111111111111111111;
const MAX_EVENTS_A_MINUTE = 120;

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly events: { readonly s: number; readonly t: string; readonly d: unknown }[];
  socket: WebSocket | undefined;
}

/** The gateway: sessions outlive their connection, and miss nothing when they are resumed. */
export class Gateway {
  readonly identified: Json[] = [];
  resumed = 0;
  /** Refuses every upgrade, as when Discord is down. */
  away = false;
  /** Whether a heartbeat is answered. */
  answersHeartbeats = true;
  heartbeatMs = 41_250;
  /** Refuses whoever identifies, with this close code. */
  refuseWith: number | undefined;
  readonly #server: WebSocketServer;
  readonly #sessions = new Map<string, Session>();
  readonly #world: World;
  readonly #token: () => string;
  readonly #changed: () => void;
  #url = '';

  constructor(http: Server, world: World, token: () => string, changed: () => void) {
    this.#world = world;
    this.#token = token;
    this.#changed = changed;
    this.#server = new WebSocketServer({
      server: http,
      verifyClient: (_info, accept) => accept(!this.away, 503),
    });
    this.#server.on('connection', (socket) => this.#greet(socket));
  }

  listensAt(url: string): void {
    this.#url = url;
  }

  get connected(): boolean {
    return [...this.#sessions.values()].some(({ socket }) => socket !== undefined);
  }

  /** An event, to everybody who asked for its kind; kept for those who are away. */
  dispatch(t: string, d: unknown): void {
    for (const session of this.#sessions.values()) {
      if (t.startsWith('MESSAGE') && (session.intents & DIRECT_MESSAGES) === 0) continue;
      this.#give(session, t, d);
    }
  }

  /** The event of this kind that was given last comes again. */
  repeats(t: string): void {
    for (const session of this.#sessions.values()) {
      const last = session.events.findLast((event) => event.t === t);
      if (last !== undefined) this.#give(session, t, last.d);
    }
  }

  /** Breaks every connection, with a close code or without a word. */
  cut(code?: number): void {
    for (const socket of this.#server.clients) code === undefined ? socket.terminate() : socket.close(code);
  }

  /** What was told to no one is lost: a session ends when it is away too long. */
  forgetSessions(): void {
    this.#sessions.clear();
  }

  tellToReconnect(): void {
    for (const { socket } of this.#sessions.values()) socket?.send(JSON.stringify({ op: 7, d: null }));
  }

  async close(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #give(session: Session, t: string, d: unknown): void {
    const event = { s: session.events.length + 1, t, d };
    session.events.push(event);
    session.socket?.send(JSON.stringify({ op: 0, ...event }));
  }

  #greet(socket: WebSocket): void {
    let session: Session | undefined;
    let received = 0;
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: this.heartbeatMs } }));
    socket.on('message', (raw) => {
      const text = String(raw);
      received += 1;
      if (received > MAX_EVENTS_A_MINUTE) return socket.close(4008);
      if (text.length > 4_096) return socket.close(4002);
      const payload: unknown = JSON.parse(text);
      if (!isRecord(payload)) return socket.close(4002);
      const d = isRecord(payload.d) ? payload.d : {};
      if (payload.op === 1) return this.answersHeartbeats && socket.send(JSON.stringify({ op: 11 }));
      if (payload.op === 2) {
        if (session !== undefined) return socket.close(4005);
        session = this.#identify(socket, d);
      } else if (payload.op === 6) session = this.#resume(socket, d);
      else socket.close(session === undefined ? 4003 : 4001);
      this.#changed();
      return undefined;
    });
    socket.on('close', (code) => {
      if (session?.socket === socket) session.socket = undefined;
      if (session !== undefined && (code === 1000 || code === 1001)) this.#sessions.delete(session.id);
      this.#changed();
    });
  }

  #identify(socket: WebSocket, d: Json): Session | undefined {
    const intents = Number(d.intents);
    const refused =
      this.refuseWith ??
      (d.token !== this.#token()
        ? 4004
        : !Number.isInteger(intents) || (intents & ~KNOWN) !== 0
          ? 4013
          : (intents & PRIVILEGED) !== 0
            ? 4014
            : undefined);
    this.identified.push(d);
    if (refused !== undefined) {
      socket.close(refused);
      return undefined;
    }
    const session: Session = { id: randomUUID(), intents, events: [], socket };
    this.#sessions.set(session.id, session);
    this.#give(session, 'READY', {
      v: 10,
      user: this.#world.person(BOT_USER),
      guilds: [],
      private_channels: [],
      session_id: session.id,
      resume_gateway_url: this.#url,
      application: { id: APPLICATION, flags: 0 },
    });
    return session;
  }

  #resume(socket: WebSocket, d: Json): Session | undefined {
    const session = this.#sessions.get(String(d.session_id));
    if (d.token !== this.#token()) socket.close(4004);
    else if (session === undefined) socket.send(JSON.stringify({ op: 9, d: false }));
    else if (Number(d.seq) > session.events.length) socket.close(4007);
    else {
      session.socket = socket;
      for (const event of session.events.slice(Number(d.seq)))
        socket.send(JSON.stringify({ op: 0, ...event }));
      this.resumed += 1;
      this.#give(session, 'RESUMED', {});
      return session;
    }
    return undefined;
  }
}
