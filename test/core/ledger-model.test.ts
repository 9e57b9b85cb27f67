import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLedger, type Submission } from '../../core/ledger/index.ts';
import { freshDatabase } from '../support/database.ts';
import { LedgerModel } from './ledger-model.ts';

const RUNS = Number(process.env.LEDGER_MODEL_RUNS || 300);

/** Four people in pounds, two in euros, and a desk for each asset. */
const CAST = [
  { owner: 'desk', asset: 'GBP', floor: null },
  { owner: 'desk', asset: 'EUR', floor: null },
  { owner: 'alice', asset: 'GBP', floor: 0n },
  { owner: 'bob', asset: 'GBP', floor: 0n },
  { owner: 'carol', asset: 'GBP', floor: -20n },
  { owner: 'alice', asset: 'EUR', floor: 0n },
  { owner: 'bob', asset: 'EUR', floor: 0n },
];

const place = fc.nat(CAST.length - 1);
const amount = fc.integer({ min: -2, max: 30 });
const move = fc.record({ from: place, to: place, amount });
/** Legs from one or two moves, sometimes off by one, in one or two assets. */
const moves = fc.array(move, { minLength: 1, maxLength: 2 });
const slip = fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1);
const nth = fc.nat(40);
const common = {
  evenFrozen: fc.constantFrom(false, false, true),
  again: fc.constantFrom(null, null, null, null, 0, 1, 2),
};
const request = fc.oneof(
  { weight: 5, arbitrary: fc.record({ verb: fc.constant('post' as const), moves, slip, ...common }) },
  {
    weight: 5,
    arbitrary: fc.record({ verb: fc.constant('hold' as const), moves, slip, lasts: fc.nat(6), ...common }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      verb: fc.constant('capture' as const),
      of: nth,
      part: fc.option(fc.integer({ min: 0, max: 12 }), { freq: 3 }),
      ...common,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ verb: fc.constantFrom('void' as const, 'expire' as const), of: nth, ...common }),
  },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('reverse' as const), of: nth, ...common }) },
);
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      groups: fc.array(
        fc.record({ linked: fc.boolean(), batch: fc.array(request, { minLength: 1, maxLength: 4 }) }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ freeze: fc.constantFrom('alice', 'bob'), frozen: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 4 }) }) },
);

test('row 25: whatever is submitted in whatever batches, the kernel decides as the plain model does', async () => {
  const { sql } = await freshDatabase();
  let run = 0;

  const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
    run++;
    const model = new LedgerModel();
    model.now = Date.UTC(2026, 0, 1);
    const ledger = createLedger({ clock: { now: () => new Date(model.now) } });
    const ids: bigint[] = [];
    for (const { owner, asset, floor } of CAST) {
      const id = await ledger.openAccount(sql, { owner: `${owner}${run}`, asset, purpose: 'wallet', floor });
      ids.push(id);
      model.accounts.set(id, { asset, floor, balance: 0n, held: 0n, incoming: 0n, frozen: false });
    }
    const start = CAST.flatMap(({ asset }, index) =>
      index < 2 ? [] : [{ from: asset === 'GBP' ? 0 : 1, to: index, amount: 40 }],
    );
    /** In both worlds: the kernel's ids of holds and transfers by the key that made them. */
    const made = new Map<string, bigint>();
    const asked: { submission: Submission; reference?: string }[] = [];
    let count = 0;

    const legsOf = (list: { from: number; to: number; amount: number }[], off: number) => {
      const sums = new Map<bigint, bigint>();
      const add = (index: number, value: number) =>
        sums.set(ids[index]!, (sums.get(ids[index]!) ?? 0n) + BigInt(value));
      for (const { from, to, amount: value } of list) {
        add(from, -value);
        add(to, value + off);
      }
      return [...sums].map(([account, value]) => ({ account, amount: value }));
    };

    type Request = typeof request extends fc.Arbitrary<infer T> ? T : never;
    const toAsked = (
      one: Request,
      sofar: typeof asked,
    ): { submission: Submission; reference?: string } | null => {
      // A key that was used before, with the same or another request.
      const earlier = one.again === null ? undefined : sofar.at(-1 - one.again);
      if (earlier && one.again !== 2) return earlier;
      const key = earlier?.submission.key ?? `${run}-${++count}`;
      const base = { key, code: 'test', evenFrozen: one.evenFrozen };
      if (one.verb === 'post')
        return { submission: { ...base, verb: 'post', legs: legsOf(one.moves, one.slip) } };
      if (one.verb === 'hold') {
        const expiresAt = new Date(model.now + one.lasts);
        return { submission: { ...base, verb: 'hold', legs: legsOf(one.moves, one.slip), expiresAt } };
      }
      const candidates = [...(one.verb === 'reverse' ? model.transfers : model.holds).keys()];
      const reference = candidates[one.of % candidates.length];
      if (reference === undefined || !made.has(reference)) return null;
      const id = made.get(reference)!;
      if (one.verb === 'reverse')
        return { submission: { ...base, verb: 'reverse', transfer: id }, reference };
      if (one.verb !== 'capture') return { submission: { ...base, verb: one.verb, hold: id }, reference };
      if (one.part === null) return { submission: { ...base, verb: 'capture', hold: id }, reference };
      const legs = [...model.holds.get(reference)!.legs.keys()].map((account, index) => ({
        account,
        amount: BigInt(index % 2 ? one.part! : -one.part!),
      }));
      return { submission: { ...base, verb: 'capture', hold: id, legs }, reference };
    };

    const funded = start.map((move, index) => ({
      submission: {
        verb: 'post' as const,
        key: `${run}-fund-${index}`,
        code: 'fund',
        legs: legsOf([move], 0),
      },
    }));
    await ledger.submit(
      sql,
      funded.map(({ submission }) => submission),
    );
    model.submit(funded, false);

    for (const one of steps) {
      if ('wait' in one) {
        model.now += one.wait;
      } else if ('freeze' in one) {
        await ledger.freeze(sql, `${one.freeze}${run}`, one.frozen);
        for (const [index, { owner }] of CAST.entries())
          if (owner === one.freeze) model.accounts.get(ids[index]!)!.frozen = one.frozen;
      } else {
        const groups: { linked: boolean; batch: typeof asked }[] = [];
        for (const { linked, batch: requests } of one.groups) {
          const batch: typeof asked = [];
          groups.push({ linked, batch });
          for (const each of requests) {
            const together = groups.flatMap((group) => group.batch);
            const next = toAsked(each, [...asked, ...together]);
            if (!next) continue;
            // What a chain does with keys that are seen already is a matter of its own tests.
            const { key } = next.submission;
            const isSeen = model.known.has(key) || together.some((other) => other.submission.key === key);
            if (!linked || !isSeen) batch.push(next);
          }
        }
        const batch = groups.flatMap((group) => group.batch);
        asked.push(...batch);
        const outcomes = (
          await ledger.submitGroups(
            sql,
            groups.map(({ linked, batch }) => ({
              linked,
              submissions: batch.map(({ submission }) => submission),
            })),
          )
        ).flat();
        const expected = groups.flatMap(({ linked, batch }) => model.submit(batch, linked));
        model.endCall();
        expect(outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.refusal))).toEqual(
          expected.map((outcome) => (outcome.ok ? 'ok' : outcome.refusal)),
        );
        for (const [index, outcome] of outcomes.entries()) {
          const { verb, key } = batch[index]!.submission;
          if (outcome.ok && verb !== 'void' && verb !== 'expire') made.set(key, outcome.id);
        }
      }
    }
    for (const [id, { balance, held, incoming }] of model.accounts)
      expect(await ledger.accountById(sql, id)).toMatchObject({ balance, held, incoming });
    if (run % 25 === 0) expect(await ledger.verify(sql)).toEqual([]);
  });

  await fc.assert(property, { numRuns: RUNS });
  expect(await createLedger().verify(sql)).toEqual([]);
}, 240_000);
