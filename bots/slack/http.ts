/** Signed HTTP on Bolt's own receiver: signature, timestamp and body are its work; when to say 200 is ours. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { sdkLogger } from './client.ts';
import { type Intake, WrongTenant } from './intake.ts';
import { EVENTS_PATH } from './manifest.ts';

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => void;

const answer = (response: ServerResponse, status: number): void => {
  if (response.headersSent) return;
  response.writeHead(status);
  response.end();
};

export function createHttpHandler(intake: Intake, signingSecret: string, log: Logger): HttpHandler {
  const receiver = new HTTPReceiver({
    signingSecret,
    logger: sdkLogger(log),
    // '/' is what a router that was mounted on the path leaves of it.
    endpoints: [EVENTS_PATH, '/'],
    processEventErrorHandler: async ({ error, response }) => {
      if (!(error instanceof WrongTenant))
        log.warn({ err: error }, 'Slack: not acknowledged, so that it comes again');
      answer(response as ServerResponse, error instanceof WrongTenant ? 401 : 500);
      return true;
    },
    // Slack has stopped waiting after 3 s and will deliver again.
    unhandledRequestHandler: ({ response }) => answer(response as ServerResponse, 503),
  });
  receiver.init(intake.asApp());
  return (request, response) => {
    try {
      receiver.requestListener(request, response);
    } catch {
      answer(response, 404);
    }
  };
}
