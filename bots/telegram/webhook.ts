/**
 * The webhook: Telegram calls it again until it answers 2xx, so it does only once the update's events are stored.
 * (telegraf's own callback answers 200 even when a handler threw.)
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Update } from 'telegraf/types';

export const WEBHOOK_PATH = '/telegram/webhook';

const BODY_BYTES_MAX = 1_000_000;

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** Hashed first, so that the comparison takes as long for every length. */
const same = (a: string, b: string): boolean => {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};

class BadBody extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`${status}`);
    this.status = status;
  }
}

const readUpdate = async (request: IncomingMessage & { body?: unknown }): Promise<Update> => {
  // A server in front of us may have read the body already.
  if (request.body !== undefined && request.body !== null) return request.body as Update;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > BODY_BYTES_MAX) throw new BadBody(413);
    chunks.push(chunk as Buffer);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Update;
  } catch {
    throw new BadBody(400);
  }
};

export function webhookHandler(options: {
  secret: string;
  /** Null while we do not take updates. */
  take(): ((update: Update) => Promise<void>) | null;
  log: Logger;
}): HttpHandler {
  const { secret, log } = options;

  const statusFor = async (request: IncomingMessage): Promise<number> => {
    if (request.method !== 'POST') return 405;
    const header = request.headers['x-telegram-bot-api-secret-token'];
    if (typeof header !== 'string' || !same(header, secret)) return 401;
    const take = options.take();
    if (!take) return 503;
    try {
      const update = await readUpdate(request);
      if (typeof update !== 'object' || update === null || !Number.isInteger(update.update_id)) return 400;
      await take(update);
      return 200;
    } catch (error) {
      if (error instanceof BadBody) return error.status;
      log.error({ err: error }, 'an update could not be stored; Telegram will deliver it again');
      return 503;
    }
  };

  return (request, response) => {
    void statusFor(request).then((status) => {
      if (status === 401) log.warn('a webhook call without our secret was refused');
      response.writeHead(status).end();
    });
  };
}
