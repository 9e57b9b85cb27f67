import { expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { createLedgerWorld, idOfOutcome } from './ledger-world.ts';

test('the journal has every accepted transfer once, with the digest of what is stored', async () => {
  const { sql } = await freshDatabase();
  const world = await createLedgerWorld(sql);
  for (const name of ['alice', 'bob', 'carol', 'desk:EUR', 'alice:EUR'])
    await world.open(name, name === 'desk:EUR' ? null : 0n);
  const odd = { key: 'a "key", [with] \\ ünusual ✓ text', eventAt: new Date('2020-02-29T12:00:00.123Z') };
  const [, , held, parted, expired, exchanged] = await world.submit(
    world.post({ alice: 100, desk: -100 }, odd),
    world.post({ carol: -1, bob: 1 }),
    world.hold({ bob: 30, alice: -50, carol: 20 }),
    world.hold({ alice: -10, bob: 10 }),
    world.hold({ alice: -1, bob: 1 }, { expiresAt: new Date(0) } as object),
    world.post({ alice: -5, desk: 5, 'alice:EUR': 6, 'desk:EUR': -6 }),
  );
  const of = { code: 'pay' };
  await world.submit(
    { verb: 'capture', hold: idOfOutcome(held), key: world.key(), ...of },
    {
      verb: 'capture',
      hold: idOfOutcome(parted),
      legs: world.legs({ alice: -4, bob: 4 }),
      key: world.key(),
      ...of,
    },
    { verb: 'expire', hold: idOfOutcome(expired), key: world.key(), ...of },
  );
  const voided = idOfOutcome((await world.submit(world.hold({ bob: -1, alice: 1 })))[0]);
  await world.submit(
    { verb: 'void', hold: voided, key: world.key(), ...of },
    { verb: 'reverse', transfer: idOfOutcome(exchanged), key: world.key(), ...of },
    world.post({ alice: -1, bob: 1 }),
  );
  await world.linked(world.post({ alice: -1, bob: 1 }), world.post({ alice: -1_000, bob: 1_000 }));

  // The text that migration 0020 states, made anew from the rows.
  const rows = await sql<{ verb: string; listed: string | null; digest: string }[]>`
    select t.verb, j.digest as listed, encode(sha256(convert_to(json_build_array(
      t.id, t.key, encode(t.request_hash, 'hex'), t.verb, t.code, t.hold_id, t.reverses,
      (extract(epoch from t.event_at) * 1000000)::bigint, (extract(epoch from t.created_at) * 1000000)::bigint,
      case when t.verb = 'hold'
        then (select string_agg(concat_ws(':', account_id, amount), ',' order by account_id) from hold_leg where hold_id = t.id)
        else (select string_agg(concat_ws(':', account_id, amount, version, balance), ',' order by account_id) from entry where transfer_id = t.id) end,
      (select (extract(epoch from expires_at) * 1000000)::bigint from hold where id = t.id))::text, 'UTF8')), 'hex') as digest
    from transfer t
    full join (
      select x.id, encode(substring(j.digests from 32 * x.place::int - 31 for 32), 'hex') as digest
      from journal j, unnest(j.transfers) with ordinality as x(id, place)
    ) j on j.id = t.id
    order by t.id`;
  expect(new Set(rows.map(({ verb }) => verb))).toEqual(
    new Set(['post', 'hold', 'capture', 'expire', 'void', 'reverse']),
  );
  expect(rows.map(({ listed }) => listed)).toEqual(rows.map(({ digest }) => digest));
});
