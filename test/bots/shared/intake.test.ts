import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { InboundEvent } from '../../../bots/shared/event.ts';
import { type Attempt, type Handle, TryLater } from '../../../bots/shared/handler.ts';
import { createIntake, type Intake } from '../../../bots/shared/intake.ts';
import { RateLimited } from '../../../bots/shared/try-later.ts';
import { ConnectionLostError } from '../../../core/index.ts';
import { until } from './contract-support.ts';
import { idOf, openStage } from './stage.ts';

const stage = await openStage();
const { core, log, database } = stage;

describe('the intake', () => {
  let intakes: Intake[] = [];
  let handled: { event: InboundEvent; attempt: Attempt }[] = [];
  beforeEach(() => {
    handled = [];
  });
  afterEach(async () => {
    await Promise.all(intakes.splice(0).map((intake) => intake.stop()));
    intakes = [];
  });

  const open = (handle: (event: InboundEvent) => Promise<void> = async () => {}, concurrency = 4): Intake => {
    const recording: Handle = async (event, attempt) => {
      handled.push({ event, attempt: attempt! });
      await handle(event);
    };
    const intake = createIntake({ core, handle: recording, log, concurrency, recovery_interval_ms: 50 });
    intakes.push(intake);
    return intake;
  };
  const help = () => stage.command(idOf('slack', 'U1'), '/help');
  const pending = async () => {
    const [row] = await database.sql<{ count: number }[]>`
      select count(*)::int as count from inbox where handled_at is null`;
    return row!.count;
  };
  /** What the clock does to a lease whose process died. */
  const endLeases = () => database.sql`update inbox set due_at = clock_timestamp() where handled_at is null`;

  test('stores an event before it resolves, handles it at once, and is done with it', async () => {
    const { receive } = open(async () => {
      expect(await pending()).toBe(1);
    });
    expect(await receive(help())).toEqual({ fresh: true });
    await until(async () => (await pending()) === 0, 'the event to be done');
    expect(handled).toHaveLength(1);
  });

  test('stores nothing of what is entered in a secret field, and gives it to the handler that took the event', async () => {
    const actor = { identity: idOf('slack', 'U1'), name: 'U1' };
    const pin = [{ type: 'text' as const, text: '4711' }];
    const { receive } = open();
    await receive({
      ...help(),
      actor,
      kind: 'form',
      intent: 'f_1',
      values: { secret_pin: pin, memo: pin },
      dedupeKey: 'with a secret',
    });
    await until(() => handled.length === 1, 'the event to be handled');
    expect(handled[0]!.event).toMatchObject({ values: { secret_pin: pin, memo: pin } });
    const stored = await database.sql<{ event: unknown }[]>`
      select event from inbox where dedupe_key = 'with a secret'`;
    expect(stored[0]!.event).toMatchObject({ values: { secret_pin: [], memo: pin } });
  });

  test('row 12: an event that comes three times, and to two processes, is handled once', async () => {
    const [one, two] = [open(), open()];
    const event = help();
    const results = await Promise.all([one.receive(event), two.receive(event), one.receive(event)]);
    expect(results.filter(({ fresh }) => fresh)).toHaveLength(1);
    await until(async () => (await pending()) === 0, 'the event to be done');
    expect(handled).toHaveLength(1);
  });

  test('a database that is away is one warning for an event, without a stack', async () => {
    const lines: Record<string, unknown>[] = [];
    const telling = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
    const lost = () => Promise.reject(new ConnectionLostError('PostgreSQL: gone'));
    const away = { inbox: { ...core.inbox, done: lost, later: lost } };
    const intake = createIntake({ core: away, handle: lost, log: telling, recovery_interval_ms: 60_000 });
    intakes.push(intake);
    await intake.receive(help());
    await until(() => lines.length >= 2, 'both tries to be told');
    expect(lines).toMatchObject([
      { level: 40, reason: 'PostgreSQL: gone' },
      { level: 40, reason: 'PostgreSQL: gone' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('stack');
    await database.sql`update inbox set handled_at = clock_timestamp()`;
  });

  test('what a dead process left behind is handled by another', async () => {
    const event = help();
    await core.inbox.put('slack', event.dedupeKey, JSON.parse(JSON.stringify(event)));
    await endLeases();
    open();
    await until(() => handled.length === 1, 'the recovery');
    expect(handled[0]!.event).toEqual(event);
    expect(handled[0]!.attempt).toEqual({ number: 2, last: false });
  });

  test('a failure is tried again, with the attempt counted', async () => {
    let failures = 2;
    const { receive } = open(async () => {
      if (failures-- > 0) throw new TryLater('rate limited', 20);
    });
    await receive(help());
    await until(async () => (await pending()) === 0, 'the third try');
    expect(handled.map(({ attempt }) => attempt.number)).toEqual([1, 2, 3]);
  });

  test('after the tenth failure it is given up, and the last try knows that it is the last', async () => {
    const { receive } = open(async () => {
      throw new TryLater('always', 0);
    });
    await receive(help());
    await until(async () => (await pending()) === 0, 'the end of the tries');
    expect(handled).toHaveLength(10);
    expect(handled.map(({ attempt }) => attempt.last)).toEqual([...Array(9).fill(false), true]);
  });

  test('a platform that has had enough uses up no try, however often', async () => {
    let refusals = 12;
    const { receive } = open(async () => {
      if (refusals-- > 0) throw new RateLimited(1);
    });
    await receive(help());
    await until(() => handled.length === 13, 'the thirteenth try');
    await until(async () => (await pending()) === 0, 'the event to be done');
    expect(handled.map(({ attempt }) => attempt)).toEqual(Array(13).fill({ number: 1, last: false }));
  });

  test('of many events that a platform has had enough of in one conversation, one after the other is tried again', async () => {
    const { receive } = open(async () => {
      throw new RateLimited(1_000);
    });
    await Promise.all(Array.from({ length: 5 }, () => receive(help())));
    // Or more: the first is tried again before long.
    await until(() => handled.length >= 5, 'all to be refused');
    const waits = async () => {
      const [row] = await database.sql<{ apart: number; waiting: number }[]>`
        select count(*)::int as waiting, (extract(epoch from max(due_at) - min(due_at)) * 1000)::int as apart
        from inbox where handled_at is null and failure = 'rate limited'`;
      return row!;
    };
    await until(async () => (await waits()).waiting === 5, 'all to be put off');
    expect((await waits()).apart).toBeGreaterThan(3_000);
    await database.sql`update inbox set handled_at = clock_timestamp() where handled_at is null`;
  });

  test('handles no more at a time than it may', async () => {
    let [now, most] = [0, 0];
    const { receive } = open(async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now -= 1;
    }, 3);
    await Promise.all(Array.from({ length: 20 }, () => receive(help())));
    await until(async () => (await pending()) === 0, 'all of them');
    expect(handled).toHaveLength(20);
    expect(most).toBe(3);
  });

  test('an event that cannot be stored is rejected, so that it is not acknowledged', async () => {
    const inbox = {
      ...core.inbox,
      put: () => Promise.reject(new Error('no database')),
      claim: async () => [],
    };
    const intake = createIntake({ core: { inbox }, handle: async () => {}, log });
    intakes.push(intake);
    await expect(intake.receive(help())).rejects.toThrow('no database');
  });

  test('an event without its shape is dropped with a word in the log, not sent again for ever', async () => {
    const { receive } = open();
    const shapeless = { ...help(), dedupeKey: '' };
    expect(await receive(shapeless)).toEqual({ fresh: false });
    expect(await pending()).toBe(0);
  });

  test('stopping finishes what is under way, gives back what waits, and takes nothing more', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const intake = open(() => held, 1);
    await intake.receive(help());
    await intake.receive(help());
    await until(() => handled.length === 1, 'the first');
    const stopped = intake.stop();
    await expect(intake.receive(help())).rejects.toThrow('stopping');
    release();
    await stopped;
    expect(await pending()).toBe(1);
    open();
    await until(async () => (await pending()) === 0, 'another process to take it');
    expect(handled).toHaveLength(2);
  });
});
