/** The durable inbox: an event is here before its platform is told so, and leaves when it has been handled. */
import type { Core } from '../api.ts';
import { batched, run, type Sql, sqlFile } from '../db/index.ts';
import type { Json } from '../ports/chat.ts';
import { toJsonb, toText } from './json.ts';
import { type Log, silentLog } from './log.ts';

/** How long a process has an event to itself. Whoever handles longer must expect a second handler. */
const LEASE_MS = 30_000;
const TRIES_MAX = 10;
/** Events at most in one statement. */
const TOGETHER_MAX = 100;

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statements = {
  put: read('inbox_put'),
  find: read('inbox_find'),
  done: read('inbox_done'),
  later: read('inbox_later'),
  giveUp: read('inbox_give_up'),
  claim: read('inbox_claim'),
};

interface NewEvent {
  platform: string;
  key: string;
  event: Json;
}

interface Kept {
  id: bigint;
  fresh: boolean;
}

interface GivenUp {
  platform: string;
  dedupe_key: string;
  attempts: number;
}

export const createInbox = (sql: Sql, { log = silentLog }: { log?: Log } = {}): Core['inbox'] => {
  const sayGivenUp = ({ platform, dedupe_key, attempts }: GivenUp, reason: string): void =>
    log.error({ platform, dedupe_key, attempts, reason }, 'An inbound event was given up');

  const put = batched(async (events: NewEvent[]): Promise<Kept[]> => {
    const rows = await run<{ id: bigint; name: string }>(sql, statements.put, [
      events.map(({ platform }) => platform),
      events.map(({ key }) => key),
      events.map(({ event }) => toJsonb(event)),
      LEASE_MS,
    ]);
    const fresh = new Map(rows.map(({ id, name }) => [name, id]));
    return Promise.all(
      events.map(async ({ platform, key }) => {
        const name = `${platform} ${key}`;
        const id = fresh.get(name);
        // Of two with one key, the first is the fresh one.
        fresh.delete(name);
        if (id !== undefined) return { id, fresh: true };
        const [first] = await run<Kept>(sql, statements.find, [platform, key]);
        return first!;
      }),
    );
  }, TOGETHER_MAX);

  const done = batched(async (ids: bigint[]) => {
    await run(sql, statements.done, [ids]);
    return ids.map(() => undefined);
  }, TOGETHER_MAX);

  return {
    put: (platform, dedupeKey, event) => put({ platform, key: toText(dedupeKey), event }),

    done,

    async later(id, after_ms, reason, { counts } = { counts: true }) {
      const wait_ms = Math.round(after_ms);
      type Row = GivenUp & { given_up: boolean };
      const parameters = [id, wait_ms, toText(reason), TRIES_MAX, counts];
      const [row] = await run<Row>(sql, statements.later, parameters);
      if (row?.given_up) sayGivenUp(row, reason);
    },

    async claim(limit) {
      const dead = await run<GivenUp & { failure: string }>(sql, statements.giveUp, [TRIES_MAX]);
      for (const row of dead) sayGivenUp(row, row.failure);
      return run<{ id: bigint; event: Json; attempts: number }>(sql, statements.claim, [limit, LEASE_MS]);
    },
  };
};
