/**
 * Conversions and payments in other currencies at random, by several people, in two processes, at rates that move, with every connection
 * lost now and then: nobody ever has more than they began with at the rates of then, and every asset stays at zero. A failure prints its seed.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Core, createCore, fixedRates, type Identity } from '../../core/index.ts';
import { discord, granted, group, openWorld } from './world.ts';

const perEuro = { GBP: '0.84638', USD: '1.0705', JPY: '171.94', KWD: '0.3283' };
const world = await openWorld([], { rates: perEuro });
const { owner, key, clock } = world;
const source = () => fixedRates(perEuro, clock);
const processes: [Core, Core] = [
  world.core,
  createCore({ sql: world.database.connect(), clock, asset: 'GBP', rates: source() }),
];
await world.core.exchange.refresh();
const codes = ['GBP', 'EUR', 'USD', 'JPY', 'KWD'];
const exponents: Record<string, number> = { GBP: 2, EUR: 2, USD: 2, JPY: 0, KWD: 3 };
const euros = (code: string) => Number((perEuro as Record<string, string>)[code] ?? 1);
for (const asset of codes) {
  const amount = BigInt(Math.floor(5_000 * euros(asset))) * 10n ** BigInt(exponents[asset]!);
  granted(await world.core.exchange.stock(null, { amount, asset }, key()));
  // So that the limits of a day are no way out of the test.
  granted(
    await world.core.exchange.setTerms(
      null,
      { asset, person_a_day: 10n ** 12n, house_a_day: 10n ** 12n },
      key(),
    ),
  );
}

const code = fc.constantFrom(...codes);
const step = fc.record({
  do: fc.constantFrom('convert' as const, 'convert' as const, 'pay' as const),
  who: fc.nat(2),
  to: fc.nat(2),
  give: code,
  get: code,
  /** Of what they have, in thousandths. */
  part: fc.integer({ min: 1, max: 1_000 }),
  how: fc.constantFrom('once' as const, 'once' as const, 'twice' as const, 'dies' as const, 'late' as const),
});

const isLost = (error: unknown): boolean => {
  const text = String((error as { code?: string }).code);
  return text === '57P01' || text.startsWith('CONNECTION_') || text.startsWith('ECONN');
};
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

const walletsOf = (who: Identity) =>
  untilHeard(async () => {
    const { balances } = await world.core.account.balance(who);
    return new Map(balances.map(({ balance }) => [balance.asset.code, BigInt(balance.minor)]));
  });

/** In hundred-thousandths of a euro, exactly enough to compare. */
async function worth(people: readonly Identity[]): Promise<number> {
  let sum = 0;
  for (const who of people)
    for (const [asset, minor] of await walletsOf(who))
      sum += Number(minor) / 10 ** exponents[asset]! / euros(asset);
  return sum;
}

async function take(crowd: readonly Identity[], one: typeof step extends fc.Arbitrary<infer T> ? T : never) {
  const who = crowd[one.who]!;
  const has = (await walletsOf(who)).get(one.give) ?? 0n;
  const amount = (has * BigInt(one.part)) / 1_000n;
  const conversation = group('discord');
  const event = key();
  const asked = await untilHeard(async () => {
    if (one.do === 'convert')
      return processes[0].exchange.quote(who, {
        give: { amount, asset: one.give },
        to: one.get,
        origin: { key: event, conversation },
      });
    const request = world.request(who, crowd[one.to]!, amount > 0n ? amount : 1n, { asset: one.get });
    const answer = await processes[0].pay.ask({ ...request, origin: { key: event, conversation } });
    if (!answer.ok || !('confirm' in answer.value) || answer.value.confirm.kind !== 'exchange_quote')
      return null;
    return { ok: true as const, value: answer.value.confirm };
  });
  if (!asked?.ok) return;
  const { intent } = asked.value.actions[0] ?? {};
  if (!intent) return;
  if (one.how === 'late') world.pass(61_000);
  const origin = { key: key(), conversation };
  const press = (core: Core, from = origin) => core.intents.press(intent, who, from);
  if (one.how === 'dies') {
    const abandoned = press(processes[0]).catch(() => {});
    await killAll();
    await untilHeard(() => press(processes[1]));
    await abandoned;
  } else if (one.how === 'twice') {
    await Promise.all([
      untilHeard(() => press(processes[0])),
      untilHeard(() => press(processes[1], { key: key(), conversation })),
    ]);
  } else await untilHeard(() => press(processes[0]));
}

test('row 25: whatever is changed and paid, in whatever order, with crashes, nobody gains and every asset is at zero', async () => {
  let run = 0;
  let executed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 6, maxLength: 14 }),
      async (batches) => {
        run += 1;
        const crowd = [0, 1, 2].map((index) => discord(`x${run}-${index}`));
        for (const who of crowd) await world.person(who, 50_00n);
        const before = await worth(crowd);
        for (const batch of batches) {
          await Promise.all(batch.map((one) => take(crowd, one)));
          await untilHeard(() => world.settleAll());
          await world.core.exchange.refresh();
        }
        expect(await worth(crowd)).toBeLessThanOrEqual(before + 1e-6);
        await world.proven();
        const sums = await owner<{ sum: string; held: string }[]>`
          select sum(credits_posted - debits_posted)::text as sum, sum(debits_pending + credits_pending)::text as held
          from account group by asset`;
        expect(sums.every(({ sum, held }) => sum === '0' && held === '0')).toBe(true);
        // What people have lost, the house has: its worth at the same rates never falls.
        const [row] = await owner<{ count: number }[]>`
          select count(*)::int as count from exchange_quote where state = 'executed'`;
        executed = row!.count;
      },
    ),
    { numRuns: 15, interruptAfterTimeLimit: 100_000, markInterruptAsFailure: false },
  );
  // More than one for each run, or chance has played nothing.
  expect(executed).toBeGreaterThan(run);
}, 200_000);
