/**
 * Tuppence as real processes that can be killed, beside emulated chats and a database that live on. The people here have
 * funds; every payment has a memo of its own, by which its card is found in the chat and its order in the database.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ChatMessage } from '../../bots/playground/emulator.ts';
import { connect, createCore, type Identity, migrate, PLATFORMS, type Platform } from '../../core/index.ts';
import { openWorld } from '../bench/world.ts';
import { type Running, type Settings, tuppence } from '../bots/cli/tuppence.ts';
import { messageText, until } from '../bots/shared/contract-support.ts';

export { until };

/** Longer than every lease of the product (the longest has 30 s), on a machine that is busy with other things. */
export const PATIENCE_MS = 120_000;

const TELEGRAM_GROUP = '-1001000000001';
const FUNDS_MINOR = 1_000_00n;

type Role = 'start' | 'bots' | 'workers';

export interface Payment {
  memo: string;
  platform: Platform;
  channel: string;
  payer: { index: number; identity: Identity };
  payee: { platform: Platform; index: number; identity: Identity };
  /** Minor units of GBP. */
  amount: bigint;
}

interface StageOptions {
  databaseUrl: string;
  settings?: Settings;
  /** Which chats are connected. Default all three. */
  platforms?: Platform[];
}

const variables: Record<Platform, RegExp> = {
  discord: /^DISCORD_/,
  slack: /^SLACK_/,
  telegram: /^TELEGRAM_/,
};

/** Opens the chats over a database that it brings up to date, with everybody known and funded. */
export async function openStage({ databaseUrl, settings = {}, platforms = [...PLATFORMS] }: StageOptions) {
  const world = await openWorld();
  const directory = mkdtempSync(join(tmpdir(), 'tuppence-chaos-'));
  const owner = connect(databaseUrl, { applicationName: 'test', max: 1 });
  const { role } = await migrate(owner);
  await owner.end();
  const sql = connect(databaseUrl, { applicationName: 'test', max: 4, role });
  const core = createCore({ sql, asset: 'GBP', operators: [] });
  const children = new Set<Running>();

  for (const platform of PLATFORMS)
    await Promise.all(
      world.people[platform].map(async ({ user, identity }) => {
        const { name, handle, locale } = user;
        await core.people.seen({ identity, name, handle, locale }, roomOf(platform));
        const to = { by: 'identity', identity } as const;
        await core.bank.fund(null, to, FUNDS_MINOR, 'GBP', `fund ${platform} ${user.id}`);
      }),
    );

  const env: Settings = {
    DATABASE_URL: databaseUrl,
    TUPPENCE_DATA_DIR: directory,
    PORT: '0',
    LOG_LEVEL: 'warn',
    ...Object.fromEntries(
      Object.entries(world.env).filter(([name]) => platforms.some((each) => variables[each].test(name))),
    ),
    ...settings,
  };

  /** Resolves when it says that it is ready. */
  async function start(role: Role, more: Settings = {}): Promise<Process> {
    const child = tuppence([role], { ...env, ...more });
    children.add(child);
    const url = await child.url;
    return {
      url,
      output: child.output,
      async kill() {
        child.child.kill('SIGKILL');
        await child.ended;
        children.delete(child);
      },
    };
  }

  let count = 0;
  /** The next of a series that goes round everybody: on every platform, to people of every platform. */
  const plan = (memo: string): Payment => {
    const index = count++;
    const platform = platforms[index % platforms.length]!;
    const to = PLATFORMS[Math.floor(index / platforms.length) % PLATFORMS.length]!;
    const payers = world.people[platform].length - 1;
    const payer = 1 + (Math.floor(index / platforms.length) % payers);
    const payees = world.people[to].length - 1;
    const payee = 1 + ((Math.floor(index / platforms.length) + 7) % payees);
    return {
      memo,
      platform,
      channel: platform === 'telegram' ? TELEGRAM_GROUP : world.channelOf(platform, index),
      payer: { index: payer, identity: world.people[platform][payer]!.identity },
      payee: { platform: to, index: payee, identity: world.people[to][payee]!.identity },
      amount: 101n + BigInt(index),
    };
  };

  /** Types it. A chat whose bot is away may refuse, as the real one does: the person sees that and nothing was paid. */
  const type = ({ platform, channel, payer, payee, amount, memo }: Payment): void => {
    const whom = `@person${payee.index}${payee.platform === platform ? '' : `@${payee.platform}`}`;
    const line = `/pay ${whom} ${pounds(amount)} for ${memo}`;
    world.chats[platform].say(payer.identity.user, channel, line).catch(() => undefined);
  };

  /** The cards of a payment in its conversation, oldest first, as people read them. */
  const cards = ({ platform, channel, payer, memo }: Payment): string[] =>
    world.chats[platform]
      .messages(payer.identity.user, channel)
      .filter((message: ChatMessage) => message.author.bot)
      .map(messageText)
      .filter((text) => text.includes(`“${memo}”`));

  const isReceipt = (text: string) => /\bpaid\b/.test(text) && !/\bpending\b/.test(text);

  return {
    world,
    sql,
    core,
    start,
    plan,
    type,
    cards,
    receipts: (payment: Payment) => cards(payment).filter(isReceipt),

    /** Calls back with the text of each call that shows something in a chat. Returns how to stop listening. */
    onShown(listener: (call: { platform: Platform; text: string }) => void): () => void {
      const stops = PLATFORMS.map((platform) =>
        world.chats[platform].onCall(({ body }) => listener({ platform, text: JSON.stringify(body) ?? '' })),
      );
      return () => {
        for (const stop of stops) stop();
      };
    },

    /** What waits in the database: nothing, when all work is done. */
    async waiting(): Promise<Record<string, number>> {
      const [row] = await sql<Record<string, number>[]>`
        select (select count(*)::int from inbox where handled_at is null) as inbox,
               (select count(*)::int from outbox where published_at is null) as outbox,
               (select count(*)::int from payment where state = 'authorized') as authorized,
               (select count(*)::int from delivery where state = 'due') as due,
               (select count(*)::int from delivery where state = 'given_up') as "givenUp",
               (select count(*)::int from inbox where failure is not null and handled_at is not null) as failed`;
      return row!;
    },

    /** Waits until all work is done, and fails with what is not. */
    async atRest(limit_ms = PATIENCE_MS): Promise<void> {
      const still = { inbox: 0, outbox: 0, authorized: 0, due: 0, givenUp: 0, failed: 0 };
      let last: unknown;
      const deadline = Date.now() + limit_ms;
      while (Date.now() < deadline) {
        last = await this.waiting().catch((error: Error) => error.message);
        if (JSON.stringify(last) === JSON.stringify(still)) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(last).toEqual(still);
    },

    /** Everybody has what the receipts of these payments say, and every invariant of the books holds. */
    async balances(paid: Payment[]): Promise<void> {
      const expected = new Map<string, bigint>();
      const add = ({ platform, user }: Identity, amount: bigint) => {
        const key = `${platform} ${user}`;
        expected.set(key, (expected.get(key) ?? FUNDS_MINOR) + amount);
      };
      for (const { payer, payee, amount } of paid) {
        add(payer.identity, -amount);
        add(payee.identity, amount);
      }
      const found = new Map<string, bigint>();
      const everybody = PLATFORMS.flatMap((platform) => world.people[platform]);
      for (const { identity } of everybody) {
        const { balances } = await core.account.balance(identity);
        const key = `${identity.platform} ${identity.user}`;
        if (!expected.has(key)) expected.set(key, FUNDS_MINOR);
        found.set(key, BigInt(balances[0]!.balance.minor));
      }
      expect(Object.fromEntries(found)).toEqual(
        Object.fromEntries([...found.keys()].map((key) => [key, expected.get(key)])),
      );
      expect(await core.audit.verify()).toEqual([]);
    },

    /** What the processes said, for a failure to be understood. */
    output: () => [...children].map((child) => child.output()).join('\n'),

    async close(): Promise<void> {
      for (const { child } of children) child.kill('SIGKILL');
      await Promise.all([...children].map(({ ended }) => ended));
      await sql.end({ timeout_ms: 2_000 });
      await world.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Runs a test on a stage of its own; what the processes said is printed when it fails. */
export async function onStage(options: StageOptions, run: (stage: Stage) => Promise<void>): Promise<void> {
  const stage = await openStage(options);
  try {
    await run(stage);
  } catch (error) {
    console.error(stage.output());
    throw error;
  } finally {
    await stage.close();
  }
}

export interface Process {
  url: string;
  output(): string;
  /** SIGKILL. Resolves when it is gone. */
  kill(): Promise<void>;
}

const roomOf = (platform: Platform) =>
  ({
    platform,
    tenant: platform === 'slack' ? 'T0BENCH' : '',
    community: 'test',
    channel: 'test',
    kind: 'group',
  }) as const;

export const pounds = (minor: bigint): string => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
