/** Tells every open page that a chat has changed (server-sent events); the page then asks for what it shows. */
import type { RequestHandler, Response } from 'express';
import { PLATFORMS } from '../../core/index.ts';
import type { Chats } from './state.ts';

/** Proxies close silent streams, commonly after 30 s or 60 s. */
const HEARTBEAT_MS = 25_000;
/** Several changes in one turn of the event loop, or nearly, are one. */
const GATHER_MS = 10;

interface ChangeStream {
  route: RequestHandler;
  stop(): void;
}

export const changeStream = (chats: Chats): ChangeStream => {
  const open = new Set<Response>();
  const send = (event: string, data: unknown) => {
    for (const response of open) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const gathering = new Map<string, NodeJS.Timeout>();
  const changed = (platform: string) => {
    if (gathering.has(platform)) return;
    const timer = setTimeout(() => {
      gathering.delete(platform);
      send('change', { platform });
    }, GATHER_MS);
    gathering.set(platform, timer);
  };
  const undo = PLATFORMS.flatMap((platform) => [
    chats[platform].onChange(() => changed(platform)),
    chats[platform].onFlash((flash) => send('flash', { platform, ...flash })),
  ]);
  const heartbeat = setInterval(() => {
    for (const response of open) response.write(':\n\n');
  }, HEARTBEAT_MS);
  heartbeat.unref();

  return {
    route: (request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 500\n\n');
      open.add(response);
      request.on('close', () => open.delete(response));
    },
    stop: () => {
      clearInterval(heartbeat);
      for (const timer of gathering.values()) clearTimeout(timer);
      for (const each of undo) each();
      for (const response of open) response.end();
      open.clear();
    },
  };
};
