/** Makes histories: callers who do random things with few accounts, each noting when it asked, when it was told, and what. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionLostError, connect, type Queryable, retried } from '../../core/db/index.ts';
import { createLedger, createPoster, type LedgerOutcome, type Submission } from '../../core/ledger/index.ts';
import { type Asked, accountText, type Booked, type History, type Seen } from './ledger-linear.ts';
import type { Answer, Leg, Request, RequestGroup } from './ledger-model.ts';

const PEOPLE = ['alice', 'bob', 'carol', 'dora'];
const ACCOUNTS = ['desk', ...PEOPLE].map((label) => ({
  label,
  asset: 'GBP',
  floor: label === 'desk' ? null : 0n,
}));
const FUNDS = 150n;
/** Processes that ask in the same slice of time take the same key from it. */
const SLICE_MS = 20;

type Ids = Map<string, bigint>;
type Notes = Pick<History, 'asked' | 'seen'>;

/** Opens the accounts and gives everybody their money. */
export const openBank = async (sql: Queryable): Promise<{ ids: Ids; notes: Notes }> => {
  const ledger = createLedger();
  const ids: Ids = new Map();
  for (const { label, asset, floor } of ACCOUNTS)
    ids.set(label, await ledger.openAccount(sql, { owner: label, asset, purpose: 'wallet', floor }));
  const notes: Notes = { asked: [], seen: [] };
  const caller = createCaller('the bank', ids, notes, (one) => ledger.submit(sql, one, { linked: true }));
  const gifts = PEOPLE.map((label): Request => {
    const legs: Leg[] = [
      ['desk', -FUNDS],
      [label, FUNDS],
    ];
    return { verb: 'post', key: `fund ${label}`, legs };
  });
  await caller.ask({ linked: true, requests: gifts });
  return { ids, notes };
};

type Submit = (submissions: Submission[], linked: boolean) => Promise<LedgerOutcome[]>;

interface Hold {
  id: bigint;
  key: string;
}

const createCaller = (by: string, ids: Ids, notes: Notes, submit: Submit) => {
  const labels = new Map([...ids].map(([label, id]) => [id, label]));
  const timed = async <T>(work: () => Promise<T>) => {
    const [asked_us, asked_at] = [now_us(), Date.now()];
    try {
      const value = await work();
      return { value, times: { by, asked_us, asked_at, told_us: now_us(), told_at: Date.now() } };
    } catch (error) {
      if (!(error instanceof ConnectionLostError)) throw error;
      return { value: null, times: { by, asked_us, asked_at, told_us: null, told_at: null } };
    }
  };
  return {
    /** Asks until it is told, and returns what it was told at last. `holds`: the ids of what the requests refer to. */
    async ask(group: RequestGroup, holds: readonly Hold[] = []): Promise<LedgerOutcome[]> {
      const submissions = group.requests.map((one) => toSubmission(one, ids, holds));
      for (;;) {
        const { value, times } = await timed(() => submit(submissions, group.linked));
        const answers = value?.map((outcome) => toAnswer(outcome, labels)) ?? null;
        notes.asked.push({ ...times, ...group, answers } satisfies Asked);
        if (value) return value;
      }
    },
    async look(sql: Queryable, account: string): Promise<void> {
      const { value, times } = await timed(() => createLedger().accountById(sql, ids.get(account)!));
      if (value) notes.seen.push({ ...times, account, text: accountText(value) } satisfies Seen);
    },
  };
};

const now_us = (): number => Number(process.hrtime.bigint()) / 1_000;

const toSubmission = (
  { verb, key, legs, of, expires_at }: Request,
  ids: Ids,
  holds: readonly Hold[],
): Submission => {
  const common = { key, code: 'race' };
  const postings = legs?.map(([label, amount]) => ({ account: ids.get(label)!, amount }));
  if (verb === 'post') return { ...common, verb, legs: postings! };
  if (verb === 'hold') return { ...common, verb, legs: postings!, expiresAt: new Date(expires_at!) };
  const { id } = holds.find((hold) => hold.key === of)!;
  return verb === 'reverse' ? { ...common, verb, transfer: id } : { ...common, verb, hold: id };
};

const toAnswer = (outcome: LedgerOutcome, labels: Map<bigint, string>): Answer => {
  if (outcome.ok) return { refusal: null, account: null, again: outcome.replayed };
  const { refusal, account, replayed } = outcome;
  return { refusal, account: account === null ? null : labels.get(account)!, again: replayed };
};

interface Crowd {
  url: string;
  role: string | null;
  name: string;
  ids: Ids;
  callers: number;
  /** Things that each caller does. */
  times: number;
}

const oneOf = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;
const chance = (one_in: number): boolean => Math.random() * one_in < 1;

const randomLegs = (): Leg[] => {
  const from = oneOf(PEOPLE);
  const to = oneOf(PEOPLE.filter((label) => label !== from));
  const amount = BigInt(1 + Math.floor(Math.random() * 60));
  return [
    [from, -amount],
    [to, amount],
  ];
};

/** What everybody who comes to a key in this slice of time asks for; but one in five asks for something else. */
const sharedRequest = (slice: number): Request => {
  const amount = BigInt(1 + (slice % 40) + (chance(5) ? 1 : 0));
  const legs: Leg[] = [
    [PEOPLE[slice % 4]!, -amount],
    [PEOPLE[(slice + 1) % 4]!, amount],
  ];
  return { verb: 'post', key: `shared ${slice}`, legs };
};

/** A process's worth of callers: half of them share a poster, the others call the kernel each by themselves. */
export const crowd = async ({ url, role, name, ids, callers, times }: Crowd): Promise<Notes> => {
  const sql = connect(url, { role, max: Math.ceil(callers / 2) + 1, applicationName: 'crowd' });
  const ledger = createLedger();
  const poster = createPoster(sql, ledger);
  const notes: Notes = { asked: [], seen: [] };
  const holds: Hold[] = [];
  let count = 0;

  const live = async (number: number): Promise<void> => {
    const alone: Submit = (submissions, linked) => retried(() => ledger.submit(sql, submissions, { linked }));
    const together: Submit = (submissions, linked) => poster.postGroup(submissions, { linked });
    const caller = createCaller(`${name} ${number}`, ids, notes, number % 2 ? alone : together);
    const key = () => `${name} ${++count}`;
    const single = (request: Request) => caller.ask({ linked: false, requests: [request] }, holds);

    for (let time = 0; time < times; time++) {
      const dice = Math.random();
      if (dice < 0.3) await single({ verb: 'post', key: key(), legs: randomLegs() });
      else if (dice < 0.5) {
        const held = key();
        const expires_at = Date.now() + Math.floor(Math.random() * 300);
        const [outcome] = await single({ verb: 'hold', key: held, legs: randomLegs(), expires_at });
        if (outcome!.ok) holds.push({ id: outcome!.id, key: held });
      } else if (dice < 0.75) {
        if (chance(3)) await meetOthers(sql, holds);
        const hold = oneOf(holds.slice(-6));
        const verb = oneOf(['capture', 'capture', 'void', 'expire'] as const);
        if (hold) await single({ verb, key: key(), of: hold.key });
      } else if (dice < 0.85) {
        const requests = [1, 2].map((): Request => ({ verb: 'post', key: key(), legs: randomLegs() }));
        await caller.ask({ linked: true, requests });
      } else if (dice < 0.93) await single(sharedRequest(Math.floor(Date.now() / SLICE_MS)));
      else await caller.look(sql, oneOf(PEOPLE));
    }
  };

  await Promise.all(Array.from({ length: callers }, (_, number) => live(number)));
  await sql.end();
  return notes;
};

/** Learns of the newest holds of all processes. */
const meetOthers = async (sql: Queryable, holds: Hold[]): Promise<void> => {
  const rows = await sql<
    Hold[]
  >`select id, key from transfer where verb = 'hold' order by id desc limit 5`.catch(() => []);
  for (const row of rows) if (!holds.some(({ id }) => id === row.id)) holds.push(row);
};

/** All that was noted, beside the books as they are now. */
export const historyOf = async (sql: Queryable, ids: Ids, notes: Notes[]): Promise<History> => {
  const labels = new Map([...ids].map(([label, id]) => [String(id), label]));
  const last: Notes = { asked: [], seen: [] };
  const reader = createCaller('the auditor', ids, last, () => Promise.reject(new Error('It only reads')));
  for (const { label } of ACCOUNTS) await reader.look(sql, label);
  type Row = {
    id: bigint;
    key: string;
    verb: string;
    created_at: number;
    entries: [string, number, string, string][];
  };
  const rows = await sql<Row[]>`
    select t.id, t.key, t.verb, extract(epoch from t.created_at)::float8 * 1000 as created_at,
      coalesce((select json_agg(json_build_array(e.account_id::text, e.version, e.amount::text, e.balance::text))
        from entry e where e.transfer_id = t.id), '[]') as entries
    from transfer t order by t.id`;
  const booked = rows.map(
    ({ entries, ...row }): Booked => ({
      ...row,
      entries: entries.map(([account, version, amount, balance]) => ({
        account: labels.get(account)!,
        version,
        amount: BigInt(amount),
        balance: BigInt(balance),
      })),
    }),
  );
  const all = [...notes, last];
  return {
    accounts: ACCOUNTS,
    asked: all.flatMap(({ asked }) => asked),
    seen: all.flatMap(({ seen }) => seen),
    booked,
  };
};

/** Cuts the connections of the crowds again and again, until told to stop. */
export const cutting = (sql: Queryable, every_ms: number): { stop(): Promise<void> } => {
  let going = true;
  const work = async () => {
    for (; going; await sleep(every_ms))
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'crowd' and random() < 0.3`;
  };
  const working = work();
  return {
    async stop() {
      going = false;
      await working;
    },
  };
};
