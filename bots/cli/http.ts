/** The one HTTP server of a process: health, readiness, and whatever routes its role adds. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import { CannotStart } from './refusal.ts';

/** Null when it is well; otherwise why it is not. Rejecting counts as not. */
export type Check = () => Promise<string | null> | string | null;

export interface HttpServer {
  /** Where people find it. */
  url: string;
  port: number;
  app: Express;
  server: Server;
  /** Part of /readyz from now on. */
  check(name: string, check: Check): void;
  /** Until then, and after `unready`, /readyz answers 503. */
  ready(): void;
  unready(): void;
  close(): Promise<void>;
}

const check_ms_max = 2_000;

/** Listens at once, so that a port that is taken is known before anything else is started. */
export async function listen(host: string, port: number, log: Logger): Promise<HttpServer> {
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port)));
    server.listen(port, host, resolve);
  });
  server.on('error', (error) => log.error({ error: error.message }, 'HTTP server error'));
  const checks = new Map<string, Check>();
  let up = false;

  app.disable('x-powered-by');
  app.get('/healthz', (_request, response) => {
    response.json({ alive: true });
  });
  app.get('/readyz', async (_request, response) => {
    const results = await Promise.all([...checks].map(async ([name, check]) => [name, await outcome(check)]));
    const reasons = Object.fromEntries(results) as Record<string, string>;
    const ready = up && Object.values(reasons).every((reason) => reason === 'ok');
    response
      .status(ready ? 200 : 503)
      .json({ ready, ...(!up && { reason: 'starting or stopping' }), checks: reasons });
  });

  const address = server.address() as AddressInfo;
  return {
    app,
    server,
    port: address.port,
    url: `http://${shownHost(host)}:${address.port}`,
    check: (name, check) => checks.set(name, check),
    ready() {
      up = true;
    },
    unready() {
      up = false;
    },
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

async function outcome(check: Check): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, check_ms_max, `no answer within ${check_ms_max} ms`);
  });
  try {
    return (await Promise.race([check(), late])) ?? 'ok';
  } catch (error) {
    return (error as Error).message || (error as NodeJS.ErrnoException).code || 'failed';
  } finally {
    clearTimeout(timer);
  }
}

function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const other = port === 65_535 ? 8080 : port + 1;
  if (error.code === 'EADDRINUSE')
    return new CannotStart(
      `Port ${port} is in use by another program. Set PORT to another one (PORT=${other}), or to 0 for any that is free.`,
    );
  if (error.code === 'EACCES')
    return new CannotStart(`Port ${port} may be used by root only. Set PORT to one above 1023.`);
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new CannotStart(
      `${host} is no address of this machine. Set HOST to one that is, or to 0.0.0.0 for all.`,
    );
  return error;
}
