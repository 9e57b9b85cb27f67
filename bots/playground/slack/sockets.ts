/** Socket mode: tickets, hello, envelopes and their acknowledgements, refresh. https://docs.slack.dev/apis/events-api/using-socket-mode */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Retry } from './delivery.ts';
import type { DeliveryKind, DeliveryOutcome, Native } from './types.ts';
import { APP_ID } from './world.ts';

const CONNECTIONS_MAX = 10;
const PING_EVERY_MS = 10_000;
/** After it was told to go, a socket is closed for it. */
const GOODBYE_MS = 5000;

export interface Sockets {
  /** A fresh address for one connection. */
  ticket(): string;
  send(kind: DeliveryKind, payload: Native, retry: Retry, ack_wait_ms: number): Promise<DeliveryOutcome>;
  count(): number;
  /** Tells every socket that it is to be refreshed. */
  refresh(): void;
  stop(): void;
}

export function createSockets(server: Server, address: () => string): Sockets {
  const tickets = new Set<string>();
  const open = new Set<WebSocket>();
  const leaving = new Set<WebSocket>();
  const waiting = new Map<string, (response: Native | null) => void>();
  const wss = new WebSocketServer({ noServer: true });
  let turn = 0;

  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket) || open.size >= CONNECTIONS_MAX) {
      socket.end('HTTP/1.1 408 Request Timeout\r\n\r\n');
      return;
    }
    wss.handleUpgrade(request, socket, head, (connection) => {
      open.add(connection);
      connection.on('close', () => {
        open.delete(connection);
        leaving.delete(connection);
      });
      connection.on('error', () => connection.terminate());
      connection.on('message', (data) => {
        const { envelope_id, payload } = JSON.parse(String(data)) as Native;
        waiting.get(envelope_id)?.(payload && Object.keys(payload).length > 0 ? payload : null);
      });
      connection.send(
        JSON.stringify({
          type: 'hello',
          num_connections: open.size,
          connection_info: { app_id: APP_ID },
          debug_info: { host: 'playground', approximate_connection_time: 18_060 },
        }),
      );
    });
  });

  const pings = setInterval(() => {
    for (const connection of open) connection.ping();
  }, PING_EVERY_MS);
  pings.unref();

  const usable = (): WebSocket[] => [...open].filter((connection) => !leaving.has(connection));

  return {
    ticket() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${address()}?ticket=${ticket}&app_id=${APP_ID}`;
    },

    send(kind, payload, retry, ack_wait_ms) {
      const connections = usable();
      const connection = connections[turn++ % Math.max(connections.length, 1)];
      if (!connection) return Promise.resolve({ ok: false, error: 'dispatch_failed' });
      const envelope_id = randomUUID();
      return new Promise((resolve) => {
        const end = (outcome: DeliveryOutcome) => {
          clearTimeout(timer);
          waiting.delete(envelope_id);
          resolve(outcome);
        };
        const timer = setTimeout(() => end({ ok: false, error: 'operation_timeout' }), ack_wait_ms);
        waiting.set(envelope_id, (response) => end({ ok: true, response }));
        connection.send(
          JSON.stringify({
            envelope_id,
            type: kind,
            payload,
            accepts_response_payload: kind !== 'events_api',
            ...(retry && { retry_attempt: retry.attempt, retry_reason: 'timeout' }),
          }),
        );
      });
    },

    count: () => usable().length,

    refresh() {
      for (const connection of usable()) {
        leaving.add(connection);
        connection.send(
          JSON.stringify({
            type: 'disconnect',
            reason: 'refresh_requested',
            debug_info: { host: 'playground' },
          }),
        );
        setTimeout(() => connection.close(), GOODBYE_MS).unref();
      }
    },

    stop() {
      clearInterval(pings);
      for (const connection of open) connection.terminate();
      wss.close();
    },
  };
}
