/** The Web API and the response_urls over HTTP: bodies, tokens, scopes, rate limits, faults. https://docs.slack.dev/apis/web-api */
import express, { type Request, type Response } from 'express';
import { bytesOf, keptAs } from '../kept.ts';
import type { FaultBox } from './faults.ts';
import { checkContent } from './limits.ts';
import { METHODS } from './methods.ts';
import type { MethodContext } from './objects.ts';
import { ApiError, type Native, type SlackEmulatorOptions } from './types.ts';
import { BOT_ID, BOT_USER } from './world.ts';

/** About 1 message per second and channel; short bursts pass. https://docs.slack.dev/apis/web-api/rate-limits */
const BURST_MESSAGES = 3;

class RateLimited extends Error {
  readonly wait_ms: number;
  constructor(wait_ms: number) {
    super('ratelimited');
    this.wait_ms = wait_ms;
  }
}

/** Calls a minute that each method's tier allows, where it is not messages that count. */
const TIERS: Record<string, number> = {
  'chat.update': 50,
  'chat.delete': 50,
  'chat.postEphemeral': 100,
  'conversations.open': 50,
  'conversations.history': 50,
  'conversations.replies': 50,
  'conversations.list': 20,
  'reactions.add': 50,
  'reactions.get': 50,
  'reactions.remove': 20,
  'users.info': 100,
  'users.list': 20,
  'views.open': 100,
  'views.push': 100,
  'views.update': 100,
  'views.publish': 100,
};

/** Token buckets: `burst` calls at once, then as many as come back in time. Throws the wait. */
function createBuckets(): (key: string, burst: number, perSecond: number) => void {
  const buckets = new Map<string, { left: number; at: number }>();
  return (key, burst, perSecond) => {
    const now = Date.now();
    const bucket = buckets.get(key) ?? { left: burst, at: now };
    const left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond);
    if (left < 1) throw new RateLimited(((1 - left) / perSecond) * 1000);
    buckets.set(key, { left: left - 1, at: now });
  };
}

interface Allowance {
  /** Takes one message from a channel's. */
  message(channel: string): void;
  /** Takes one call from a method's. */
  call(method: string): void;
}

export function createAllowance(enabled: boolean): Allowance {
  const take = createBuckets();
  return {
    message(channel) {
      if (enabled) take(`channel ${channel}`, BURST_MESSAGES, 1);
    },
    call(method) {
      const perMinute = TIERS[method];
      if (enabled && perMinute) take(`method ${method}`, perMinute, perMinute / 60);
    },
  };
}

const JSON_ARGUMENTS = [
  'blocks',
  'attachments',
  'view',
  'metadata',
  'include_all_metadata',
  'include_locale',
  'mrkdwn',
  'unfurl_links',
  'unfurl_media',
];

/** Arguments come as a form, whose complex values are JSON, or as JSON. */
const argumentsOf = (request: Request): Native => {
  const body = { ...request.query, ...(request.body ?? {}) } as Native;
  for (const name of JSON_ARGUMENTS) {
    if (typeof body[name] !== 'string') continue;
    try {
      body[name] = JSON.parse(body[name]);
    } catch {
      throw new ApiError(name === 'blocks' ? 'invalid_blocks_format' : 'invalid_arguments');
    }
  }
  return body;
};

const tokenOf = (request: Request, body: Native): string =>
  /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? String(body.token ?? '');

const limited = (response: Response, wait_ms: number): void => {
  response
    .status(429)
    .set('retry-after', String(Math.max(1, Math.ceil(wait_ms / 1000))))
    .json({ ok: false, error: 'ratelimited' });
};

type Options = Pick<SlackEmulatorOptions, 'botToken' | 'appToken'>;

/** The middle of every call: faults first, then the work, then perhaps no answer. */
function answer(
  request: Request,
  response: Response,
  method: string,
  faults: FaultBox,
  work: () => Native | string,
): void {
  const fault = faults.nextCall(method);
  if (fault?.does === 'limit') {
    limited(response, fault.retry_after_ms);
    return;
  }
  if (fault?.does === 'fail') {
    response.status(fault.status).send('upstream error');
    return;
  }
  try {
    const result = work();
    if (fault?.does === 'lose') return void request.socket.destroy();
    if (typeof result === 'string') response.send(result);
    else response.json({ ok: true, ...result });
  } catch (error) {
    if (error instanceof RateLimited) {
      limited(response, error.wait_ms);
      return;
    }
    if (!(error instanceof ApiError)) throw error;
    response
      .status(method === 'response_url' ? (/_url$/.test(error.code) ? 404 : 400) : 200)
      .json({ ok: false, error: error.code, ...error.more });
  }
}

export function createApi(
  { botToken, appToken }: Options,
  context: MethodContext,
  allowance: Allowance,
  faults: FaultBox,
  onCall: (call: { method: string; body: unknown }) => void,
): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.urlencoded({ extended: false, limit: '10mb' }), express.json({ limit: '4mb' }));
  const { world } = context;
  const granted = world.manifest.oauth_config.scopes.bot;

  app.all('/api/:method', (request, response) => {
    const name = String(request.params.method);
    response.set('x-oauth-scopes', granted.join(','));
    answer(request, response, name, faults, () => {
      const args = argumentsOf(request);
      const token = tokenOf(request, args);
      const method = METHODS[name];
      if (!method) throw new ApiError('unknown_method', { req_method: name });
      if (token === '') throw new ApiError('not_authed');
      if (token !== botToken && token !== appToken) throw new ApiError('invalid_auth');
      if ((token === appToken) !== (method.app === true)) throw new ApiError('not_allowed_token_type');
      const { token: _, ...body } = args;
      const scope = typeof method.scope === 'function' ? method.scope(body, world) : method.scope;
      if (scope && !granted.includes(scope))
        throw new ApiError('missing_scope', { needed: scope, provided: granted.join(',') });
      allowance.call(name);
      const result = method.run(body, context);
      onCall({ method: name, body });
      return result;
    });
  });

  app.post('/upload/v1/:id', express.raw({ type: () => true, limit: '4mb' }), (request, response) => {
    answer(request, response, 'upload', faults, () => {
      const upload = world.uploads.get(String(request.params.id));
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      if (!upload || bytes.length !== upload.length) throw new ApiError('invalid_upload');
      Object.assign(upload, keptAs(upload.name, bytes));
      onCall({ method: 'upload', body: { id: upload.id } });
      return 'OK';
    });
  });

  /** To whoever has no token that may read files, Slack shows its sign-in page. */
  app.get('/files-pri/:id/download/:name', (request, response) => {
    const fault = faults.nextCall('GET file');
    const file = world.given.get(String(request.params.id).slice(world.team.id.length + 1));
    const mayRead = tokenOf(request, {}) === botToken && granted.includes('files:read');
    if (fault?.does === 'fail') response.status(fault.status).send('upstream error');
    else if (fault?.does === 'limit') limited(response, fault.retry_after_ms);
    else if (!mayRead) response.redirect(302, '/?redir=files-pri');
    else if (!file) response.status(404).send('');
    else response.type(file.media_type || 'text/plain').send(bytesOf(file));
  });

  app.post('/actions/:team/:id', (request, response) => {
    answer(request, response, 'response_url', faults, () => {
      const ticket = world.useResponseUrl(request.path);
      const body = request.body as Native;
      respond(context, ticket, body);
      onCall({ method: 'response_url', body });
      return 'ok';
    });
  });

  return app;
}

/** What an app posts to a response_url: a new message, or a change to the one whose button was pressed. */
function respond(
  { world }: MethodContext,
  ticket: { user: string; channel: string | null; ts: string | null; cause?: string },
  body: Native,
): void {
  const channel = world.channels.get(ticket.channel ?? '') ?? world.directChannel(ticket.user);
  const original = ticket.ts ? world.findMessage(channel.id, ticket.ts) : null;
  if (body.delete_original === true && original) {
    world.removeMessage(original);
    return;
  }
  const content = checkContent(body);
  if (original && body.replace_original === true) {
    Object.assign(original, content, { edited: true });
    world.changed();
    return;
  }
  world.addMessage(channel, {
    ...content,
    user: BOT_USER,
    botId: BOT_ID,
    mrkdwn: body.mrkdwn !== false,
    threadTs: body.thread_ts ?? null,
    ephemeralFor: body.response_type === 'in_channel' ? null : ticket.user,
    cause: ticket.cause ?? null,
  });
}
