/** The Bot API over HTTP: `/bot<token>/<method>`, any verb, any body. Source: https://core.telegram.org/bots/api#making-requests */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { parametersOf } from './body.ts';
import type { FaultPlan } from './faults.ts';
import { serveFiles } from './files.ts';
import { METHODS, type Telegram } from './methods.ts';
import { ApiError, type Parameters } from './wire.ts';

interface ServerOptions {
  telegram: Telegram;
  faults: FaultPlan;
  botToken: string;
  port: number;
  onCall(call: { method: string; body: unknown }): void;
}

const sendError = (response: Response, error: unknown): void => {
  if (!(error instanceof ApiError)) throw error;
  const { error_code, message, parameters } = error;
  if (parameters?.retry_after) response.setHeader('retry-after', parameters.retry_after);
  response
    .status(error_code)
    .json({ ok: false, error_code, description: message, ...(parameters && { parameters }) });
};

const carryOut = async (
  { telegram, faults, botToken }: ServerOptions,
  request: Request,
  response: Response,
  parameters: Parameters,
): Promise<unknown> => {
  const method = String(request.params.method);
  if (request.params.token !== botToken) throw new ApiError(401, 'Unauthorized');
  faults.before(method);
  if (method.toLowerCase() === 'getupdates')
    return telegram.feed.getUpdates(
      parameters,
      () => request.socket.destroy(),
      (gone) => response.once('close', gone),
    );
  const carry = METHODS[method.toLowerCase()];
  if (!carry) throw new ApiError(404, 'Not Found: method not found');
  return carry(telegram, parameters);
};

const answer = async (options: ServerOptions, request: Request, response: Response): Promise<void> => {
  const method = String(request.params.method);
  try {
    const parameters = await parametersOf(request);
    const result = await carryOut(options, request, response, parameters);
    options.onCall({ method, body: parameters });
    if (options.faults.after(method)) request.socket.destroy();
    else response.json({ ok: true, result });
  } catch (error) {
    sendError(response, error);
  }
};

/** Listens on the loopback only. */
export async function startServer(options: ServerOptions): Promise<{ server: Server; apiUrl: string }> {
  const app = express();
  app.disable('x-powered-by');
  serveFiles(app, { world: options.telegram.world, botToken: options.botToken, faults: options.faults });
  app.all('/bot:token/:method', (request, response) => answer(options, request, response));
  app.use((_request, response) => sendError(response, new ApiError(404, 'Not Found')));
  const server = createServer(app);
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return { server, apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
