/** What is given back of a payment, on the card of what it paid: it is owed again while it is asked for, and the card says so. */
import { describe, expect, test } from 'vitest';
import type { Identity, Money, NoticeOf } from '../../core/index.ts';
import { tampered } from './tampered.ts';
import { by, discord, granted, group, openWorld, refusalOf, shown } from './world.ts';

const world = await openWorld();
const { core, sql, context } = world;
const day_ms = 86_400_000;

let crowd = 0;
const someone = (amount = 0n) => world.person(discord(`g${++crowd}`), amount);
const origin = (who: Identity, key = world.key()) => ({
  key,
  conversation: group(who.platform, who.tenant),
});
const pounds = (minor: bigint): Money => ({
  minor: String(minor),
  asset: { code: 'GBP', exponent: 2 },
});

/** Presses a button of a request or a split: the reference of what it shows. */
async function press(who: Identity, reference: string, kind: string, key = world.key()): Promise<string> {
  const result = await tryPress(who, reference, kind, key);
  await world.settleAll();
  return granted(result).show?.reference ?? '';
}

async function tryPress(who: Identity, reference: string, kind: string, key = world.key()) {
  const [row] = await sql<{ key: string }[]>`
    select key from intent
    where kind = ${kind} and subject = coalesce(
      (select id from request where reference = ${reference}), (select id from split where reference = ${reference})
    )`;
  return core.intents.press(row!.key, who, origin(who, key));
}

const giveBack = async (payee: Identity, reference: string, minor?: bigint) =>
  granted(
    await core.refund.refund(payee, {
      reference,
      amount: minor === undefined ? null : pounds(minor),
      key: world.key(),
    }),
  );

const back = ({ given_back }: { given_back: Money | null }) =>
  given_back === null ? 'nothing' : shown(given_back);

describe('a request', () => {
  const ask = async (asker: Identity, payers: Identity[] | null, amount: bigint): Promise<string> =>
    granted(
      await core.request.ask({
        asker,
        payers: payers?.map((payer) => by(payer)) ?? null,
        amount,
        asset: 'GBP',
        mode: 'each',
        memo: null,
        origin: origin(asker),
      }),
    ).reference;
  const card = async (reference: string) =>
    (await context.noticeOf(sql, { kind: 'request', id: reference })) as NoticeOf<'request'>;
  /** How it stands, what is paid, given back, and may be paid; then each share. */
  const told = async (reference: string): Promise<string> => {
    const notice = await card(reference);
    const { state, paid, remaining, lines } = notice;
    return [
      `${state}: ${shown(paid)} paid, ${back(notice)} back, ${shown(remaining)} left`,
      ...lines.map((line) => line.state),
    ].join(', ');
  };
  const revisionOf = async (reference: string): Promise<number> => {
    const [row] = await sql<{ wanted_revision: number }[]>`
      select d.wanted_revision from delivery d join request r on r.delivery = d.id where r.reference = ${reference}`;
    return row!.wanted_revision;
  };

  test('asks again for what was given back of it, in part and in whole, says so at once, and is paid anew', async () => {
    const [alice, bob] = [await someone(), await someone(20_00n)];
    const reference = await ask(alice, [bob], 12_00n);
    const payment = await press(bob, reference, 'request_pay');
    expect(await told(reference)).toBe('paid: 12.00 GBP paid, nothing back, 0.00 GBP left, paid');
    const before = await revisionOf(reference);
    await giveBack(alice, payment, 5_00n);
    expect(await revisionOf(reference)).toBeGreaterThan(before);
    expect(await told(reference)).toBe('part: 7.00 GBP paid, 5.00 GBP back, 5.00 GBP left, part');
    expect((await card(reference)).actions.map(({ action }) => action)).toContain('pay');
    const [owed] = (await core.request.list(bob)).owes;
    expect([shown(owed!.remaining), back(owed!)]).toEqual(['5.00 GBP', '5.00 GBP']);
    const [waiting] = (await core.request.list(alice)).owed;
    expect([shown(waiting!.remaining), back(waiting!)]).toEqual(['5.00 GBP', '5.00 GBP']);
    await press(bob, reference, 'request_pay');
    expect(await told(reference)).toBe('paid: 12.00 GBP paid, 5.00 GBP back, 0.00 GBP left, paid');
    expect(await world.balance(bob)).toBe('8.00 GBP');
    expect((await core.request.list(bob)).owes).toEqual([]);
    // What is left of the first payment, by the bank's order.
    granted(
      await core.refund.refundByBank(null, {
        reference: payment,
        payee: null,
        amount: null,
        key: world.key(),
      }),
    );
    expect(await told(reference)).toBe('part: 5.00 GBP paid, 12.00 GBP back, 7.00 GBP left, part');
    await world.proven();
  });

  test('that the asker closes asks for nothing again, before the money goes back or after', async () => {
    const [alice, bob, carol] = [await someone(), await someone(20_00n), await someone(20_00n)];
    const before = await ask(alice, [bob, carol], 4_00n);
    const paid = await press(bob, before, 'request_pay');
    await press(alice, before, 'request_cancel');
    expect(await told(before)).toBe(
      'part_ended: 4.00 GBP paid, nothing back, 0.00 GBP left, paid, cancelled',
    );
    await giveBack(alice, paid);
    expect(await told(before)).toBe(
      'cancelled: 0.00 GBP paid, 4.00 GBP back, 0.00 GBP left, cancelled, cancelled',
    );
    const after = await ask(alice, [bob], 4_00n);
    await giveBack(alice, await press(bob, after, 'request_pay'));
    expect(await told(after)).toBe('open: 0.00 GBP paid, 4.00 GBP back, 4.00 GBP left, open');
    await press(alice, after, 'request_cancel');
    expect(await told(after)).toBe('cancelled: 0.00 GBP paid, 4.00 GBP back, 0.00 GBP left, cancelled');
    for (const reference of [before, after])
      expect(refusalOf(await tryPress(bob, reference, 'request_pay'))).toBe('request_over');
    await world.proven();
  });

  test('may be declined by whoever got their money back, and asks for nothing after its time', async () => {
    const [alice, bob] = [await someone(), await someone(20_00n)];
    const declined = await ask(alice, [bob], 4_00n);
    await giveBack(alice, await press(bob, declined, 'request_pay'));
    await press(bob, declined, 'request_decline');
    expect(await told(declined)).toBe('declined: 0.00 GBP paid, 4.00 GBP back, 0.00 GBP left, declined');
    const over = await ask(alice, [bob], 4_00n);
    const late = await press(bob, over, 'request_pay');
    world.pass(14 * day_ms);
    await core.request.expireDue(100);
    await giveBack(alice, late, 1_00n);
    expect(await told(over)).toBe('given_back: 3.00 GBP paid, 1.00 GBP back, 0.00 GBP left, given_back');
    expect(refusalOf(await tryPress(bob, over, 'request_pay'))).toBe('request_over');
    await world.proven();
  });

  test('for whoever pays first is anybody’s again when all of it went back, and theirs who paid while a part did not', async () => {
    const [alice, bob, carol] = [await someone(), await someone(20_00n), await someone(20_00n)];
    const reference = await ask(alice, null, 6_00n);
    const payment = await press(bob, reference, 'request_pay');
    await giveBack(alice, payment, 2_00n);
    expect(refusalOf(await tryPress(carol, reference, 'request_pay'))).toMatch(
      /intent_not_yours|request_over/,
    );
    granted(
      await core.refund.refundByBank(null, {
        reference: payment,
        payee: null,
        amount: null,
        key: world.key(),
      }),
    );
    expect((await card(reference)).lines).toMatchObject([{ payer: null, state: 'open' }]);
    await press(carol, reference, 'request_pay');
    expect((await card(reference)).lines).toMatchObject([{ payer: { name: carol.user }, state: 'paid' }]);
    expect(await world.balance(carol)).toBe('14.00 GBP');
    await world.proven();
  });

  test('row 16: given back and paid again at the same instant is never paid twice over', async () => {
    for (let round = 0; round < 6; round += 1) {
      const [alice, bob] = [await someone(5_00n), await someone(20_00n)];
      const reference = await ask(alice, [bob], 6_00n);
      const payment = await press(bob, reference, 'request_pay');
      const other = world.another();
      const bobs = [1, 2, 3].map((nth) => tryPress(bob, reference, 'request_pay', `again-${round}-${nth}`));
      await Promise.all([
        ...bobs,
        other.refund.refund(alice, { reference: payment, amount: pounds(4_00n), key: world.key() }),
        other.refund.refundByBank(null, {
          reference: payment,
          payee: null,
          amount: pounds(1_00n),
          key: world.key(),
        }),
      ]);
      await world.settleAll();
      const { paid } = await card(reference);
      expect(BigInt(paid.minor)).toBeLessThanOrEqual(6_00n);
      expect(await world.balance(bob)).toBe(shown(pounds(20_00n - BigInt(paid.minor))));
    }
    await world.proven();
  });
});

describe('a split', () => {
  const open = async (owner: Identity, who: Identity[], total: bigint): Promise<string> =>
    granted(
      await core.split.open({
        owner,
        bill: {
          total: String(total),
          asset: 'GBP',
          memo: 'dinner',
          division: { mode: 'equal', who: who.map((one) => by(one)) },
          withMe: true,
        },
        origin: origin(owner),
      }),
    ).reference;
  const card = async (reference: string) =>
    (await context.noticeOf(sql, { kind: 'split', id: reference })) as NoticeOf<'split'>;
  /** How it stands; then each share but the owner's: what is open of it, and what was given back. */
  const told = async (reference: string): Promise<string> => {
    const { state, shares } = await card(reference);
    const others = shares.filter((share) => share.state !== 'own');
    return [
      state,
      ...others.map((share) => `${share.state} ${shown(share.remaining)}, ${back(share)} back`),
    ].join('; ');
  };
  const actions = async (reference: string) => (await card(reference)).actions.map(({ action }) => action);

  test('has a share open again for what was given back of it, and a tap pays just that', async () => {
    const [alice, bob, carol] = [await someone(), await someone(30_00n), await someone(30_00n)];
    const reference = await open(alice, [bob, carol], 30_00n);
    const key = world.key();
    const payment = await press(bob, reference, 'split_pay', key);
    await press(carol, reference, 'split_pay');
    expect(await told(reference)).toBe('settled; paid 0.00 GBP, nothing back; paid 0.00 GBP, nothing back');
    await giveBack(alice, payment, 4_00n);
    expect(await told(reference)).toBe('locked; open 4.00 GBP, 4.00 GBP back; paid 0.00 GBP, nothing back');
    // The event that paid it at first pays nothing again, and finds its payment.
    expect(await press(bob, reference, 'split_pay', key)).toBe(payment);
    expect(await world.balance(bob)).toBe('24.00 GBP');
    const [mine] = (await core.split.list(bob)).entries;
    expect([shown(mine!.owes!), back(mine!)]).toEqual(['4.00 GBP', '4.00 GBP']);
    const [owners] = (await core.split.list(alice)).entries;
    expect([shown(owners!.missing!), back(owners!)]).toEqual(['4.00 GBP', '4.00 GBP']);
    expect(refusalOf(await tryPress(carol, reference, 'split_pay'))).toBe('intent_used');
    await press(bob, reference, 'split_pay');
    expect(await told(reference)).toBe('settled; paid 0.00 GBP, 4.00 GBP back; paid 0.00 GBP, nothing back');
    expect(await world.balance(bob)).toBe('20.00 GBP');
    expect((await core.split.list(bob)).entries).toEqual([]);
    await world.proven();
  });

  test('may be called off once something was given back; then nobody owes anything, and what is paid stays', async () => {
    const [alice, bob, carol] = [await someone(), await someone(30_00n), await someone(30_00n)];
    const reference = await open(alice, [bob, carol], 30_00n);
    const payment = await press(bob, reference, 'split_pay');
    await press(carol, reference, 'split_pay');
    expect(refusalOf(await tryPress(alice, reference, 'split_cancel'))).toBe('split_paid');
    await giveBack(alice, payment);
    expect(await actions(reference)).toEqual(['split_pay', 'split_cancel']);
    await press(alice, reference, 'split_cancel');
    expect(await told(reference)).toBe(
      'cancelled; open 10.00 GBP, 10.00 GBP back; paid 0.00 GBP, nothing back',
    );
    expect(await actions(reference)).toEqual([]);
    expect(refusalOf(await tryPress(bob, reference, 'split_pay'))).toBe('intent_expired');
    expect((await core.split.list(bob)).entries).toEqual([]);
    await world.proven();
  });

  test('that is not asked for any more asks for nothing again: its card says that the time is over', async () => {
    const [alice, bob] = [await someone(), await someone(30_00n)];
    const reference = await open(alice, [bob], 30_00n);
    const payment = await press(bob, reference, 'split_pay');
    world.pass(30 * day_ms);
    await core.split.expireDue(100);
    await giveBack(alice, payment, 1_00n);
    expect(await told(reference)).toBe('expired; open 1.00 GBP, 1.00 GBP back');
    expect(await actions(reference)).toEqual([]);
    expect(refusalOf(await tryPress(bob, reference, 'split_pay'))).toBe('intent_expired');
    await world.proven();
  });
});

test('the audit names a request and a split that say another thing than the books', async () => {
  const wrong = (capability: string) =>
    tampered(world.owner, capability, 'refund', 'set amount = amount + 1');
  expect((await wrong('request')).join()).toMatch(
    /request_says_what_the_books_say: request req_\w+ says that \d+ is paid and \d+ was given back, and by the books/,
  );
  expect((await wrong('split')).join()).toMatch(
    /split_share_is_paid_once: share \d+ of spl_\w+ is \d+ and says/,
  );
});
