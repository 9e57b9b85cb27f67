import { afterEach, describe, expect, test } from 'vitest';
import type {
  Core,
  Identity,
  NoticeOf,
  Result,
  StandingAct,
  StandingPlan,
  StandingRequest,
} from '../../core/index.ts';
import { once, repeat } from './standing-plans.ts';
import { tampered } from './tampered.ts';
import { by, discord, granted, group, openWorld, refusalOf, slack, telegram } from './world.ts';

const world = await openWorld();
const { core, sql, context } = world;

const hour_ms = 3_600_000;
const day_ms = 24 * hour_ms;
let crowd = 0;
const someone = (amount = 0n) => world.person(discord(`${8000 + ++crowd}`), amount);

const origin = (who: Identity, key = world.key()) => ({ key, conversation: group(who.platform, who.tenant) });

const ordering = (
  payer: Identity,
  payee: Identity,
  plan: StandingPlan,
  more: Partial<StandingRequest> = {},
): StandingRequest => ({
  payer,
  payee: by(payee),
  amount: 5_00n,
  asset: 'GBP',
  memo: 'rent',
  plan,
  origin: origin(payer),
  ...more,
});

const daily = once({ repeat: repeat('day') });
const tomorrow = () =>
  once({ from: new Date(world.clock.now().getTime() + day_ms).toISOString().slice(0, 10) });

const intentFor = (notice: NoticeOf<'standing_proposed'>, action: 'create' | 'cancel') =>
  notice.actions.find((one) => one.action === action)!.intent;

/** Proposed and created. Returns its reference. */
async function order(...args: Parameters<typeof ordering>): Promise<string> {
  const asked = ordering(...args);
  const proposed = granted(await core.standing.propose(asked));
  const pressed = granted(
    await core.intents.press(intentFor(proposed, 'create'), asked.payer, origin(asked.payer)),
  );
  return (pressed.in_place as NoticeOf<'standing'>).reference;
}

/** Nothing of one test is due in another. */
afterEach(async () => {
  const open = await sql<{ reference: string; person: Identity }[]>`
    select reference, origin -> 'person' as person from standing_order where state <> 'ended'`;
  for (const { reference, person } of open) granted(await act(person, reference, 'end'));
});

const runIds = async (state = 'due') =>
  (await sql<{ id: bigint }[]>`select id from standing_run where state = ${state} order by id`).map(
    ({ id }) => id,
  );

/** What time brings, and what the workers make of it. */
async function work(process: Core = core): Promise<void> {
  await process.schedules.run('standing');
  await world.payDue(process);
  await world.settleAll();
}

const runsOf = async (reference: string) => {
  const rows = await sql<{ date: string; state: string; why: string | null; missed: number }[]>`
    select r.date, r.state, r.why, r.missed from standing_run r join standing_order o on o.id = r.standing_order
    where o.reference = ${reference} order by r.id`;
  return rows.map(({ date, state, why, missed }) =>
    [date.slice(0, 10), state, ...(why === null ? [] : [why]), ...(missed ? [missed] : [])].join(' '),
  );
};

const stateOf = async (reference: string) => {
  const [row] = await sql<{ state: string; why: string | null }[]>`
    select state, why from standing_order where reference = ${reference}`;
  return [row!.state, row!.why].filter((one) => one !== null).join(' ');
};

/** Of what nobody is asked about first. */
const act = async (
  who: Identity,
  reference: string,
  did: StandingAct,
  key = world.key(),
): Promise<Result<NoticeOf<'standing'>>> => {
  const done = await core.standing.act({ by: who, reference, act: did, origin: origin(who, key) });
  if (!done.ok) return done;
  if ('confirm' in done.value) throw new Error('asked first');
  return { ok: true, value: done.value };
};

const told = async () =>
  (await world.deliveries())
    .filter(
      ({ subject }) =>
        subject.kind === 'standing_run' ||
        ('notice' in subject && subject.notice.kind === 'standing_stopped'),
    )
    .map(
      ({ lane, subject }) =>
        `${lane} ${subject.kind === 'standing_run' ? 'failed' : (subject as { notice: NoticeOf<'standing_stopped'> }).notice.did}`,
    );

describe('setting one up', () => {
  test('shows the next three dates by the payer’s own clock, and makes nothing until Create is pressed', async () => {
    const [alice, bob] = [await someone(), await someone()];
    await core.people.seen({ identity: alice, name: 'Alice', timeZone: 'Europe/Berlin' }, group('discord'));
    const plan = once({ repeat: repeat('month', { on: { by: 'day', day: 31 } }) });
    const proposed = granted(await core.standing.propose(ordering(alice, bob, plan)));
    expect(proposed).toMatchObject({ zone: 'Europe/Berlin', amount: { minor: '500' } });
    expect(proposed.next).toEqual([
      '2026-03-31T07:00:00.000Z',
      '2026-04-30T07:00:00.000Z',
      '2026-05-31T07:00:00.000Z',
    ]);
    expect((await core.standing.list(alice)).items).toEqual([]);
    const [create, cancel] = [intentFor(proposed, 'create'), intentFor(proposed, 'cancel')];
    expect(refusalOf(await core.intents.press(create, bob, origin(bob)))).toBe('intent_not_yours');
    const key = world.key();
    for (let times = 0; times < 2; times += 1) {
      const { in_place } = granted(await core.intents.press(create, alice, origin(alice, key)));
      expect(in_place).toMatchObject({ kind: 'standing', state: 'active', isNew: true });
    }
    expect(refusalOf(await core.intents.press(create, alice, origin(alice)))).toBe('intent_used');
    expect(refusalOf(await core.intents.press(cancel, alice, origin(alice)))).toBe('intent_used');
    expect((await core.standing.list(alice)).items).toHaveLength(1);
    expect((await core.standing.list(bob)).items).toEqual([]);
  });

  test('is over once it is cancelled, and of Create and Cancel at once one wins', async () => {
    const [alice, bob] = [await someone(), await someone()];
    const first = granted(await core.standing.propose(ordering(alice, bob, daily)));
    const cancelled = granted(await core.intents.press(intentFor(first, 'cancel'), alice, origin(alice)));
    expect(cancelled.in_place).toMatchObject({ kind: 'standing_proposed', answer: 'cancelled', actions: [] });
    expect(refusalOf(await core.intents.press(intentFor(first, 'create'), alice, origin(alice)))).toBe(
      'intent_used',
    );
    for (let times = 0; times < 5; times += 1) {
      const both = granted(await core.standing.propose(ordering(alice, bob, daily)));
      const before = (await core.standing.list(alice)).items.length;
      const answers = await Promise.all(
        (['create', 'cancel'] as const).map((one) =>
          core.intents.press(intentFor(both, one), alice, origin(alice)),
        ),
      );
      const made = (await core.standing.list(alice)).items.length - before;
      expect(answers.map(refusalOf)).toEqual(made === 1 ? ['ok', 'intent_used'] : ['intent_used', 'ok']);
    }
  });

  test('by one event makes one order: another amount under its key is refused, and never taken for the first', async () => {
    const [alice, bob] = [await someone(), await someone()];
    const from = origin(alice);
    const asks = [5_00n, 5_00n, 5_000_00n].map((amount) =>
      core.standing.propose(ordering(alice, bob, daily, { amount, origin: from })),
    );
    const [first, again, other] = (await Promise.all(asks)).map((one) => intentFor(granted(one), 'create'));
    const { in_place } = granted(await core.intents.press(first!, alice, origin(alice)));
    expect(granted(await core.intents.press(again!, alice, origin(alice))).in_place).toMatchObject({
      reference: (in_place as NoticeOf<'standing'>).reference,
    });
    const question = granted(await core.intents.press(other!, alice, origin(alice))).in_place;
    const [confirm] = (question as NoticeOf<'confirm_spending'>).actions;
    expect(granted(await core.intents.press(confirm!.intent, alice, origin(alice))).in_place).toMatchObject({
      kind: 'refusal',
      refusal: { code: 'idempotency_key_reused' },
    });
    expect((await core.standing.list(alice)).items).toHaveLength(1);
  });

  test('asks for the PIN where a payment of its size would', async () => {
    const [alice, bob] = [await someone(), await someone()];
    const proposed = granted(await core.standing.propose(ordering(alice, bob, daily, { amount: 5_000_00n })));
    const pressed = granted(await core.intents.press(intentFor(proposed, 'create'), alice, origin(alice)));
    expect(pressed.in_place?.kind).toBe('confirm_spending');
    expect((await core.standing.list(alice)).items).toEqual([]);
    const [confirm] = (pressed.in_place as NoticeOf<'confirm_spending'>).actions;
    granted(await core.intents.press(confirm!.intent, alice, origin(alice)));
    expect((await core.standing.list(alice)).items).toHaveLength(1);
  });

  test('asks for the PIN, where there is one, before anything goes again and again, however little it is', async () => {
    const [alice, bob] = [await someone(), await someone()];
    const pin = '739154';
    granted(await core.protection.setPin(alice, pin, { pin: null }));
    const press = async (plan: StandingPlan) => {
      const proposed = granted(await core.standing.propose(ordering(alice, bob, plan, { amount: 1n })));
      return granted(await core.intents.press(intentFor(proposed, 'create'), alice, origin(alice)));
    };
    const asked = await press(daily);
    expect(asked.form).toMatchObject({ form: 'pin' });
    expect((await core.standing.list(alice)).items).toEqual([]);
    const { intent } = asked.form as { intent: string };
    granted(await core.protection.confirm(alice, intent, pin, origin(alice)));
    expect((await core.standing.list(alice)).items).toHaveLength(1);
    expect((await press(once({ from: '2026-12-24' }))).form).toBeUndefined();
    expect((await core.standing.list(alice)).items).toHaveLength(2);
  });

  test.each<[string, string, (a: Identity, b: Identity) => StandingRequest]>([
    ['to oneself', 'pay_self', (a) => ordering(a, a, daily)],
    ['of nothing', 'amount_not_positive', (a, b) => ordering(a, b, daily, { amount: 0n })],
    ['of less than nothing', 'amount_not_positive', (a, b) => ordering(a, b, daily, { amount: -1n })],
    ['in a currency of elsewhere', 'currency_unknown', (a, b) => ordering(a, b, daily, { asset: 'QQQ' })],
    [
      'to a bot',
      'payee_is_bot',
      (a, b) => ordering(a, b, daily, { payee: { by: 'identity', identity: b, isBot: true } }),
    ],
    ['in the past', 'standing_past', (a, b) => ordering(a, b, once({ from: '2020-01-01' }))],
  ])('%s is refused: %s', async (_, code, asked) => {
    expect(refusalOf(await core.standing.propose(asked(await someone(), await someone())))).toBe(code);
  });

  test('is refused to whoever has too many already, and to whoever is frozen', async () => {
    const [alice, bob] = [await someone(), await someone()];
    const all = await Promise.allSettled(Array.from({ length: 53 }, () => order(alice, bob, daily)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    await expect(order(alice, bob, daily)).rejects.toThrow('standings_too_many');
    granted(await core.bank.freeze(discord('operator'), by(bob), true));
    expect(refusalOf(await core.standing.propose(ordering(alice, bob, daily)))).toBe('payee_frozen');
  });
});

describe('what is paid', () => {
  test('once, later: by an ordinary payment whose receipt goes where it was ordered', async () => {
    const [alice, bob] = [await someone(20_00n), await someone()];
    const reference = await order(alice, bob, tomorrow());
    await work();
    expect(await runsOf(reference)).toEqual([]);
    world.pass(day_ms);
    await work();
    expect(await runsOf(reference)).toHaveLength(1);
    expect(await stateOf(reference)).toBe('ended finished');
    expect(await world.balance(bob)).toBe('5.00 GBP');
    world.pass(30 * day_ms);
    await work();
    expect(await world.balance(bob)).toBe('5.00 GBP');
    const [{ payment }] = (await sql<
      { payment: string }[]
    >`select payment from standing_run where payment is not null order by id desc limit 1`) as [
      { payment: string },
    ];
    const card = await world.card(payment);
    expect(card).toMatchObject({ state: 'settled', memo: 'rent' });
    expect(card.more).toContainEqual(
      expect.objectContaining({ kind: 'standing_receipt', first: true, missed: 0 }),
    );
    await world.proven();
  });

  test('what was missed while nothing ran is caught up with once, by the latest date alone', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    const reference = await order(alice, bob, daily);
    world.pass(5 * day_ms);
    await work();
    await work();
    expect(await world.balance(bob)).toBe('5.00 GBP');
    expect((await runsOf(reference)).map((run) => run.slice(11))).toEqual(['placed 4']);
    await act(alice, reference, 'end');
    await world.proven();
  });
});

describe('without enough money', () => {
  test('it is tried again after one hour, six and a day, told once, and then left out', async () => {
    const [alice, bob] = [await someone(1_00n), await someone()];
    const monthly = once({ repeat: repeat('month', { on: { by: 'day', day: 1 } }) });
    const reference = await order(alice, bob, monthly);
    const [next] = (granted(await core.standing.find(alice, reference)) as NoticeOf<'standing'>).next;
    world.pass(Date.parse(next!) - world.clock.now().getTime());
    const before = (await told()).length;
    const tries = async () => {
      const [row] = await sql<
        { failures: number }[]
      >`select failures from standing_run r join standing_order o on o.id = r.standing_order where o.reference = ${reference} order by r.id desc limit 1`;
      return row!.failures;
    };
    await work();
    expect(await tries()).toBe(1);
    for (const [passed_ms, failures] of [
      [hour_ms - 1000, 1],
      [1000, 2],
      [5 * hour_ms, 3],
    ] as const) {
      world.pass(passed_ms);
      await work();
      expect(await tries()).toBe(failures);
    }
    expect((await told()).slice(before)).toEqual([`direct:discord::${alice.user} failed`]);
    world.pass(18 * hour_ms);
    await work();
    expect((await runsOf(reference)).at(-1)).toMatch(/skipped funds$/);
    expect((await told()).slice(before + 1)).toEqual([`direct:discord::${alice.user} skipped`]);
    expect(await stateOf(reference)).toBe('active');
    expect(await world.balance(bob)).toBe('0.00 GBP');
    await act(alice, reference, 'end');
    await world.proven();
  });

  test('it is paid at the next try once the money is there: a no does not outlive its try', async () => {
    const [alice, bob] = [await someone(), await someone()];
    const reference = await order(alice, bob, tomorrow());
    world.pass(day_ms);
    await work();
    await world.fund(alice, 5_00n);
    await work();
    expect(await runsOf(reference)).toEqual([expect.stringMatching(/due$/)]);
    world.pass(hour_ms);
    await work();
    expect(await runsOf(reference)).toEqual([expect.stringMatching(/placed$/)]);
    expect(await world.balance(bob)).toBe('5.00 GBP');
    await world.proven();
  });

  const failing = async () => {
    const [alice, bob] = [await someone(1_00n), await someone()];
    const reference = await order(alice, bob, tomorrow());
    world.pass(day_ms);
    await work();
    const [run] = await sql<
      { id: bigint }[]
    >`select r.id from standing_run r join standing_order o on o.id = r.standing_order where o.reference = ${reference}`;
    const notice = (await context.noticeOf(sql, {
      kind: 'standing_run',
      id: String(run!.id),
    })) as NoticeOf<'standing_failed'>;
    const intent = (action: 'pay' | 'skip') => notice.actions.find((one) => one.action === action)!.intent;
    return { alice, bob, reference, run: run!.id, intent };
  };

  test('its payer may pay now, once, also against the worker at the same instant', async () => {
    const { alice, bob, reference, run, intent } = await failing();
    expect(refusalOf(await core.intents.press(intent('pay'), alice, origin(alice)))).toBe(
      'insufficient_funds',
    );
    await world.fund(alice, 50_00n);
    world.pass(hour_ms);
    await core.schedules.run('standing');
    const [another, key] = [world.another(), world.key()];
    const answers = await Promise.allSettled([
      core.intents.press(intent('pay'), alice, origin(alice, key)),
      another.intents.press(intent('pay'), alice, origin(alice, key)),
      core.intents.press(intent('pay'), alice, origin(alice)),
      core.outbox.handle('standing_run', [run]),
      another.outbox.handle('standing_run', [run]),
    ]);
    expect(answers.map(({ status }) => status)).not.toContain('rejected');
    await world.settleAll();
    expect(await world.balance(bob)).toBe('5.00 GBP');
    expect(await runsOf(reference)).toEqual([expect.stringMatching(/placed$/)]);
    expect(refusalOf(await core.intents.press(intent('skip'), alice, origin(alice)))).toBe(
      'standing_run_over',
    );
    await world.proven();
  });

  test('its payer may leave it out', async () => {
    const { alice, bob, reference, intent } = await failing();
    expect(refusalOf(await core.intents.press(intent('skip'), alice, origin(alice)))).toBe('ok');
    await world.fund(alice, 50_00n);
    world.pass(day_ms);
    await work();
    expect(refusalOf(await core.intents.press(intent('pay'), alice, origin(alice)))).toBe(
      'standing_run_over',
    );
    expect(await runsOf(reference)).toEqual([expect.stringMatching(/skipped asked$/)]);
    expect(await stateOf(reference)).toBe('ended finished');
    expect(await world.balance(bob)).toBe('0.00 GBP');
    await world.proven();
  });
});

describe('whoever set it up', () => {
  test('pauses and resumes; what it did not pay meanwhile is not made up for', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    const reference = await order(alice, bob, daily);
    const key = world.key();
    expect(granted(await act(alice, reference, 'pause', key)).state).toBe('paused');
    expect(refusalOf(await act(alice, reference, 'pause', key))).toBe('ok');
    expect(refusalOf(await act(alice, reference, 'pause'))).toBe('standing_state');
    expect(refusalOf(await act(bob, reference, 'resume'))).toBe('standing_unknown');
    world.pass(3 * day_ms);
    await work();
    expect(await runsOf(reference)).toEqual([]);
    expect(granted(await act(alice, reference, 'resume')).state).toBe('active');
    await work();
    expect(await runsOf(reference)).toEqual([]);
    world.pass(day_ms);
    await work();
    expect((await runsOf(reference)).map((run) => run.slice(11))).toEqual(['placed']);
    granted(await act(alice, reference, 'end'));
    world.pass(5 * day_ms);
    await work();
    expect(await world.balance(bob)).toBe('5.00 GBP');
    await world.proven();
  });

  test('asks for the PIN, where there is one, before what goes again and again is resumed', async () => {
    const [alice, bob] = [await someone(), await someone()];
    const reference = await order(alice, bob, daily);
    const single = await order(alice, bob, tomorrow());
    const pin = '739154';
    granted(await core.protection.setPin(alice, pin, { pin: null }));
    const stands = async () => granted(await core.standing.find(alice, reference));
    for (const one of [reference, single]) granted(await act(alice, one, 'pause'));
    expect(granted(await act(alice, single, 'resume')).state).toBe('active');

    const press = (await stands()).actions.find(({ action }) => action === 'resume')!.intent;
    const asked = granted(await core.intents.press(press, alice, origin(alice)));
    expect(asked.form).toMatchObject({ form: 'pin' });
    expect((await stands()).state).toBe('paused');
    const { intent } = asked.form as { intent: string };
    const confirmed = granted(await core.protection.confirm(alice, intent, pin, origin(alice)));
    expect(confirmed.private).toMatchObject({ kind: 'standing', state: 'active' });

    granted(await act(alice, reference, 'pause'));
    const typed = { by: alice, reference, act: 'resume' as const, origin: origin(alice) };
    const answer = granted(await core.standing.act(typed));
    if (!('confirm' in answer)) throw new Error('not asked');
    expect((await stands()).state).toBe('paused');
    const yes = (answer.confirm as NoticeOf<'confirm_spending'>).actions[0]!.intent;
    granted(await core.protection.confirm(alice, yes, pin, origin(alice)));
    expect((await stands()).state).toBe('active');
    expect(granted(await core.standing.act(typed))).toMatchObject({ state: 'active' });
  });

  test('asks for the PIN, where there is one, before much is resumed that goes once', async () => {
    const [alice, bob] = [await someone(500_00n), await someone()];
    granted(await core.protection.change(alice, { ask_above: null }, null));
    const reference = await order(alice, bob, tomorrow(), { amount: 150_00n });
    const pin = '739154';
    granted(await core.protection.setPin(alice, pin, { pin: null }));
    granted(await act(alice, reference, 'pause'));
    const answer = granted(
      await core.standing.act({ by: alice, reference, act: 'resume', origin: origin(alice) }),
    );
    if (!('confirm' in answer)) throw new Error('not asked');
    expect(answer.confirm).toMatchObject({ pin: true, total: { minor: '15000' } });
    expect(granted(await core.standing.find(alice, reference)).state).toBe('paused');
    const yes = (answer.confirm as NoticeOf<'confirm_spending'>).actions[0]!.intent;
    granted(await core.protection.confirm(alice, yes, pin, origin(alice)));
    expect(granted(await core.standing.find(alice, reference)).state).toBe('active');
  });

  test('leaves the next one out, once for each event, also across a pause', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    const reference = await order(alice, bob, once({ repeat: repeat('day', { count: 3 }) }));
    const key = world.key();
    const first = granted(await act(alice, reference, 'skip', key)).next;
    expect(granted(await act(alice, reference, 'skip', key)).next).toEqual(first);
    expect(first).toHaveLength(2);
    granted(await act(alice, reference, 'pause'));
    expect(granted(await act(alice, reference, 'resume')).next).toEqual(first);
    for (let days = 0; days < 4; days += 1) {
      world.pass(day_ms);
      await work();
    }
    expect((await runsOf(reference)).map((run) => run.slice(11))).toEqual([
      'skipped asked',
      'placed',
      'placed',
    ]);
    expect(await stateOf(reference)).toBe('ended finished');
    await world.proven();
  });
});

test('a list turns its pages, and each that has not ended is on one of them', async () => {
  const [alice, bob] = [await someone(), await someone()];
  const references = await Promise.all(Array.from({ length: 9 }, () => order(alice, bob, daily)));
  granted(await act(alice, references.pop()!, 'end'));
  let list = await core.standing.list(alice, { paged: true });
  const seen: string[] = [];
  for (;;) {
    seen.push(...list.items.map(({ reference }) => reference));
    if (list.more === null) break;
    expect(refusalOf(await core.intents.press(list.more, bob, origin(bob)))).toBe('intent_not_yours');
    const turned = granted(await core.intents.press(list.more, alice, origin(alice)));
    list = turned.in_place as NoticeOf<'standings'>;
  }
  expect(seen.toSorted()).toEqual(references.toSorted());
  expect(list).toMatchObject({ from: 4, all: 8 });
  expect(await core.standing.list(alice)).toMatchObject({ from: 0, all: 8, more: null });
});

describe('row 12: the button that leaves the next one out', () => {
  const skipOf = async (who: Identity, reference: string) =>
    granted(await core.standing.find(who, reference)).actions.find(({ action }) => action === 'skip')!.intent;

  const saidOf = (answer: Awaited<ReturnType<typeof core.intents.press>>): string => {
    const toast = answer.ok ? answer.value.toast : undefined;
    return toast?.kind === 'refusal' ? toast.refusal.code : refusalOf(answer);
  };

  test('pressed twice, and on an old card, leaves out the one date that it showed', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    const reference = await order(alice, bob, once({ repeat: repeat('day', { count: 4 }) }));
    const skip = await skipOf(alice, reference);
    const both = await Promise.all([
      core.intents.press(skip, alice, origin(alice)),
      world.another().intents.press(skip, alice, origin(alice)),
    ]);
    const codes = both.map(saidOf);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
    expect(['intent_used', 'standing_run_over']).toContain(codes.find((code) => code !== 'ok'));
    expect(await runsOf(reference)).toHaveLength(1);
    const next = await skipOf(alice, reference);
    expect(next).not.toBe(skip);
    for (let days = 0; days < 2; days += 1) {
      world.pass(day_ms);
      await work();
    }
    const old = await core.intents.press(next, alice, origin(alice));
    expect(saidOf(old)).toBe('standing_run_over');
    expect(granted(old).in_place).toMatchObject({ kind: 'standing', paid: 1 });
    expect((await runsOf(reference)).map((run) => run.slice(11))).toEqual(['skipped asked', 'placed']);
    expect(refusalOf(await core.intents.press(await skipOf(alice, reference), alice, origin(alice)))).toBe(
      'ok',
    );
    await world.proven();
  });

  test('of a date that is over goes away with time, so that an order of many years does not gather them', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    const reference = await order(alice, bob, daily);
    for (let days = 0; days < 9; days += 1) {
      world.pass(day_ms);
      await work();
    }
    const rows = await world.sql<{ over: boolean }[]>`
      select i.expires_at <= ${world.clock.now()} as over from intent i
      join standing_order o on o.id = i.subject
      where o.reference = ${reference} and i.kind = 'standing_skip' order by i.payload ->> 'date'`;
    expect(rows.map(({ over }) => over)).toEqual([true, true, ...Array(8).fill(false)]);
    expect(saidOf(await core.intents.press(await skipOf(alice, reference), alice, origin(alice)))).toBe('ok');
  });

  test('is there again after a pause, and there is none where it pays once', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    const reference = await order(alice, bob, daily);
    granted(await act(alice, reference, 'pause'));
    world.pass(3 * day_ms);
    granted(await act(alice, reference, 'resume'));
    const key = world.key();
    const skip = await skipOf(alice, reference);
    for (let times = 0; times < 2; times += 1)
      expect(refusalOf(await core.intents.press(skip, alice, origin(alice, key)))).toBe('ok');
    expect(await runsOf(reference)).toHaveLength(1);
    const single = granted(await core.standing.find(alice, await order(alice, bob, tomorrow())));
    expect(single.actions.map(({ action }) => action)).toEqual(['pause', 'end']);
  });
});

describe('somebody who cannot', () => {
  test.each(['payer', 'payee'] as const)(
    'pay or be paid, because the %s is frozen, pauses it with a word',
    async (side) => {
      const [alice, bob] = [await someone(100_00n), await someone()];
      const reference = await order(alice, bob, daily);
      granted(await core.bank.freeze(discord('operator'), by(side === 'payer' ? alice : bob), true));
      world.pass(day_ms);
      const before = (await told()).length;
      await work();
      expect(await stateOf(reference)).toBe(`paused ${side}`);
      expect(await runsOf(reference)).toEqual([expect.stringMatching(/skipped refused$/)]);
      expect((await told()).slice(before)).toEqual([`direct:discord::${alice.user} paused`]);
      await world.proven();
    },
  );

  test('be paid, because they have turned out to be the payer, ends it', async () => {
    const [alice, other] = [await someone(100_00n), await world.person(slack('U900'))];
    const reference = await order(alice, other, daily);
    const { code } = granted(await core.people.linkCode(alice));
    granted(await core.people.link(other, code, world.key()));
    world.pass(day_ms);
    await work();
    expect(await stateOf(reference)).toBe('ended self');
    await world.proven();
  });

  test('be found, because they never came for what was paid last, pauses it', async () => {
    const alice = await someone(100_00n);
    const ghost = telegram('@ghost_of_march');
    const weekly = once({ repeat: repeat('week', { every: 3, on: { by: 'weekdays', weekdays: [1] } }) });
    const reference = await order(alice, ghost, weekly, {
      payee: { by: 'handle', handle: 'ghost_of_march', platform: 'telegram', tenant: null },
    });
    world.pass(8 * day_ms);
    await work();
    expect((await runsOf(reference)).map((run) => run.slice(11))).toEqual(['placed']);
    world.pass(15 * day_ms);
    await core.pay.expireDue(100);
    world.pass(10 * day_ms);
    await work();
    expect(await stateOf(reference)).toBe('paused unclaimed');
    expect(await world.balance(alice)).toBe('100.00 GBP');
    // Whoever wants it to go on all the same is not asked a second time about the same one.
    granted(await act(alice, reference, 'resume'));
    world.pass(21 * day_ms);
    await work();
    expect((await runsOf(reference)).map((run) => run.slice(11))).toEqual([
      'placed',
      'skipped refused',
      'placed',
    ]);
    await world.proven();
  });

  test('be found at first, and come after it had gone back, are paid again without a word', async () => {
    const alice = await someone(100_00n);
    const weekly = once({ repeat: repeat('week', { every: 3, on: { by: 'weekdays', weekdays: [1] } }) });
    const reference = await order(alice, telegram('@ghost_of_april'), weekly, {
      payee: { by: 'handle', handle: 'ghost_of_april', platform: 'telegram', tenant: null },
    });
    world.pass(8 * day_ms);
    await work();
    world.pass(15 * day_ms);
    await core.pay.expireDue(100);
    const ghost = await world.person(telegram('777001'), 0n, { handle: 'ghost_of_april' });
    world.pass(10 * day_ms);
    await work();
    expect((await runsOf(reference)).map((run) => run.slice(11))).toEqual(['placed', 'placed']);
    expect(await world.balance(ghost)).toBe('5.00 GBP');
    await world.proven();
  });
});

describe('two workers', () => {
  test('at one due order open one run and place one payment, however they interleave', async () => {
    const another = world.another();
    const [alice, bob] = [await someone(1_000_00n), await someone()];
    const references = await Promise.all(Array.from({ length: 20 }, () => order(alice, bob, tomorrow())));
    world.pass(day_ms);
    await Promise.all([core, another, core, another].map((one) => one.schedules.run('standing')));
    const ids = await runIds();
    expect(ids).toHaveLength(20);
    await Promise.all([core, another, core].map((one) => one.outbox.handle('standing_run', ids)));
    await world.settleAll();
    expect(await world.balance(bob)).toBe('100.00 GBP');
    for (const reference of references) expect(await stateOf(reference)).toBe('ended finished');
    await world.proven();
  });

  test('a nudge that was lost is made up for, and one that comes late does nothing', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    const reference = await order(alice, bob, tomorrow());
    world.pass(day_ms);
    await core.schedules.run('standing');
    await sql`update outbox set published_at = now() where topic = 'standing_run'`;
    await work();
    expect(await runsOf(reference)).toEqual([expect.stringMatching(/due$/)]);
    world.pass(61_000);
    await work();
    const ids = await runIds('placed');
    expect(await runsOf(reference)).toEqual([expect.stringMatching(/placed$/)]);
    await core.outbox.handle('standing_run', ids);
    await world.settleAll();
    expect(await world.balance(bob)).toBe('5.00 GBP');
    await world.proven();
  });

  test('that both find that there is not enough count it once, and tell of it once', async () => {
    const [alice, bob] = [await someone(), await someone()];
    await order(alice, bob, tomorrow());
    world.pass(day_ms);
    await core.schedules.run('standing');
    const [ids, before] = [await runIds(), (await told()).length];
    await Promise.all([core, world.another()].map((one) => one.outbox.handle('standing_run', ids)));
    const [run] = await sql<{ failures: number }[]>`select failures from standing_run where state = 'due'`;
    expect(run).toEqual({ failures: 1 });
    expect((await told()).slice(before)).toHaveLength(1);
  });

  test('that came to neither of two dates pay the later one alone', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    const reference = await order(alice, bob, daily);
    for (let days = 0; days < 2; days += 1) {
      world.pass(day_ms);
      await core.schedules.run('standing');
    }
    await world.payDue();
    await world.settleAll();
    expect((await runsOf(reference)).map((run) => run.slice(11))).toEqual(['skipped next', 'placed']);
    expect(await world.balance(bob)).toBe('5.00 GBP');
    await world.proven();
  });

  test('a nudge that comes twice does not bring the next try forward', async () => {
    const [alice, bob] = [await someone(), await someone()];
    await order(alice, bob, tomorrow());
    world.pass(day_ms);
    await work();
    for (let times = 0; times < 4; times += 1) await core.outbox.handle('standing_run', await runIds());
    const [run] = await sql<{ failures: number }[]>`select failures from standing_run where state = 'due'`;
    expect(run).toEqual({ failures: 1 });
  });

  test('are told of the same order by whoever the payer has become, and by nobody else', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    const elsewhere = await world.person(slack('U901'));
    const reference = await order(elsewhere, bob, daily);
    const shownBefore = granted(await core.standing.find(elsewhere, reference));
    const { code } = granted(await core.people.linkCode(alice));
    granted(await core.people.link(elsewhere, code, world.key()));
    expect(granted(await core.standing.find(alice, reference)).state).toBe('active');
    const pause = shownBefore.actions.find(({ action }) => action === 'pause')!;
    expect(refusalOf(await core.intents.press(pause.intent, bob, origin(bob)))).toBe('intent_not_yours');
    world.pass(day_ms);
    await work();
    expect(await world.balance(bob)).toBe('5.00 GBP');
    granted(await core.intents.press(pause.intent, alice, origin(alice)));
    expect(await stateOf(reference)).toBe('paused asked');
    await world.proven();
  });

  test('the trace tells an order with every date and what it paid', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    const reference = await order(alice, bob, once({ repeat: repeat('day', { count: 2 }) }));
    for (let days = 0; days < 2; days += 1) {
      world.pass(day_ms);
      await work();
    }
    const trace = (await core.trace.find({ reference }))!;
    const [payment] = (await sql<
      { payment: string }[]
    >`select payment from standing_run order by id desc limit 1`) as [{ payment: string }];
    expect(JSON.stringify(trace.steps)).toContain(payment.payment);
    expect(trace.steps.filter(({ step }) => step === 'transfer').length).toBeGreaterThanOrEqual(2);
    const ofPayment = (await core.trace.find({ reference: payment.payment }))!;
    expect(JSON.stringify(ofPayment.steps)).toContain(reference);
  });

  test('that die in the middle leave every date paid once, by whoever comes after them', async () => {
    const [alice, bob] = [await someone(1_000_00n), await someone()];
    const references = await Promise.all(Array.from({ length: 24 }, () => order(alice, bob, tomorrow())));
    world.pass(day_ms);
    /** However far this comes, the connections go in the middle of it. */
    const killed = async (work: () => Promise<unknown>) => {
      const under_way = work().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
      await world.owner`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`.catch(() => {});
      await under_way;
    };
    for (let times = 0; times < 8; times += 1) {
      const process = times % 2 === 0 ? core : world.another();
      await killed(() => process.schedules.run('standing'));
      await killed(async () => process.outbox.handle('standing_run', await runIds()));
    }
    world.pass(61_000);
    await work();
    await world.settleAll();
    for (const reference of references) {
      expect(await runsOf(reference)).toEqual([expect.stringMatching(/placed$/)]);
      expect(await stateOf(reference)).toBe('ended finished');
    }
    expect(await world.balance(bob)).toBe('120.00 GBP');
    await world.proven();
  });

  test('an order ended while its payment is placed is paid or not, and the books say which', async () => {
    const [alice, bob] = [await someone(1_000_00n), await someone()];
    for (let times = 0; times < 8; times += 1) {
      const reference = await order(alice, bob, tomorrow());
      world.pass(day_ms);
      await core.schedules.run('standing');
      await Promise.all([core.outbox.handle('standing_run', await runIds()), act(alice, reference, 'end')]);
      await world.settleAll();
      expect((await runsOf(reference))[0]).toMatch(/placed$|skipped order$/);
      expect(await stateOf(reference)).toMatch(/^ended/);
    }
    await world.proven();
  });
});

describe('the audit sees what was tampered with', () => {
  test.each([
    [
      'standing_payments_are_as_ordered',
      'standing_order',
      'set amount = amount + 1',
      /is paid by pay_\w+, of 500 GBP/,
    ],
    ['standing_payments_are_as_ordered', 'standing_order', 'set payee = payer', /is paid by pay_\w+/],
    [
      'standing_payments_are_as_ordered',
      'standing_run',
      "set payment = 'pay_' || id where payment is not null",
      /no such payment/,
    ],
    [
      'standing_orders_end',
      'standing_order',
      "set state = 'paused', why = 'asked', next_date = null, next_at = null where state = 'active'",
      /is paused and still tries/,
    ],
    [
      'standing_orders_end',
      'standing_order',
      "set ended_at = ended_at - interval '1 year' where state = 'ended'",
      /ended at .* and ran for/,
    ],
    [
      'standing_orders_end',
      'standing_run',
      "set state = 'skipped', why = 'asked', retry_at = null, ended_at = now() where state = 'due'",
      /neither a date to come nor a run/,
    ],
    [
      'standing_orders_run_in_time',
      'standing_order',
      'set next_at = (select min(created_at) from standing_run) where next_at is not null',
      /was due at .* and has no run/,
    ],
  ])('by %s: %s %s', async (check, table, change, row) => {
    const [alice, poor, bob] = [await someone(100_00n), await someone(), await someone()];
    await order(alice, bob, tomorrow());
    await order(poor, bob, tomorrow());
    await order(alice, bob, once({ repeat: repeat('week', { on: { by: 'weekdays', weekdays: [1] } }) }));
    world.pass(day_ms);
    await work();
    world.pass(hour_ms / 2);
    await order(alice, bob, tomorrow());
    world.pass(day_ms);
    await work();
    const found = await tampered(world.owner, 'standing', table, change);
    expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${check}: .*${row.source}`)));
    await world.proven();
  });
});
