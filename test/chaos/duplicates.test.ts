/**
 * Every event three times, and at the same moment to two bots processes: both hear Discord's gateway, Slack deals its copies
 * out to the sockets of both, and the webhook of Telegram passes every update on to both at once.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { PLATFORMS } from '../../core/index.ts';
import { freshDatabase } from '../support/database.ts';
import { onStage, PATIENCE_MS, until } from './harness.ts';

const LIMIT_MS = 3 * PATIENCE_MS;
const COPIES = 3;
const PAYMENTS = 18;
const WEBHOOK_PATH = '/telegram/webhook';

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** Passes each request on to every one of `targets` at once, and answers as the worst of them; none yet is none of them ready. */
async function forkingProxy() {
  const targets: string[] = [];
  const passOn = async (target: string, { headers }: IncomingMessage, body: Buffer): Promise<number> => {
    const secret = String(headers['x-telegram-bot-api-secret-token']);
    const sent = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
    return (await fetch(target + WEBHOOK_PATH, { method: 'POST', headers: sent, body })).status;
  };
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const statuses = await Promise.all(
      targets.map((target) => passOn(target, request, body).catch(() => 502)),
    );
    response.writeHead(Math.max(...statuses, targets.length ? 200 : 503)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${WEBHOOK_PATH}`;
  return { url, targets, close: () => server.close() };
}

it(
  'every event three times, and to two bots processes at once: paid once, shown once',
  async () => {
    const database = await freshDatabase({ migrated: false });
    const proxy = await forkingProxy();
    const settings = { TELEGRAM_WEBHOOK_URL: proxy.url, TELEGRAM_WEBHOOK_SECRET: 'only-between-us' };
    await onStage({ databaseUrl: database.url, settings }, async (stage) => {
      const bots = await Promise.all([stage.start('bots'), stage.start('bots')]);
      await stage.start('workers');
      proxy.targets.push(...bots.map(({ url }) => url));
      for (const platform of PLATFORMS) stage.world.chats[platform].faults.duplicateEvents(PAYMENTS, COPIES);

      const payments = Array.from({ length: PAYMENTS }, (_, index) => stage.plan(`payment ${index}.`));
      for (const payment of payments) {
        stage.type(payment);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const paid = () => payments.filter((payment) => stage.receipts(payment).length > 0);
      await until(() => paid().length === PAYMENTS, 'every receipt', PATIENCE_MS);
      await stage.atRest();

      const seen = payments.map((payment) => ({
        memo: payment.memo,
        cards: stage.cards(payment).length,
        receipts: stage.receipts(payment).length,
      }));
      expect(seen).toEqual(payments.map(({ memo }) => ({ memo, cards: 1, receipts: 1 })));
      await stage.balances(payments);
      // What went round three times was in the inbox once.
      const [row] = await stage.sql<{ events: number; orders: number }[]>`
        select (select count(*)::int from inbox where event->>'kind' = 'command') as events,
               (select count(*)::int from payment_order) as orders`;
      expect(row).toEqual({ events: PAYMENTS, orders: PAYMENTS });
    }).finally(() => proxy.close());
  },
  LIMIT_MS,
);
