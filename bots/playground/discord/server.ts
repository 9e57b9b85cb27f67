/** The REST side's frame: authorisation, faults, rate limits and errors around every route. */
import express, { type Response as Reply, type Request } from 'express';
import { keptAs } from '../kept.ts';
import { DiscordError, notFound, unauthorized } from './errors.ts';
import type { FaultState } from './faults.ts';
import type { createLimits } from './limits.ts';
import type { Body } from './wire.ts';
import type { World } from './world.ts';

export interface Call {
  params: Record<string, string>;
  query: Record<string, string>;
  headers: Record<string, string | undefined>;
  body: unknown;
}

/** What a route gives back; nothing is 204. */
export type Answer = { status?: number; body: unknown } | undefined;

interface RouteOptions {
  /** The token in the path is the authorisation, and the global rate limit does not count it. */
  open?: boolean;
  /** The rate limit does not apply at all (interaction callbacks). */
  unlimited?: boolean;
}

export interface Frame {
  world: World;
  faults: () => FaultState;
  limits: ReturnType<typeof createLimits>;
  onCall: (call: { method: string; body: unknown }) => void;
}

export type AddRoute = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  handle: (call: Call) => Answer,
  options?: RouteOptions,
) => void;

/** Discord says `application/json` and no charset, and there are clients that look for just that. */
const sendJson = (response: Reply, status: number, body: unknown, headers: Record<string, string> = {}) => {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
};

const rateLimited = (
  response: Reply,
  retry_after_ms: number,
  global: boolean,
  headers: Record<string, string> = {},
) => {
  const seconds = Math.max(0.001, retry_after_ms / 1000);
  sendJson(
    response,
    429,
    { message: 'You are being rate limited.', retry_after: Number(seconds.toFixed(3)), global },
    {
      ...headers,
      'Retry-After': String(Math.ceil(seconds)),
      'X-RateLimit-Scope': global ? 'global' : 'user',
      ...(global && { 'X-RateLimit-Global': 'true' }),
      Via: '1.1 google',
    },
  );
};

/** What was said of the file at this place. */
const altOf = ({ attachments }: Body, place: number): { alt?: string } => {
  const said = (attachments as { id: string; description?: string }[] | undefined)?.find(
    ({ id }) => id === String(place),
  );
  return said?.description ? { alt: said.description } : {};
};

/** `payload_json` is the body, and the files lie beside it. https://discord.com/developers/docs/reference#uploading-files */
const readUploads = (request: Request, _response: Reply, next: (error?: unknown) => void): void => {
  if (!Buffer.isBuffer(request.body)) {
    next();
    return;
  }
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  new Response(new Uint8Array(request.body), { headers })
    .formData()
    .then(async (form) => {
      const body = JSON.parse(String(form.get('payload_json') ?? '{}')) as Body & { data?: Body };
      const files = [...form.entries()].flatMap(([, value]) => (typeof value === 'string' ? [] : [value]));
      const uploads = await Promise.all(
        files.map(async (file, place) => ({
          name: file.name,
          media_type: file.type,
          ...keptAs(file.name, new Uint8Array(await file.arrayBuffer())),
          ...altOf(body.data ?? body, place),
        })),
      );
      // Of an interaction's answer, the message is inside.
      const message = body.data ?? body;
      message.uploads = uploads;
      request.body = body;
      next();
    })
    .catch(next);
};

export const createServer = (frame: Frame) => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.json({ limit: '10mb' }));
  app.use(express.raw({ type: 'multipart/form-data', limit: '10mb' }), readUploads);
  const api = express.Router();

  const authorized = (request: Request): boolean =>
    request.headers.authorization === `Bot ${frame.world.token}`;

  const serve =
    (name: string, handle: (call: Call) => Answer, options: RouteOptions) =>
    (request: Request, response: Reply): void => {
      const params = request.params as Record<string, string>;
      const names = params.message === '@original' ? [name.replace(':message', '@original'), name] : [name];
      const faults = frame.faults();
      const failing = faults.failing(names);
      if (failing !== null) {
        response.status(failing).type('text').send('upstream connect error');
        return;
      }
      const limited_ms = faults.limited_ms(names);
      if (limited_ms !== null) {
        rateLimited(response, limited_ms, false);
        return;
      }
      if (!options.open && !authorized(request)) throw unauthorized();
      const major = params.channel ?? params.guild ?? params.token ?? '';
      const verdict = options.unlimited
        ? { headers: {}, limited: null }
        : frame.limits(name, major, options.open === true);
      if (verdict.limited) {
        rateLimited(response, verdict.limited.retry_after_ms, verdict.limited.global, verdict.headers);
        return;
      }
      const body: unknown = request.body ?? {};
      const answer = handle({
        params,
        query: request.query as Record<string, string>,
        headers: request.headers as Record<string, string | undefined>,
        body,
      });
      frame.onCall({ method: names[0]!, body });
      if (faults.lost(names)) {
        request.socket.destroy();
        return;
      }
      if (answer) sendJson(response, answer.status ?? 200, answer.body, verdict.headers);
      else response.writeHead(204, verdict.headers).end();
    };

  const add: AddRoute = (method, path, handle, options = {}) => {
    const verb = method.toLowerCase() as 'get';
    api[verb](path, serve(`${method} ${path}`, handle, options));
  };

  const finish = () => {
    app.use(['/api/v10', '/api/v9', '/api'], api);
    app.use(() => {
      throw notFound();
    });
    app.use((error: unknown, _request: Request, response: Reply, _next: unknown) => {
      if (error instanceof DiscordError) {
        sendJson(response, error.status, error.body());
        return;
      }
      const { status, message } = error as { status?: number; message: string };
      const body: Body = { message: status ? '400: Bad Request' : `500: ${message}`, code: 0 };
      sendJson(response, status ?? 500, body);
    });
  };
  return { app, add, finish };
};
