import { Client } from 'pg';

/** Seconds of silence after which the connection is asked whether it is still there, as a cut cable says nothing. */
const BEAT_MS = 10_000;
const RETRY_MS = 1_000;

export interface Listener {
  close(): Promise<void>;
}

export type Listen = (
  channel: string,
  heard: (payload: string) => void,
  reconnected: () => void,
) => Promise<Listener>;

/**
 * Each call opens a connection of its own that listens to one NOTIFY channel of PostgreSQL and comes back by itself
 * when it was lost. `reconnected` is called then: what was sent in between is lost. Rejects when it cannot connect
 * at first.
 */
export function listenTo(connectionString: string): Listen {
  return async (channel, heard, reconnected) => {
    let closed = false;
    let again: NodeJS.Timeout | undefined;
    let current = await connect();

    async function connect(): Promise<Client> {
      const client = new Client({
        connectionString,
        application_name: `privacybalie ${channel}`,
        keepAlive: true,
        query_timeout: BEAT_MS,
      });
      client.on('notification', ({ payload }) => heard(payload ?? ''));
      // the end of the connection follows, and is what counts
      client.on('error', () => undefined);
      await client.connect();
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      const beat = setInterval(() => {
        client.query('SELECT 1').catch(() => client.connection.stream.destroy());
      }, BEAT_MS).unref();
      client.on('end', () => {
        clearInterval(beat);
        if (!closed) again = setTimeout(reconnect, RETRY_MS).unref();
      });
      return client;
    }

    async function reconnect(): Promise<void> {
      try {
        current = await connect();
      } catch {
        again = setTimeout(reconnect, RETRY_MS).unref();
        return;
      }
      if (closed) await current.end();
      else reconnected();
    }

    return {
      async close() {
        closed = true;
        clearTimeout(again);
        await current.end();
      },
    };
  };
}
