/**
 * What happened around one message, told to the page for as long as it looks (server-sent events). The page never asks
 * again: this side looks whenever a chat or the database says that something changed, and, while something is still
 * under way, after ever longer waits, because the last step (a message that is recorded as shown) is announced by nobody.
 */
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type Core, PLATFORMS } from '../../core/index.ts';
import type { Chats } from './state.ts';

const HEARTBEAT_MS = 25_000;
/** Several changes in one turn of the event loop, or nearly, are one. */
const GATHER_MS = 20;
const LOOK_AGAIN_FIRST_MS = 80;
const LOOK_AGAIN_MAX_MS = 5_000;

const aboutSchema = z.object({
  platform: z.enum(PLATFORMS),
  user: z.string().min(1).max(200),
  channel: z.string().min(1).max(200),
  message: z.string().min(1).max(200),
});
type About = z.infer<typeof aboutSchema>;

interface TraceStream {
  route: RequestHandler;
  /** From now on there is something to tell. */
  attach(core: Core): Promise<void>;
  stop(): Promise<void>;
}

/** The platform's own ids of what the message is or answers, as adapters make dedupe keys of them. */
const eventsOf = (chats: Chats, { platform, user, channel, message }: About): string[] => {
  const found = chats[platform].messages(user, channel).find(({ id }) => id === message);
  return [`${channel}:${message}`, ...(found?.cause === undefined ? [] : [found.cause])];
};

const isThere = (chats: Chats, { platform, user, channel }: About): boolean =>
  chats[platform].users().some(({ id }) => id === user) &&
  chats[platform].channels(user).some(({ id }) => id === channel);

/** One page that looks at one message. */
const watch = (core: Core, chats: Chats, about: About, response: Response, log: Logger) => {
  let said: string | undefined;
  let wait_ms = LOOK_AGAIN_FIRST_MS;
  let timer: NodeJS.Timeout | undefined;
  let due_ms = Number.POSITIVE_INFINITY;
  let looking = false;
  let again = false;
  let stopped = false;

  const lookIn = (after_ms: number) => {
    if (stopped || Date.now() + after_ms >= due_ms) return;
    due_ms = Date.now() + after_ms;
    clearTimeout(timer);
    timer = setTimeout(look, after_ms);
    timer.unref();
  };

  const look = async () => {
    due_ms = Number.POSITIVE_INFINITY;
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    let isOpen = true;
    try {
      const { user: _, ...message } = about;
      const trace = await core.trace.find({ message, events: eventsOf(chats, about) }, { words: true });
      isOpen = trace?.isOpen ?? false;
      const text = JSON.stringify(trace);
      if (text !== said && !stopped) {
        response.write(`event: trace\ndata: ${text}\n\n`);
        said = text;
        wait_ms = LOOK_AGAIN_FIRST_MS;
      }
    } catch (error) {
      if (!stopped) log.warn({ err: error }, 'playground: what happened could not be read');
    }
    looking = false;
    if (again) lookIn(GATHER_MS);
    again = false;
    if (!isOpen) return;
    lookIn(wait_ms);
    wait_ms = Math.min(wait_ms * 2, LOOK_AGAIN_MAX_MS);
  };

  void look();
  return {
    changed() {
      wait_ms = LOOK_AGAIN_FIRST_MS;
      lookIn(GATHER_MS);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      response.end();
    },
  };
};

export const traceStream = (chats: Chats, log: Logger): TraceStream => {
  const open = new Map<Response, ReturnType<typeof watch>>();
  const changed = () => {
    for (const watching of open.values()) watching.changed();
  };
  const undo = PLATFORMS.map((platform) => chats[platform].onChange(changed));
  const heartbeat = setInterval(() => {
    for (const response of open.keys()) response.write(':\n\n');
  }, HEARTBEAT_MS);
  heartbeat.unref();
  let attached: Core | null = null;
  let unlisten: (() => Promise<void>) | null = null;

  const route = (request: Request, response: Response) => {
    const about = aboutSchema.safeParse(request.query);
    if (!about.success) {
      response.status(400).json({ error: z.prettifyError(about.error) });
      return;
    }
    if (!isThere(chats, about.data)) {
      response.status(404).json({ error: 'There is no such conversation.' });
      return;
    }
    if (!attached) {
      response.status(503).json({ error: 'There is no database to read from yet.' });
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 500\n\n');
    const watching = watch(attached, chats, about.data, response, log);
    open.set(response, watching);
    request.on('close', () => {
      watching.stop();
      open.delete(response);
    });
  };

  return {
    route,
    async attach(core) {
      unlisten = await core.outbox.onReady(changed);
      attached = core;
    },
    async stop() {
      clearInterval(heartbeat);
      attached = null;
      for (const each of undo) each();
      for (const watching of open.values()) watching.stop();
      open.clear();
      await unlisten?.();
    },
  };
};
