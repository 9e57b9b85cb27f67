import { describe, expect, test } from 'vitest';
import type { Identity, PayIntent } from '../../core/index.ts';
import { by, discord, granted, group, openWorld, refusalOf } from './world.ts';

const world = await openWorld();
const { core } = world;

let crowd = 0;
const someone = (amount = 0n) => world.person(discord(`u${++crowd}`), amount);
const origin = () => ({ key: world.key(), conversation: group('discord') });
const minute_ms = 60_000;

/** The buttons of "did you mean 1.00 or 1000.00?". */
const ask = async (person: Identity, payee: Identity, amounts = ['100', '100000']) => {
  const intent: Omit<PayIntent, 'amount'> = {
    key: world.key(),
    payees: [by(payee)],
    asset: 'GBP',
    mode: 'each',
    memo: 'asked',
    conversation: group('discord'),
  };
  return Promise.all(
    amounts.map((amount) =>
      core.intents.create({
        person,
        kind: 'pay_amount',
        payload: { ...intent, amount } as never,
        life_ms: 10 * minute_ms,
      }),
    ),
  );
};

/** Of which neither has to be confirmed. */
const everyday = ['100', '1000'];

describe('a button that pays', () => {
  test('carries nothing but an opaque key of at most 32 bytes', async () => {
    const [key, other] = await ask(await someone(), await someone());
    expect(key).toMatch(/^[\w-]{22}$/);
    expect(key).not.toBe(other);
  });

  test('row 12: pays once for a double tap: one after the other, and at the same moment in two processes', async () => {
    const [alice, bob] = [await someone(10_00n), await someone()];
    const [small] = await ask(alice, bob);
    const processes = [core, world.another()];
    const taps = await Promise.all(
      Array.from({ length: 6 }, (_, index) => processes[index % 2]!.intents.press(small!, alice, origin())),
    );
    const references = taps.flatMap((tap) => (tap.ok && tap.value.show ? [tap.value.show.reference] : []));
    expect(new Set(references).size).toBe(1);
    expect(refusalOf(await core.intents.press(small!, alice, origin()))).toBe('intent_used');
    await world.settleAll();
    expect([await world.balance(alice), await world.balance(bob)]).toEqual(['9.00 GBP', '1.00 GBP']);
    await world.proven();
  });

  test('gives the same event the same answer again', async () => {
    const [alice, bob] = [await someone(10_00n), await someone()];
    const [small] = await ask(alice, bob);
    const press = origin();
    const first = granted(await core.intents.press(small!, alice, press));
    expect(granted(await core.intents.press(small!, alice, press))).toEqual(first);
  });

  test('row 4: of two readings pays only the one that was chosen', async () => {
    const [alice, bob] = [await someone(5_000_00n), await someone()];
    const [small, large] = await ask(alice, bob, everyday);
    granted(await core.intents.press(large!, alice, origin()));
    expect(refusalOf(await core.intents.press(small!, alice, origin()))).toBe('intent_used');
    const [a, b] = await ask(alice, bob, everyday);
    const both = await Promise.all([
      core.intents.press(a!, alice, origin()),
      core.intents.press(b!, alice, origin()),
    ]);
    expect(both.map(refusalOf).sort()).toEqual(['intent_used', 'ok']);
  });

  test('rows 13 and 14: is for its owner only, and not for ever', async () => {
    const [alice, bob] = [await someone(10_00n), await someone(10_00n)];
    const [small] = await ask(alice, bob);
    expect(refusalOf(await core.intents.press(small!, bob, origin()))).toBe('intent_not_yours');
    world.pass(10 * 60_000);
    expect(refusalOf(await core.intents.press(small!, alice, origin()))).toBe('intent_expired');
    world.pass(31 * 86_400_000);
    await core.schedules.run('forget_intents');
    expect(refusalOf(await core.intents.press(small!, alice, origin()))).toBe('intent_unknown');
    expect(await world.available(alice)).toBe('10.00 GBP');
  });

  test('answers with the refusal when it cannot be paid', async () => {
    const [alice, bob] = [await someone(50n), await someone()];
    const [small] = await ask(alice, bob);
    expect(refusalOf(await core.intents.press(small!, alice, origin()))).toBe('insufficient_funds');
  });

  test('belongs to the person, whichever of their chats they press it in', async () => {
    const [alice, bob] = [await someone(10_00n), await someone()];
    const [small] = await ask(alice, bob);
    const elsewhere = await someone();
    const { code } = granted(await core.people.linkCode(elsewhere));
    granted(await core.people.link(alice, code, world.key()));
    granted(await core.intents.press(small!, elsewhere, origin()));
  });
});

describe('a form', () => {
  test('keeps its meaning here, for its owner, until it expires', async () => {
    const [alice, bob] = [await someone(), await someone()];
    const payload = { payee: 'slack:T1:U1', note: 'a\0b' };
    const key = await core.intents.create({
      person: alice,
      kind: 'pay_form',
      payload,
      life_ms: 5 * minute_ms,
    });
    expect(granted(await core.intents.read(key, alice))).toEqual({
      kind: 'pay_form',
      payload: { payee: 'slack:T1:U1', note: 'a\ufffdb' },
    });
    expect(refusalOf(await core.intents.read(key, bob))).toBe('intent_not_yours');
    expect(refusalOf(await core.intents.read('unknown', alice))).toBe('intent_unknown');
    expect(refusalOf(await core.intents.press(key, alice, origin()))).toBe('intent_unknown');
    world.pass(5 * minute_ms);
    expect(refusalOf(await core.intents.read(key, alice))).toBe('intent_expired');
  });

  test('stays open for an hour where nothing else is said, by the clock that the rest goes by', async () => {
    const alice = await someone();
    const key = await core.intents.create({ person: alice, kind: 'pay_form', payload: {} });
    world.pass(59 * minute_ms);
    granted(await core.intents.read(key, alice));
    world.pass(minute_ms);
    expect(refusalOf(await core.intents.read(key, alice))).toBe('intent_expired');
  });
});
