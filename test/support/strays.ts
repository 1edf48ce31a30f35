import { Socket } from 'node:net';
import { format } from 'node:util';

/** What a test did that none may do: a console.error, a connection to the outside. Test files of one worker share it. */
export const strays: string[] = [];

console.error = (...values: unknown[]) => {
  strays.push(`console.error: ${format(...values)}`);
};

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

// HTTP, TLS, fetch and PostgreSQL all connect through this
const connect = Socket.prototype.connect;
Object.defineProperty(Socket.prototype, 'connect', {
  value: function guarded(this: Socket, ...given: unknown[]) {
    const host = hostOf(given);
    if (host !== undefined && !LOOPBACK.test(host)) {
      strays.push(`a connection to ${host}`);
      throw new Error(`a test may not connect to ${host}`);
    }
    return Reflect.apply(connect, this, given);
  },
});

/** Node hands its arguments on as one array; undefined for a socket in the file system. */
function hostOf(given: readonly unknown[]): string | undefined {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given;
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && typeof first.path === 'string') return undefined;
    return 'host' in first && typeof first.host === 'string' ? first.host : 'localhost';
  }
  if (typeof first === 'string' && Number.isNaN(Number(first))) return undefined;
  return typeof second === 'string' ? second : 'localhost';
}
