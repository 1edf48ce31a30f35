import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';

/** A site on loopback with the webhook behind POST /telegram, as the product mounts it. */
export async function serveWebhook(bot: { handleWebhook(request: Request): Promise<Response> }) {
  const listener = getRequestListener((request) =>
    new URL(request.url).pathname === '/telegram'
      ? bot.handleWebhook(request)
      : new Response(null, { status: 404 }),
  );
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the site has no port');
  const publicUrl = `http://127.0.0.1:${address.port}`;
  return {
    publicUrl,
    post: (body: unknown, secret?: string): Promise<Response> =>
      fetch(`${publicUrl}/telegram`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          ...(secret === undefined ? {} : { 'X-Telegram-Bot-Api-Secret-Token': secret }),
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async close(): Promise<void> {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
