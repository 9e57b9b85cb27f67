/** Claimable money when things go wrong around it. */
import { expect, test } from 'vitest';
import { findIdentity } from '../../core/identity/person.ts';
import { createCore } from '../../core/index.ts';
import { pressClaim } from '../../core/pay/buttons.ts';
import { createLeaveEscrow } from '../../core/pay/claim.ts';
import { by, discord, granted, group, openWorld, operator, refusalOf, shown, slack } from './world.ts';

const world = await openWorld();
const { core, sql, owner } = world;

test('a payment that cannot be returned does not hold up those behind it, and is logged', async () => {
  const alice = await world.person(discord('a'), 10_00n);
  const [broken, ...others] = [
    await world.pay(alice, discord('unseen1'), 1_00n),
    await world.pay(alice, discord('unseen2'), 2_00n),
    await world.pay(alice, discord('unseen3'), 3_00n),
  ];
  await owner`create function refuse_first() returns trigger language plpgsql as
    'begin if new.amount = 100 then raise exception ''this row is broken''; end if; return new; end'`;
  await owner`create trigger refuse_first before update on payment for each row execute function refuse_first()`;
  const errors: object[] = [];
  const log = { info: () => {}, warn: () => {}, error: (fields: object) => errors.push(fields) };
  const options = { clock: world.clock, operators: [operator], asset: 'GBP', log };
  const logged = createCore({ sql, ...options });
  world.pass(15 * 86_400_000);

  expect(await logged.pay.expireDue(1)).toBe(1);
  expect(await logged.pay.expireDue(10)).toBe(1);
  expect(await world.states(broken!.reference)).toEqual(['claimable']);
  for (const { reference } of others) expect(await world.states(reference)).toEqual(['returned']);
  expect(errors).toHaveLength(2);
  expect(errors[0]).toMatchObject({ err: { message: 'this row is broken' } });

  await owner`drop trigger refuse_first on payment`;
  expect(await logged.pay.expireDue(10)).toBe(1);
  expect(await world.balance(alice)).toBe('10.00 GBP');
  await world.proven();
});

test('who is joined to somebody at the moment of pressing Claim still has it', async () => {
  const alice = await world.person(discord('b'), 10_00n);
  const [bob, elsewhere] = [slack('UBOB'), await world.person(discord('bob'))];
  const { reference } = await world.pay(alice, bob, 4_00n);
  const [order] = await sql<{ id: bigint }[]>`select id from payment_order where reference = ${reference}`;
  const presser = (await findIdentity(sql, bob))!;
  const { code } = granted(await core.people.linkCode(elsewhere));
  granted(await core.people.link(bob, code, world.key()));
  const origin = { key: world.key(), conversation: group('slack') };
  const press = { subject: order!.id, by: presser, origin };
  expect(granted(await pressClaim(world.context, createLeaveEscrow(world.context), press))).toMatchObject({
    toast: { kind: 'payment_claimed' },
  });
  expect(await world.balance(elsewhere)).toBe('4.00 GBP');
  await world.proven();
});

test('what somebody frozen paid is not handed out: it waits until they may pay again, or returns at its time', async () => {
  const thief = await world.person(discord('thief'), 10_00n);
  const [mate, other] = [discord('mate'), discord('other')];
  const [first, second] = [await world.pay(thief, mate, 4_00n), await world.pay(thief, other, 5_00n)];
  granted(await core.bank.freeze(null, by(thief), true));
  expect((await world.seen(mate)).claimed).toEqual([]);
  const orders = await sql<
    { id: bigint }[]
  >`select id from payment_order where reference = ${first.reference}`;
  const press = {
    subject: orders[0]!.id,
    by: (await findIdentity(sql, mate))!,
    origin: { key: world.key(), conversation: group('discord') },
  };
  expect(refusalOf(await pressClaim(world.context, createLeaveEscrow(world.context), press))).toBe(
    'claim_paused',
  );
  expect(await world.states(first.reference)).toEqual(['claimable']);
  granted(await core.bank.freeze(null, by(thief), false));
  expect((await world.seen(mate)).claimed.map(shown)).toEqual(['4.00 GBP']);
  granted(await core.bank.freeze(null, by(thief), true));
  await world.seen(other);
  world.pass(15 * 86_400_000);
  await core.pay.expireDue(10);
  expect(await world.states(second.reference)).toEqual(['returned']);
  expect(await world.balance(thief)).toBe('6.00 GBP');
  await world.proven();
});

test('of what is claimed in two currencies at once, and goes back in two, each word tells the balance in its own', async () => {
  const [payer, payee] = [await world.person(discord('two-purses'), 20_00n), discord('two-claims')];
  await world.fund(payer, 30_00n, 'EUR');
  const balances = async (kind: 'payment_received' | 'payment_returned', reader: { user: string }) =>
    (await world.notices(kind))
      .filter(({ lane }) => lane.endsWith(`:${reader.user}`))
      .map(({ notice }) => ('balance' in notice && notice.balance ? shown(notice.balance) : 'none'));
  await world.pay(payer, payee, 2_00n);
  await world.pay(payer, payee, 3_00n, { asset: 'EUR' });
  await world.seen(payee);
  expect((await balances('payment_received', payee)).sort()).toEqual(['2.00 GBP', '3.00 EUR']);
  await world.pay(payer, discord('never-comes'), 5_00n);
  await world.pay(payer, discord('never-comes'), 6_00n, { asset: 'EUR' });
  world.pass(15 * 86_400_000);
  await core.pay.expireDue(100);
  expect((await balances('payment_returned', payer)).sort()).toEqual(['18.00 GBP', '27.00 EUR']);
  await world.proven();
});
