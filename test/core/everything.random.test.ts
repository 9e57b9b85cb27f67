/**
 * Everything that people can do with money, in random order, by several at once and in two processes: whatever is done may be done
 * again under the same key, and a process may die in the middle of it, so that another does it again. A failure prints its seed.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Core, Division, Identity, Result } from '../../core/index.ts';
import { by, discord, group, openWorld, operator, slack, telegram } from './world.ts';

const world = await openWorld();
const { owner } = world;
const processes: readonly [Core, Core] = [world.core, world.another()];
const day_ms = 86_400_000;
/** Longer than anything here waits for anybody. */
const forever_ms = 60 * day_ms;

/** The people of one run: four with money, and two who have never come. */
const crowdOf = (run: number): Identity[] => [
  discord(`e${run}a`),
  discord(`e${run}b`),
  slack(`E${run}C`),
  telegram(`9${run}04`),
  discord(`e${run}d`),
  slack(`E${run}F`),
];

const who = fc.nat(5);
const some = fc.uniqueArray(who, { minLength: 1, maxLength: 3 });
const amount = fc.integer({ min: -1, max: 60 });
/** How far back: the newest, the one before it … */
const back = fc.nat(5);
/** Mostly by whom it concerns. */
const often = fc.constantFrom(true, true, true, false);

const operation = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pay' as const), who, some, amount, total: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('request' as const), who, some, amount, total: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('split' as const), who, some, amount, mode: fc.nat(3) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('drop' as const),
      who,
      amount,
      shares: fc.nat(4),
      even: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('tab add' as const), who, some, amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tab edit' as const), who, back, amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tab delete' as const), who, back }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('tab settle' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      who,
      back,
      amount,
      payee: often,
      all: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refund by bank' as const), back, amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('dispute' as const), who, back, payer: often }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('decide' as const), back, refund: fc.boolean() }) },
  // Every button that there is, pressed by whose it is, or by whoever comes by.
  {
    weight: 14,
    arbitrary: fc.record({ do: fc.constant('press' as const), who, back: fc.nat(11), owner: often }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fund' as const), who, amount }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tip' as const), who, to: who, amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('come' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('freeze' as const), who, frozen: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('link' as const), who, to: who }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('work' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 14, 30) }) },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** `again`: by both processes at once. `dies`: every connection is lost while it is done; then the other process does it. */
const step = fc.record({ operation, how: fc.constantFrom('once', 'once', 'again', 'dies') });

const isLost = (error: unknown): boolean => {
  const code = String((error as { code?: string }).code);
  return code === '57P01' || code.startsWith('CONNECTION_') || code.startsWith('ECONN');
};

/** As the inbox and the queue do with work whose process lost its connection: the same again. */
async function untilHeard<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isLost(error)) throw error;
    }
  }
}

const killAll = () =>
  owner`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`.catch((error) => {
    if (!isLost(error)) throw error;
  });

const money = (minor: number) => ({ minor: String(minor), asset: { code: 'GBP', exponent: 2 } });

const divisionOf = (mode: number, people: readonly Identity[], amount: number): Division => {
  const parts = (weight: number) => people.map((one) => ({ who: by(one), weight: String(weight) }));
  if (mode === 0) return { mode: 'equal', who: people.map((one) => by(one)) };
  if (mode === 1) return { mode: 'shares', parts: parts(2) };
  if (mode === 2) return { mode: 'percent', parts: parts(33_00) };
  return { mode: 'exact', parts: parts(Math.max(1, Math.floor(amount / 4))) };
};

/** What is nth newest of its kind; nobody's where there are too few. */
interface Found {
  reference: string;
  /** By id. */
  one: bigint | null;
  other: bigint | null;
}
const nothing: Found = { reference: 'pay_0000000000', one: null, other: null };

/** Of a payment, who paid and who was paid. */
async function payment(back: number): Promise<Found> {
  const [row] = await owner<Found[]>`
    select o.reference, o.payer as one, p.payee as other
    from payment p join payment_order o on o.id = p.payment_order
    order by p.id desc limit 1 offset ${back}`;
  return row ?? nothing;
}

async function dispute(back: number): Promise<string> {
  const [row] = await owner<{ reference: string }[]>`
    select reference from dispute order by id desc limit 1 offset ${back}`;
  return row?.reference ?? 'dsp_0000000000';
}

/** Somebody by the id of their person, as whom they became; anybody for null. */
async function bearer(person: bigint | null, otherwise: Identity): Promise<Identity> {
  if (person === null) return otherwise;
  const [row] = await owner<Identity[]>`
    select i.platform, i.tenant, i.user_id as user from person p
    join identity i on i.person = coalesce(p.merged_into, p.id) where p.id = ${person} limit 1`;
  return row ?? otherwise;
}

/** What is done, decided once, so that it can be done again: the same in any process. */
async function prepared(run: number, one: Operation): Promise<(core: Core) => Promise<unknown>> {
  const crowd = crowdOf(run);
  const key = world.key();
  const self = 'who' in one ? crowd[one.who]! : operator;
  // One room for all, whatever their chat: a tab belongs to a conversation.
  const origin = { key, conversation: { ...group('discord'), channel: `run-${run}` } };
  const people = 'some' in one ? one.some.map((index) => crowd[index]!) : [];
  const amount = 'amount' in one ? BigInt(one.amount) : 0n;
  const mode = 'total' in one && one.total ? ('total' as const) : ('each' as const);
  const common = { asset: 'GBP', memo: null, origin };
  switch (one.do) {
    case 'pay': {
      const request = { ...common, payer: self, payees: people.map((each) => by(each)), amount, mode };
      return (core) => core.pay.authorize(request);
    }
    case 'request': {
      const request = { ...common, asker: self, payers: people.map((each) => by(each)), amount, mode };
      return (core) => core.request.ask(request);
    }
    case 'split': {
      const division = divisionOf(one.mode, people, one.amount);
      const bill = { total: String(one.amount), asset: 'GBP', memo: null, division, withMe: true };
      return (core) => core.split.open({ bill, owner: self, origin });
    }
    case 'drop': {
      const { shares, even } = one;
      const how = {
        shares,
        mode: even ? ('even' as const) : ('random' as const),
        lasts_ms: null,
        account_age_ms: 0,
      };
      return (core) => core.drop.give({ ...common, giver: self, amount, ...how });
    }
    case 'tab add': {
      const among = people.map((each) => by(each));
      return (core) => core.tab.add({ ...common, by: self, amount, payer: null, among, only: false });
    }
    case 'tab edit': {
      const change = {
        amount: { minor: amount, asset: 'GBP' },
        memo: null,
        payer: null,
        among: [],
        only: false,
      };
      return (core) => core.tab.edit({ by: self, origin, number: one.back + 1, ...change });
    }
    case 'tab delete':
      return (core) => core.tab.remove({ by: self, origin, number: one.back + 1 });
    case 'tab settle':
      return (core) => core.tab.settle({ by: self, origin });
    case 'refund': {
      const { reference, other } = await payment(one.back);
      const payee = one.payee ? await bearer(other, self) : self;
      const asked = one.all ? null : money(one.amount);
      return (core) => core.refund.refund(payee, { reference, amount: asked, key });
    }
    case 'refund by bank': {
      const { reference } = await payment(one.back);
      return (core) =>
        core.refund.refundByBank(null, { reference, payee: null, amount: money(one.amount), key });
    }
    case 'dispute': {
      const { reference, one: paid } = await payment(one.back);
      const payer = one.payer ? await bearer(paid, self) : self;
      return (core) => core.refund.dispute(payer, { reference, payee: 0, words: 'wrong', key });
    }
    case 'decide': {
      const reference = await dispute(one.back);
      const decision = one.refund
        ? { verdict: 'refund' as const, amount: null }
        : { verdict: 'reject' as const, words: 'no' };
      return (core) => core.refund.decide(operator, { reference, decision, key });
    }
    case 'press': {
      const [intent] = await owner<{ key: string; person: bigint | null }[]>`
        select key, person from intent where kind !~ 'form' and (expires_at is null or expires_at > ${world.clock.now()})
        order by created_at desc, key limit 1 offset ${one.back}`;
      const presser = one.owner ? await bearer(intent?.person ?? null, self) : self;
      return async (core) => intent && core.intents.press(intent.key, presser, origin);
    }
    case 'fund':
      return (core) => core.bank.fund(null, by(self), amount, 'GBP', key);
    case 'tip': {
      const request = { tipper: self, author: by(crowd[one.to]!), amount, asset: 'GBP', origin };
      return (core) => core.tip.tip(request);
    }
    case 'come':
      return (core) => core.people.seen({ identity: self, name: 'somebody' }, origin.conversation);
    case 'freeze':
      return (core) => core.bank.freeze(null, by(self), one.frozen);
    case 'link': {
      const made = await processes[0].people.linkCode(self);
      return async (core) => made.ok && core.people.link(crowd[one.to]!, made.value.code, key);
    }
    case 'work':
      return async (core) => {
        for (const id of await world.authorized()) await core.pay.settle(id);
      };
    case 'wait':
      return async (core) => {
        for (const { name } of core.schedules.all) if (name !== 'seal') await core.schedules.run(name);
      };
  }
}

/** What an answer says for good: which record it made, or why it made none. */
const gist = (answer: unknown): string => {
  const result = answer as Result<{ reference?: string }> | undefined;
  if (!result || !('ok' in Object(result))) return '';
  return result.ok ? String(result.value?.reference ?? 'done') : result.refusal.code;
};

async function carryOut(
  run: number,
  { operation, how }: typeof step extends fc.Arbitrary<infer T> ? T : never,
) {
  const act = await untilHeard(() => prepared(run, operation));
  const [one, other] = run % 2 === 0 ? processes : [processes[1], processes[0]];
  const first = untilHeard(() => act(one));
  if (how === 'once') return first;
  if (how === 'again') {
    const answers = await Promise.all([first, untilHeard(() => act(other))]);
    const makes = ['pay', 'request', 'split', 'drop', 'tab add', 'tab settle', 'tip'].includes(operation.do);
    if (makes) expect(gist(answers[1])).toBe(gist(answers[0]));
    return;
  }
  // Nobody waits for the process that died, and nobody knows how far it came.
  const abandoned = act(one).catch(() => {});
  await killAll();
  await untilHeard(() => act(other));
  await Promise.all([abandoned, first]);
}

/** Time passes until nothing waits any more. */
async function end(): Promise<void> {
  await world.settleAll();
  world.pass(forever_ms);
  for (const { name } of world.core.schedules.all) if (name !== 'seal') await world.core.schedules.run(name);
  await world.settleAll();
}

test('row 25: whatever people do, in whatever order and however often, with crashes, every asset is at zero in the end', async () => {
  let run = 0;
  const done = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 12, maxLength: 24 }),
      async (batches) => {
        run += 1;
        const crowd = crowdOf(run);
        for (const identity of crowd.slice(0, 4)) await world.person(identity, 1_00n);
        for (const batch of batches) {
          for (const { operation } of batch) if (operation.do === 'wait') world.pass(operation.days * day_ms);
          await Promise.all(batch.map((one) => carryOut(run, one)));
          for (const { operation } of batch) done.set(operation.do, (done.get(operation.do) ?? 0) + 1);
        }
        await end();
        await world.proven();
        const sums = await owner`
          select asset, sum(credits_posted - debits_posted)::text as sum, sum(debits_pending + credits_pending)::text as held
          from account group by asset`;
        expect(sums.map(({ sum, held }) => [sum, held])).toEqual(sums.map(() => ['0', '0']));
        const [under] = await owner`
          select count(*)::int as count from account
          where floor is not null and credits_posted - debits_posted - debits_pending < floor`;
        expect(under).toEqual({ count: 0 });
        const escrow = await owner`
          select owner, purpose from account
          where purpose like 'escrow%' and credits_posted <> debits_posted`;
        expect(escrow).toEqual([]);
      },
    ),
    { numRuns: 12, interruptAfterTimeLimit: 150_000, markInterruptAsFailure: false },
  );
}, 240_000);
