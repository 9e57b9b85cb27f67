/**
 * Socket mode on Bolt's own receiver, kept connected by us: Bolt's reconnection waits first, and gives up by an unhandled
 * rejection when Slack's API is away at that moment. Ours connects at once after a refresh, then waits longer each time.
 */
import { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { clientOptions, sdkLogger } from './client.ts';
import type { Intake } from './intake.ts';

const HELLO_WAIT_MS = 15_000;
const RETRY_FIRST_MS = 250;
const RETRY_MAX_MS = 15_000;
/** A dead connection is noticed after this; a refreshed one costs no wait. */
const PING_WAIT_MS = 4000;
const CLOSE_WAIT_MS = 1000;
/** WebSocket.CLOSING, which Node 20 has no global for. */
const SOCKET_CLOSING = 2;

export interface SocketWay {
  start(): Promise<void>;
  stop(): Promise<void>;
  ready(): boolean;
}

export function createSocketWay(
  intake: Intake,
  { appToken, apiUrl, log }: { appToken: string; apiUrl: string | undefined; log: Logger },
): SocketWay {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: sdkLogger(log),
    autoReconnectEnabled: false,
    clientPingTimeout: PING_WAIT_MS,
    // The receiver's own client asks for the socket's address: without this it would ask the real Slack.
    installerOptions: { clientOptions: clientOptions(apiUrl, log) },
    // Never acknowledged by Bolt on its own: an envelope that we did not store is for Slack to send again.
    processEventErrorHandler: async () => false,
  });
  receiver.init(intake.asApp());
  const { client } = receiver;

  let connected = false;
  let stopping = false;
  let wake: (() => void) | null = null;

  const pause = (wait_ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, wait_ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** Resolves when Slack has said hello; rejects when the address or the socket fails. */
  const connect = async (): Promise<void> => {
    const late = setTimeout(() => void client.disconnect(), HELLO_WAIT_MS);
    try {
      await client.start();
    } catch (error) {
      throw error ?? new Error('the socket closed before Slack said hello');
    } finally {
      clearTimeout(late);
    }
  };

  const reconnect = async (): Promise<void> => {
    for (let attempt = 0; !stopping; attempt += 1) {
      try {
        await connect();
        if (stopping) await client.disconnect();
        return;
      } catch (error) {
        if (stopping) return;
        const wait_ms = Math.min(RETRY_FIRST_MS * 2 ** attempt, RETRY_MAX_MS);
        log.warn({ err: error, wait_ms }, 'Slack: no socket; trying again');
        await pause(wait_ms);
      }
    }
  };

  client.on('connected', () => {
    connected = true;
    log.info('Slack: socket connected');
  });
  client.on('close', () => {
    const was = connected;
    connected = false;
    if (was && !stopping) void reconnect();
  });

  // A peer that is gone answers no close either; the client would wait 30 s for it. Asked again, it lets go.
  let closing = false;
  const watch = setInterval(() => {
    const isClosing = client.websocket?.readyState === SOCKET_CLOSING;
    if (isClosing && closing) client.websocket?.disconnect();
    closing = isClosing;
  }, CLOSE_WAIT_MS);
  watch.unref();

  return {
    start: connect,
    async stop() {
      stopping = true;
      wake?.();
      await client.disconnect();
      clearInterval(watch);
    },
    ready: () => connected && client.websocket?.isActive() === true,
  };
}
