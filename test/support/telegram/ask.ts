import type { TelegramServer } from '../telegram-server.ts';
import { isRecord, type Json } from './api-answer.ts';

export interface Asked {
  readonly status: number;
  readonly body: Json;
  readonly retryAfter: string | null;
}

/** Calls the Bot API with bare HTTP, as JSON, for tests of the server itself. */
export async function ask(server: TelegramServer, method: string, args: Json = {}): Promise<Asked> {
  const response = await fetch(`${server.apiRoot}/bot${server.token}/${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(args),
  });
  return read(response);
}

export async function read(response: Response): Promise<Asked> {
  const body: unknown = await response.json();
  return {
    status: response.status,
    body: isRecord(body) ? body : {},
    retryAfter: response.headers.get('Retry-After'),
  };
}

/** What the Bot API answers when it refuses. */
export function refusal(status: number, description: string, parameters?: Json): Json {
  return {
    status,
    body: {
      ok: false,
      error_code: status,
      description,
      ...(parameters === undefined ? {} : { parameters }),
    },
  };
}

export function updateIds({ body }: Asked): readonly number[] {
  return Array.isArray(body.result)
    ? body.result.map((update: { update_id: number }) => update.update_id)
    : [];
}
