/** Slack's adapter: over a socket with the app token, over signed HTTP with the signing secret, over both with both. */
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Adapter } from '../shared/adapter.ts';
import { createClient } from './client.ts';
import { failureOf } from './failures.ts';
import { createHttpHandler, type HttpHandler } from './http.ts';
import { createIntake, type Intake } from './intake.ts';
import { BOT_SCOPES } from './manifest.ts';
import { createPeople } from './people.ts';
import { createSocketWay, type SocketWay } from './socket.ts';

export interface SlackAdapterOptions {
  botToken: string;
  /** Socket mode. */
  appToken?: string;
  /** Signed HTTP: mount `httpHandler` for POST /slack/events, before anything that reads the body. */
  signingSecret?: string;
  /** Base of the Web API; unset: the real Slack. */
  apiUrl?: string;
  log: Logger;
}

export type SlackAdapter = Adapter & { httpHandler?: HttpHandler };

const MANIFEST_HINT = 'npx tuppence manifest slack';

/** What an operator can do about a token that Slack does not take. */
function tokenAdvice(error: unknown, token: 'bot' | 'app'): Error {
  const failure = failureOf(error);
  const variable = token === 'bot' ? 'SLACK_BOT_TOKEN' : 'SLACK_APP_TOKEN';
  const code = error instanceof WebAPIPlatformError ? error.data.error : null;
  const where =
    token === 'bot'
      ? 'copy the Bot User OAuth Token (xoxb-…) from the app’s page "OAuth & Permissions"'
      : 'make an app-level token (xapp-…) with the scope connections:write on the app’s page "Basic Information"';
  if (code === 'missing_scope' || code === 'not_allowed_token_type') {
    const needed = failure.what === 'refused' ? failure.needed : null;
    return new Error(
      `Slack: ${variable} may not do this (${code}${needed ? `, it needs ${needed}` : ''}): ${where}.`,
    );
  }
  if (code !== null)
    return new Error(`Slack does not accept ${variable} (${code}): ${where}, and start again.`);
  const reason = failure.what === 'unknown' ? failure.reason : failure.what;
  return new Error(`Slack cannot be reached (${reason}): check SLACK_API_URL and the network.`);
}

async function whoAmI(client: WebClient): Promise<{ team: string; botUser: string }> {
  const answer = await client.auth.test().catch((error: unknown) => {
    throw tokenAdvice(error, 'bot');
  });
  if (!answer.team_id || !answer.user_id)
    throw new Error('Slack: SLACK_BOT_TOKEN belongs to no workspace: use the Bot User OAuth Token (xoxb-…).');
  const granted = answer.response_metadata?.scopes;
  const missing = granted ? BOT_SCOPES.filter((scope) => !granted.includes(scope)) : [];
  if (missing.length > 0)
    throw new Error(
      `Slack: the app lacks the scopes ${missing.join(', ')}. Add them on its page "OAuth & Permissions" (or paste the output of "${MANIFEST_HINT}" as its manifest), reinstall it to the workspace, and start again.`,
    );
  return { team: answer.team_id, botUser: answer.user_id };
}

export function createSlackAdapter({
  botToken,
  appToken,
  signingSecret,
  apiUrl,
  log,
}: SlackAdapterOptions): SlackAdapter {
  const client = createClient(botToken, apiUrl, log);
  let intake: Intake | null = null;
  let socket: SocketWay | null = null;
  let handler: HttpHandler | null = null;
  let taking = false;

  const httpHandler: HttpHandler = (request, response) => {
    if (handler) return handler(request, response);
    // Not started yet: Slack delivers again.
    response.writeHead(503);
    response.end();
  };

  return {
    platform: 'slack',

    async start(receive, questions) {
      if (!appToken && !signingSecret)
        throw new Error(
          `Slack: set SLACK_APP_TOKEN (socket mode; an xapp-… token with connections:write) or SLACK_SIGNING_SECRET (HTTP; from "Basic Information"). The app itself is made from "${MANIFEST_HINT}".`,
        );
      const own = await whoAmI(client);
      intake = createIntake(receive, own, createPeople(client, log), log, questions);
      if (signingSecret) handler = createHttpHandler(intake, signingSecret, log);
      if (appToken) {
        socket = createSocketWay(intake, { appToken, apiUrl, log });
        await socket.start().catch((error: unknown) => {
          throw tokenAdvice(error, 'app');
        });
      }
      taking = true;
    },

    async stop() {
      taking = false;
      // First what is under way, while it can still be acknowledged.
      await intake?.drain();
      await socket?.stop();
    },

    ready: () => taking && (socket === null || socket.ready()),

    ...(signingSecret && { httpHandler }),
  };
}
