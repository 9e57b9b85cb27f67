/** Savings: money that is set aside, and taken back. */
import { describe, expect, test } from 'vitest';
import type { Identity } from '../../core/index.ts';
import { perEuro, stockExchange } from './everything.ts';
import { tampered } from './tampered.ts';
import { by, discord, granted, group, openWorld, operator, refusalOf, shown } from './world.ts';

const world = await openWorld([], { rates: perEuro });
const { core } = world;
await stockExchange(world);

let serial = 0;
const saver = (amount: bigint): Promise<Identity> => world.person(discord(`saver${++serial}`), amount);
const save = (person: Identity, amount: bigint | null, more: object = {}, key = world.key()) =>
  core.savings.save({ person, amount, asset: 'GBP', key, ...more });
const unsave = (person: Identity, amount: bigint | null, key = world.key()) =>
  core.savings.unsave({ person, amount, asset: 'GBP', key });
const saved = async (person: Identity) =>
  (await core.savings.savings(person)).pots.map((pot) => shown(pot.saved));

describe('savings', () => {
  test('are set aside and taken back at once, each event once', async () => {
    const me = await saver(50_00n);
    for (let times = 0; times < 2; times += 1) granted(await save(me, 20_00n, {}, `save-${me.user}`));
    expect([await saved(me), await world.balance(me)]).toEqual([['20.00 GBP'], '30.00 GBP']);
    expect(refusalOf(await save(me, 21_00n, {}, `save-${me.user}`))).toBe('idempotency_key_reused');
    for (let times = 0; times < 2; times += 1) granted(await unsave(me, 5_00n, `unsave-${me.user}`));
    expect([await saved(me), await world.balance(me)]).toEqual([['15.00 GBP'], '35.00 GBP']);
    for (let times = 0; times < 2; times += 1) granted(await unsave(me, null, `all-${me.user}`));
    expect([await saved(me), await world.balance(me)]).toEqual([[], '50.00 GBP']);
    expect(refusalOf(await save(await saver(20_00n), 20_00n, {}, `save-${me.user}`))).toBe(
      'idempotency_key_reused',
    );
    await world.proven();
  });

  test('tell of a low balance in the wallet, as paying does, whatever is in the savings', async () => {
    const me = await saver(61_00n);
    granted(await save(me, 50_00n));
    const threshold = { minor: '1000', asset: { code: 'GBP', exponent: 2 } };
    await core.alerts.change(me, { kinds: { low_balance: { on: true, threshold } } }, world.key());
    const told = async () =>
      (await world.notices('alert_low_balance')).map((one) => JSON.stringify(one)).join(' ');
    expect(await told()).toBe('');
    granted(await save(me, 9_00n));
    expect(await world.balance(me)).toBe('2.00 GBP');
    expect(await told()).toContain('"minor":"200"');
  });

  test('are nothing that is borrowed, and never fall below zero, however many take at once', async () => {
    const me = await saver(10_00n);
    granted(
      await core.interest.setCredit(
        operator,
        by(me),
        { asset: 'GBP', line: 100_00n, reason: null },
        world.key(),
      ),
    );
    expect(refusalOf(await save(me, 10_01n))).toBe('savings_insufficient');
    granted(await save(me, 10_00n));
    const taken = await Promise.all(Array.from({ length: 8 }, () => unsave(me, 3_00n)));
    expect(taken.filter(({ ok }) => ok)).toHaveLength(3);
    expect(await saved(me)).toEqual(['1.00 GBP']);
    expect(refusalOf(await unsave(me, 2_00n))).toBe('unsave_insufficient');
    expect(refusalOf(await unsave(await saver(0n), null))).toBe('nothing_saved');
    await world.proven();
  });

  test('are nothing that is borrowed in another currency and changed, either', async () => {
    const me = await saver(0n);
    const line = { asset: 'GBP', line: 100_00n, reason: null };
    granted(await core.interest.setCredit(operator, by(me), line, world.key()));
    const origin = { key: world.key(), conversation: group('discord') };
    const give = { amount: 50_00n, asset: 'GBP' };
    const { reference } = granted(await core.exchange.quote(me, { give, to: 'EUR', origin }));
    granted(await core.exchange.accept(me, reference, world.key()));
    const saveEuros = () => core.savings.save({ person: me, amount: 10_00n, asset: 'EUR', key: world.key() });
    const refused = await saveEuros();
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'savings_in_debt', owed: { minor: '5000' } },
    });
    await world.fund(me, 50_00n);
    granted(await saveEuros());
    await world.proven();
  });

  test('have a goal, of which what is not said stays', async () => {
    const me = await saver(50_00n);
    expect(refusalOf(await save(me, 20_00n, { goal: { name: 'a holiday' } }))).toBe('goal_without_target');
    expect(await saved(me)).toEqual([]);
    granted(await save(me, 20_00n, { goal: { target: 500_00n, name: 'a holiday' } }));
    const { pots } = granted(await save(me, null, { goal: { target: 400_00n } }));
    expect(pots[0]!.goal).toMatchObject({ name: 'a holiday', target: { minor: '40000' } });
    expect(granted(await save(me, null, { goal: null })).pots[0]!.goal).toBeNull();
    await world.proven();
  });

  test('of somebody who is frozen stay where they are', async () => {
    const me = await saver(50_00n);
    granted(await save(me, 20_00n));
    granted(await core.bank.freeze(null, by(me), true));
    expect([refusalOf(await save(me, 1n)), refusalOf(await unsave(me, 1n))]).toEqual([
      'account_frozen',
      'account_frozen',
    ]);
    expect([await saved(me), await world.balance(me)]).toEqual([['20.00 GBP'], '30.00 GBP']);
    await world.proven();
  });
});

test.each([
  [
    'savings_are_moved',
    'savings_move',
    'set transfer = transfer + 100000',
    /transfer \d+ \(.+\) moved savings for nobody/,
  ],
  ['savings_moved_money', 'savings_move', 'set amount = amount + 1', /sav_\w+: no transfer of 2001 GBP/],
  [
    'savings_are_not_negative',
    'account',
    "set floor = -1 where purpose = 'savings'",
    /savings in account \d+ are \d+, and may fall to -1/,
  ],
])('the audit sees by %s when savings were tampered with', async (check, table, change, row) => {
  granted(await save(await saver(50_00n), 20_00n));
  const found = await tampered(world.owner, 'savings', table, change);
  expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${check}: .*${row.source}`)));
  await world.proven();
});
