/** Linked submissions of which some have their outcome already: what each is told, it is told again when it is sent alone. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Submission } from '../../core/ledger/index.ts';
import { freshDatabase } from '../support/database.ts';
import { createLedgerWorld, idOfOutcome, type LedgerWorld } from './ledger-world.ts';

const database = await freshDatabase();
const names = ['alice', 'bob', 'carol'];

/** Who pays whom how much: much of it is more than they have. */
const payment = fc.record({
  from: fc.nat(2),
  step: fc.integer({ min: 1, max: 2 }),
  amount: fc.integer({ min: 1, max: 600 }),
});
type Payment = typeof payment extends fc.Arbitrary<infer Value> ? Value : never;

const posted = (world: LedgerWorld, { from, step, amount }: Payment): Submission =>
  world.post({ [names[from]!]: -amount, [names[(from + step) % 3]!]: amount });

/** The places of a chain's members: the first three are sent before, the next four are new, the last is too early. */
const members = fc.array(fc.nat(7), { minLength: 1, maxLength: 5 });

test('whatever is linked with what is known already, everybody is told what stays so', async () => {
  const world = await createLedgerWorld(database.sql);
  for (const name of names) await world.open(name, 0n);
  await world.submit(world.post({ desk: -1_000, alice: 1_000 }));
  let mixed = 0;
  const property = fc.asyncProperty(
    fc.array(payment, { minLength: 7, maxLength: 7 }),
    members,
    async (payments, places) => {
      const posts = payments.map((one) => posted(world, one));
      const before = await world.submit(...posts.slice(0, 3));
      const [held] = await world.submit(world.hold({ desk: -1, bob: 1 }));
      const hold = idOfOutcome(held);
      const pool: Submission[] = [...posts, { verb: 'expire', key: world.key(), code: 'pay', hold }];

      const told = await world.linked(...places.map((place) => pool[place]!));
      if (new Set(told.map(({ replayed }) => replayed)).size === 2) mixed += 1;
      // "Not yet" is no final word, for none of its chain that is new.
      const isNotYet = told.some((one) => !one.ok && one.refusal === 'hold_not_expired');
      for (const [index, place] of places.entries()) {
        const stays = place < 3 ? before[place]! : told[index]!;
        if (place >= 3 && isNotYet) continue;
        const [again] = await world.submit(pool[place]!);
        expect({ ...again, replayed: null }).toMatchObject(
          stays.ok ? { ok: true, id: stays.id } : { ok: false },
        );
      }
      await world.submit({ verb: 'void', key: world.key(), code: 'pay', hold });
    },
  );
  await fc.assert(property, { numRuns: 300 });
  expect(mixed).toBeGreaterThan(50);
  expect(await world.ledger.verify(database.sql)).toEqual([]);
});
