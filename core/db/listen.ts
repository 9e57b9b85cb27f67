/** LISTEN on a connection of its own, made again whenever it is lost. */
import pg from 'pg';
import type { Listening } from './connection.ts';

const RECONNECT_FIRST_MS = 50;
const RECONNECT_MAX_MS = 1_000;

/** Resolves when it listens for the first time; throws when it cannot connect then. */
export const listen = async (
  config: pg.ClientConfig,
  channel: string,
  onNotify: (payload: string) => void,
  onListen: () => void,
): Promise<Listening> => {
  let stopped = false;
  let client: pg.Client;
  let timer: NodeJS.Timeout | undefined;

  const open = async (): Promise<void> => {
    const opening = new pg.Client(config);
    client = opening;
    let lost = false;
    opening.on('error', () => {});
    opening.on('notification', ({ payload }) => onNotify(payload ?? ''));
    try {
      await opening.connect();
      await opening.query(`listen ${opening.escapeIdentifier(channel)}`);
    } catch (error) {
      lost = true;
      await opening.end().catch(() => {});
      throw error;
    }
    opening.once('end', () => {
      if (!lost) reopen(RECONNECT_FIRST_MS);
    });
    onListen();
  };

  const reopen = (wait_ms: number): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      open().catch(() => reopen(Math.min(wait_ms * 2, RECONNECT_MAX_MS)));
    }, wait_ms);
  };

  await open();
  return {
    async unlisten() {
      stopped = true;
      clearTimeout(timer);
      await client.end().catch(() => {});
    },
  };
};
