import { describe, expect, test } from 'vitest';
import type {
  AlertChange,
  AskRequest,
  Core,
  Identity,
  NoticeOf,
  RequestAction,
  RequestState,
  Who,
} from '../../core/index.ts';
import { requestPayable } from '../../core/request/pay.ts';
import { lineState, requestState, type Standing } from '../../core/request/rules.ts';
import {
  by,
  directWith,
  discord,
  granted,
  group,
  handle,
  openWorld,
  refusalOf,
  shown,
  slack,
  telegram,
} from './world.ts';

const world = await openWorld();
const { core, sql, context } = world;

const day_ms = 86_400_000;
let crowd = 0;
const someone = (amount = 0n) => world.person(discord(`${7000 + ++crowd}`), amount);

const origin = (who: Identity, key = world.key()) => ({
  key,
  conversation: group(who.platform, who.tenant),
});

const asking = (
  asker: Identity,
  payers: (Identity | Who)[] | null,
  amount: bigint,
  more: Partial<AskRequest> = {},
): AskRequest => ({
  asker,
  payers: payers?.map((one) => ('by' in one ? one : by(one))) ?? null,
  amount,
  asset: 'GBP',
  mode: 'each',
  memo: null,
  origin: origin(asker),
  ...more,
});

const ask = async (...args: Parameters<typeof asking>): Promise<string> =>
  granted(await core.request.ask(asking(...args))).reference;

const card = async (reference: string) =>
  (await context.noticeOf(sql, { kind: 'request', id: reference })) as NoticeOf<'request'>;

const stateOf = async (reference: string): Promise<RequestState> => (await card(reference)).state;

const intentOf = async (reference: string, action: RequestAction | 'show'): Promise<string> => {
  const [row] = await sql<{ key: string }[]>`
    select i.key from intent i join request r on r.id = i.subject
    where r.reference = ${reference} and i.kind = ${`request_${action}`}`;
  return row!.key;
};

/** A press of the button, as another event unless told. */
const press = async (
  who: Identity,
  reference: string,
  action: RequestAction | 'show',
  { key = world.key(), process = core }: { key?: string; process?: Core } = {},
) => process.intents.press(await intentOf(reference, action), who, origin(who, key));

const payPart = (who: Identity, reference: string, amount: bigint, process = core, key = world.key()) =>
  process.request.pay({ by: who, reference, amount, asset: 'GBP', origin: origin(who, key) });

/** What was asked for and what is paid, as the card says it. */
const amounts = async (reference: string) => {
  const { paid, total, state } = await card(reference);
  return `${shown(paid)} of ${shown(total)}, ${state}`;
};

describe('how a request stands', () => {
  const standing = (more: Partial<Standing> = {}): Standing => {
    const { amount = 12n, paid = 0n, under_way = 0n, given_back = 0n, state = 'open' } = more;
    return { state, amount, paid, under_way, given_back, remaining: amount - paid - under_way };
  };

  test.each<[Partial<Standing>, string]>([
    [{}, 'open'],
    [{ under_way: 5n }, 'part'],
    [{ paid: 5n }, 'part'],
    [{ paid: 5n, under_way: 7n }, 'paying'],
    [{ under_way: 12n }, 'paying'],
    [{ paid: 12n }, 'paid'],
    [{ paid: 12n, state: 'cancelled' }, 'paid'],
    [{ state: 'paid', paid: 12n }, 'paid'],
    [{ paid: 5n, state: 'cancelled' }, 'cancelled'],
    [{ state: 'declined' }, 'declined'],
    [{ state: 'expired' }, 'expired'],
    [{ under_way: 12n, state: 'cancelled' }, 'paying'],
    [{ given_back: 12n }, 'open'],
    [{ given_back: 2n, paid: 10n }, 'part'],
    [{ given_back: 12n, under_way: 12n }, 'paying'],
    [{ given_back: 12n, paid: 12n }, 'paid'],
    [{ given_back: 12n, state: 'paid' }, 'given_back'],
    [{ given_back: 2n, paid: 10n, state: 'paid' }, 'given_back'],
    [{ given_back: 12n, state: 'cancelled' }, 'cancelled'],
  ])('%o is %s', (facts, state) => {
    expect(lineState(standing(facts))).toBe(state);
  });

  test.each<[[string, bigint][], RequestState]>([
    [[['open', 0n]], 'open'],
    [
      [
        ['open', 0n],
        ['paid', 5n],
      ],
      'part',
    ],
    [
      [
        ['open', 0n],
        ['declined', 0n],
      ],
      'open',
    ],
    [
      [
        ['paying', 0n],
        ['paid', 5n],
      ],
      'paying',
    ],
    [
      [
        ['paying', 0n],
        ['open', 0n],
      ],
      'part',
    ],
    [
      [
        ['paid', 5n],
        ['paid', 5n],
      ],
      'paid',
    ],
    [[['cancelled', 5n]], 'part_ended'],
    [
      [
        ['declined', 0n],
        ['declined', 0n],
      ],
      'declined',
    ],
    [
      [
        ['declined', 0n],
        ['expired', 0n],
      ],
      'ended',
    ],
    [
      [
        ['declined', 0n],
        ['paid', 5n],
      ],
      'part_ended',
    ],
  ])('several shares, %o, are %s', (lines, state) => {
    const of = lines.map(([one, paid]) => ({ state: one as 'open', paid }));
    expect(requestState(of)).toBe(state);
  });
});

describe('a request', () => {
  test('is paid by a press, and its card follows the payment from pending to paid', async () => {
    const [alice, bob] = [await someone(), await someone(100_00n)];
    const reference = await ask(alice, [bob], 12_00n, { memo: 'taxi' });
    expect(await card(reference)).toMatchObject({
      state: 'open',
      memo: 'taxi',
      actions: ['pay', 'pay_part', 'decline', 'cancel'].map((action) => ({ action })),
    });
    const cards = async () =>
      (await world.deliveries()).find(({ subject }) => 'id' in subject && subject.id === reference)!;
    const asked = (await cards()).wanted_revision;

    const pressed = granted(await press(bob, reference, 'pay'));
    expect(pressed.show!.reference).toMatch(/^pay_/);
    expect(await amounts(reference)).toBe('0.00 GBP of 12.00 GBP, paying');
    const placed = (await cards()).wanted_revision;
    expect(placed).toBeGreaterThan(asked);
    await world.settleAll();
    expect(await amounts(reference)).toBe('12.00 GBP of 12.00 GBP, paid');
    expect((await card(reference)).actions).toEqual([]);
    expect((await cards()).wanted_revision).toBeGreaterThan(placed);
    expect([await world.balance(alice), await world.balance(bob)]).toEqual(['12.00 GBP', '88.00 GBP']);
    const receipt = (await world.deliveries()).find(({ id }) => id === pressed.show!.delivery)!;
    expect(receipt.audience).toBe('private');
    await world.proven();
  });

  test('is paid in parts, never more than was asked for', async () => {
    const [alice, bob] = [await someone(), await someone(100_00n)];
    const reference = await ask(alice, [bob], 12_00n);
    granted(await payPart(bob, reference, 5_00n));
    await world.settleAll();
    expect(await amounts(reference)).toBe('5.00 GBP of 12.00 GBP, part');
    expect(await payPart(bob, reference, 7_01n)).toMatchObject({
      refusal: { code: 'request_too_much', remaining: { minor: '700' } },
    });
    granted(await press(bob, reference, 'pay'));
    await world.settleAll();
    expect(await amounts(reference)).toBe('12.00 GBP of 12.00 GBP, paid');
    expect(await world.balance(alice)).toBe('12.00 GBP');
    await world.proven();
  });

  test('of several, each or in total, counts for each of them; one who is named twice is asked once (row 10)', async () => {
    const [alice, bob, carol] = [await someone(), await someone(100_00n), await someone(100_00n)];
    const each = await ask(alice, [bob, carol, bob], 4_00n);
    expect((await card(each)).lines.map(({ amount }) => amount.minor)).toEqual(['400', '400']);
    const total = await ask(alice, [bob, carol, await someone()], 10_00n, { mode: 'total' });
    expect((await card(total)).lines.map(({ amount }) => amount.minor)).toEqual(['334', '333', '333']);
    granted(await press(bob, each, 'pay'));
    granted(await press(carol, each, 'pay'));
    await world.settleAll();
    expect(await amounts(each)).toBe('8.00 GBP of 8.00 GBP, paid');
    granted(await press(bob, total, 'pay'));
    await world.settleAll();
    expect(await amounts(total)).toBe('3.34 GBP of 10.00 GBP, part');
    await world.proven();
  });

  test('row 9: cannot be made to oneself, nor through a linked account, and moves nothing when both become one', async () => {
    const [alice, bob] = [await someone(), await someone(50_00n)];
    expect(refusalOf(await core.request.ask(asking(alice, [alice], 1_00n)))).toBe('pay_self');
    const reference = await ask(alice, [bob], 5_00n);
    const { code } = granted(await core.people.linkCode(alice));
    granted(await core.people.link(bob, code, world.key()));
    expect(refusalOf(await press(bob, reference, 'pay'))).toBe('pay_self');
    expect(refusalOf(await core.request.ask(asking(alice, [bob], 1_00n)))).toBe('pay_self');
    await world.proven();
  });

  test('row 2: of an amount that is none, or of a currency that nobody knows, is refused', async () => {
    const [alice, bob] = [await someone(), await someone(1_00n)];
    for (const amount of [0n, -5n])
      expect(refusalOf(await core.request.ask(asking(alice, [bob], amount)))).toBe('amount_not_positive');
    expect(refusalOf(await core.request.ask(asking(alice, [bob], 10n ** 30n)))).toBe('amount_too_large');
    expect(refusalOf(await core.request.ask(asking(alice, [bob], 1n, { asset: 'QQQ' })))).toBe(
      'currency_unknown',
    );
    const crowded = asking(alice, [bob, await someone()], 1n, { mode: 'total' });
    expect(refusalOf(await core.request.ask(crowded))).toBe('total_too_small');
    const reference = await ask(alice, [bob], 1_00n);
    for (const amount of [0n, -5n])
      expect(refusalOf(await payPart(bob, reference, amount))).toBe('amount_not_positive');
    expect(
      refusalOf(
        await core.request.pay({ by: bob, reference, amount: 1n, asset: 'EUR', origin: origin(bob) }),
      ),
    ).toBe('request_currency');
  });

  test('row 12: of an event that comes twice, also to two processes at once, is one request with one answer', async () => {
    const [alice, bob] = [await someone(), await someone()];
    const asked = asking(alice, [bob], 3_00n);
    const answers = await Promise.all([core.request.ask(asked), world.another().request.ask(asked)]);
    answers.push(await core.request.ask(asked));
    expect(new Set(answers.map((answer) => granted(answer).reference)).size).toBe(1);
    expect(refusalOf(await core.request.ask({ ...asked, amount: 4_00n }))).toBe('idempotency_key_reused');
  });

  test('row 20: keeps its memo as text on one line', async () => {
    const [alice, bob] = [await someone(), await someone()];
    const reference = await ask(alice, [bob], 1_00n, { memo: ' @everyone\u202e\n*hi*\0 ' });
    expect((await card(reference)).memo).toBe('@everyone *hi*');
    expect(refusalOf(await core.request.ask(asking(alice, [bob], 1n, { memo: 'x'.repeat(201) })))).toBe(
      'memo_too_long',
    );
  });

  test('tells whoever does not see the card in their own chat, with buttons of their own', async () => {
    const alice = await someone();
    const carol = await world.person(slack('UCAROL'), 50_00n, { handle: 'carol' });
    const reference = await ask(alice, [handle('carol', 'slack')], 2_00n);
    expect((await card(reference)).actions.map(({ action }) => action)).toEqual(['remind', 'cancel']);
    const own = (await world.deliveries()).filter(({ lane }) => lane === 'direct:slack:T1:UCAROL');
    const told = own.find(({ subject }) => subject.kind === 'request_share')!;
    const notice = (await context.noticeOf(sql, told.subject)) as NoticeOf<'request'>;
    expect(notice).toMatchObject({ to: 'payer', state: 'open' });
    expect(notice.actions.map(({ action }) => action)).toEqual(['pay', 'pay_part', 'decline']);

    granted(await press(carol, reference, 'pay'));
    await world.settleAll();
    const after = (await world.deliveries()).find(({ id }) => id === told.id)!;
    expect(after.wanted_revision).toBeGreaterThan(told.wanted_revision);
    expect(await context.noticeOf(sql, told.subject)).toMatchObject({ state: 'paid', actions: [] });
  });

  test('asked in a direct conversation tells the payer of the same chat, too', async () => {
    const [alice, bob] = [await someone(), await someone()];
    const place = { key: world.key(), conversation: directWith(alice) };
    await ask(alice, [bob], 2_00n, { origin: place });
    const lanes = (await world.deliveries()).filter(({ subject }) => subject.kind === 'request_share');
    expect(lanes.map(({ lane }) => lane)).toContain(`direct:discord::${bob.user}`);
  });

  test('for whoever pays first has one payer, who may pay the rest, too; its asker is not one', async () => {
    const [alice, bob, carol] = [await someone(50_00n), await someone(100_00n), await someone(100_00n)];
    const reference = await ask(alice, null, 10_00n);
    expect((await card(reference)).lines).toMatchObject([{ payer: null }]);
    expect(refusalOf(await press(alice, reference, 'pay'))).toBe('pay_self');
    expect(refusalOf(await press(bob, reference, 'decline'))).toBe('intent_not_yours');
    const tries = await Promise.all([
      payPart(bob, reference, 4_00n),
      payPart(carol, reference, 4_00n, world.another()),
    ]);
    expect(tries.filter(({ ok }) => ok)).toHaveLength(1);
    await world.settleAll();
    expect(await amounts(reference)).toBe('4.00 GBP of 10.00 GBP, part');
    const [first, second] = tries[0]!.ok ? [bob, carol] : [carol, bob];
    expect(refusalOf(await press(second, reference, 'pay'))).toMatch(/intent_not_yours|request_over/);
    granted(await press(first, reference, 'pay'));
    await world.settleAll();
    expect(await amounts(reference)).toBe('10.00 GBP of 10.00 GBP, paid');
    await world.proven();
  });

  test('of a Telegram name that nobody has borne yet is paid by whoever comes with it', async () => {
    const dave = await world.person(telegram('4001'), 0n);
    const reference = await ask(dave, [handle('newcomer', 'telegram')], 1_00n);
    const erin = await world.person(telegram('4002'), 5_00n, { handle: 'newcomer' });
    granted(await press(erin, reference, 'pay'));
    await world.settleAll();
    expect(await amounts(reference)).toBe('1.00 GBP of 1.00 GBP, paid');
  });

  test('cannot be made by somebody whose account is frozen', async () => {
    const [alice, bob] = [await someone(), await someone()];
    granted(await core.bank.freeze(null, by(alice), true));
    expect(refusalOf(await core.request.ask(asking(alice, [bob], 1_00n)))).toBe('account_frozen');
  });

  test('is one of a hundred at most that somebody may have open', async () => {
    const [alice, bob] = [await someone(), await someone()];
    for (let count = 0; count < 100; count += 20)
      await Promise.all(Array.from({ length: 20 }, () => ask(alice, [bob], 1n)));
    expect(await core.request.ask(asking(alice, [bob], 1n))).toMatchObject({
      refusal: { code: 'requests_too_many', limit: 100 },
    });
  });

  test('does not count among those once it is paid', async () => {
    const [alice, bob] = [await someone(), await someone(100_00n)];
    const all: string[] = [];
    for (let count = 0; count < 100; count += 20)
      all.push(...(await Promise.all(Array.from({ length: 20 }, () => ask(alice, [bob], 1n)))));
    granted(await press(bob, all[0]!, 'pay'));
    await world.settleAll();
    await ask(alice, [bob], 1n);
    expect(refusalOf(await core.request.ask(asking(alice, [bob], 1n)))).toBe('requests_too_many');
  });
});

describe('paying a request', () => {
  test('row 12: by a double tap, or by the same press twice in two processes, pays once', async () => {
    const [alice, bob] = [await someone(), await someone(100_00n)];
    const reference = await ask(alice, [bob], 12_00n);
    const key = world.key();
    const pressed = await Promise.all([
      press(bob, reference, 'pay', { key }),
      press(bob, reference, 'pay', { key, process: world.another() }),
      press(bob, reference, 'pay'),
      press(bob, reference, 'pay', { process: world.another() }),
    ]);
    const paid = pressed.filter(({ ok }) => ok).map((one) => granted(one).show!.reference);
    expect(new Set(paid).size).toBe(1);
    const refused = pressed.filter(({ ok }) => !ok);
    for (const one of refused) expect(refusalOf(one)).toBe('request_over');
    await world.settleAll();
    // Also the same press that comes again after all is over gets the answer that it had.
    const again = await press(bob, reference, 'pay', { key });
    if (again.ok) expect(granted(again).show!.reference).toBe(paid[0]);
    expect([await world.balance(alice), await world.balance(bob)]).toEqual(['12.00 GBP', '88.00 GBP']);
    await world.proven();
  });

  test('row 12: in parts at the same moment, from several processes, never comes to more than was asked for', async () => {
    const processes = [core, world.another(), world.another()];
    for (let round = 0; round < 5; round += 1) {
      const [alice, bob] = [await someone(), await someone(100_00n)];
      const reference = await ask(alice, [bob], 10_00n);
      const parts = await Promise.all(
        [3_00n, 3_00n, 3_00n, 4_00n, 10_00n, 7_00n].map((amount, index) =>
          payPart(bob, reference, amount, processes[index % 3]!),
        ),
      );
      for (const part of parts) expect(['ok', 'request_too_much', 'request_over']).toContain(refusalOf(part));
      const { total, remaining } = await card(reference);
      const [row] = await sql<{ sum: string }[]>`
        select sum(o.amount)::text as sum from request_payment p join payment_outcome o using (reference)
        join request_share s on s.id = p.share join request r on r.id = s.request where r.reference = ${reference}`;
      expect(BigInt(row!.sum)).toBeLessThanOrEqual(10_00n);
      expect(BigInt(row!.sum) + BigInt(remaining.minor)).toBe(BigInt(total.minor));
      await world.settleAll();
      expect(await world.balance(bob)).toBe(
        shown({ minor: String(100_00n - BigInt(row!.sum)), asset: total.asset }),
      );
    }
    await world.proven();
  });

  test('row 12: in the same batch counts what came before it there', async () => {
    const [alice, bob, carol] = [await someone(), await someone(), await someone()];
    const idOf = async (who: Identity) => (await context.known(who))!.id;
    const together = async (reference: string, amounts: bigint[], payers: Identity[]) => {
      const [share] = await sql<{ id: bigint }[]>`
        select s.id from request_share s join request r on r.id = s.request where r.reference = ${reference}`;
      const payees = [await idOf(alice)];
      const payments = await Promise.all(
        amounts.map(async (amount, index) => ({
          id: String(share!.id),
          payer: await idOf(payers[index]!),
          payees,
          amount,
          mode: 'each' as const,
          asset: 'GBP',
          key: world.key(),
        })),
      );
      const answers = await sql.begin((transaction) => requestPayable(context).admit(transaction, payments));
      return answers.map((refusal) => refusal?.code ?? 'ok');
    };
    const named = await ask(alice, [bob], 10_00n);
    const amounts = [6_00n, 6_00n, 4_00n, 1n];
    expect(await together(named, amounts, [bob, bob, bob, bob])).toEqual([
      'ok',
      'request_too_much',
      'ok',
      'request_over',
    ]);
    // Whoever is first has it, in a batch as well.
    const open = await ask(alice, null, 10_00n);
    expect(await together(open, [4_00n, 4_00n, 6_00n], [bob, carol, bob])).toEqual([
      'ok',
      'request_over',
      'ok',
    ]);
  });

  test('that does not go through counts for nothing: the request is open again', async () => {
    const [alice, bob] = [await someone(), await someone(20_00n)];
    const reference = await ask(alice, [bob], 12_00n);
    granted(await press(bob, reference, 'pay'));
    granted(await core.bank.freeze(null, by(alice), true));
    await world.settleAll();
    expect(await amounts(reference)).toBe('0.00 GBP of 12.00 GBP, open');
    expect(await world.available(bob)).toBe('20.00 GBP');
    granted(await core.bank.freeze(null, by(alice), false));
    granted(await press(bob, reference, 'pay'));
    await world.settleAll();
    expect(await amounts(reference)).toBe('12.00 GBP of 12.00 GBP, paid');
    await world.proven();
  });

  test('without enough money is refused, keeps nothing back, and works once there is enough', async () => {
    const [alice, bob] = [await someone(), await someone(5_00n)];
    const reference = await ask(alice, [bob], 12_00n);
    expect(refusalOf(await press(bob, reference, 'pay'))).toBe('insufficient_funds');
    expect(await amounts(reference)).toBe('0.00 GBP of 12.00 GBP, open');
    granted(await payPart(bob, reference, 5_00n));
    await world.fund(bob, 7_00n);
    granted(await press(bob, reference, 'pay'));
    await world.settleAll();
    expect(await amounts(reference)).toBe('12.00 GBP of 12.00 GBP, paid');
  });

  test('row 13: is refused to a bystander, and so is everything else about it', async () => {
    const [alice, bob, eve] = [await someone(), await someone(10_00n), await someone(10_00n)];
    const reference = await ask(alice, [bob], 1_00n);
    for (const action of ['pay', 'pay_part', 'decline', 'cancel', 'remind', 'show'] as const)
      expect(`${action} ${refusalOf(await press(eve, reference, action))}`).toBe(
        `${action} intent_not_yours`,
      );
    expect(refusalOf(await payPart(eve, reference, 1n))).toBe('intent_not_yours');
    for (const action of ['cancel', 'remind'] as const)
      expect(refusalOf(await press(bob, reference, action))).toBe('intent_not_yours');
    expect(refusalOf(await press(alice, reference, 'decline'))).toBe('intent_not_yours');
    expect(refusalOf(await core.request.find(eve, reference))).toBe('request_unknown');
    expect(refusalOf(await core.request.find(bob, reference))).toBe('ok');
    expect(refusalOf(await payPart(bob, 'req_NONE000000', 1n))).toBe('request_unknown');
    expect(await stateOf(reference)).toBe('open');
  });

  test('in part opens a form for one who may pay now', async () => {
    const [alice, bob] = [await someone(), await someone(10_00n)];
    const reference = await ask(alice, [bob], 4_00n);
    const { form } = granted(await press(bob, reference, 'pay_part'));
    expect(form).toMatchObject({ form: 'request_part', reference, remaining: { minor: '400' } });
    const read = granted(await core.intents.read(form!.intent, bob));
    expect(read).toMatchObject({ kind: 'request_part_form', payload: { reference, asset: 'GBP' } });
    granted(await press(alice, reference, 'cancel'));
    expect(refusalOf(await press(bob, reference, 'pay_part'))).toBe('request_over');
  });

  test('is traced from the request, from the payment, and shows both', async () => {
    const [alice, bob] = [await someone(), await someone(10_00n)];
    const reference = await ask(alice, [bob], 4_00n);
    const paid = granted(await press(bob, reference, 'pay')).show!.reference;
    await world.settleAll();
    for (const about of [reference, paid]) {
      const trace = (await core.trace.find({ reference: about }))!;
      expect(trace.references).toContain(reference);
      const states = trace.steps.flatMap((step) => (step.step === 'state' ? [step.state] : []));
      expect(states).toEqual(expect.arrayContaining(['open', 'settled']));
      expect(trace.steps.some(({ step }) => step === 'transfer')).toBe(true);
    }
  });
});

describe('before much money goes', () => {
  test('the payer is asked once more; the answer pays what was asked about, once', async () => {
    const [alice, bob] = [await someone(), await someone(500_00n)];
    const reference = await ask(alice, [bob], 300_00n);
    const key = world.key();
    const { private: question } = granted(await press(bob, reference, 'pay', { key }));
    expect(question).toMatchObject({ kind: 'confirm_spending', total: { minor: '30000' } });
    expect(await amounts(reference)).toBe('0.00 GBP of 300.00 GBP, open');
    const { actions } = question as NoticeOf<'confirm_spending'>;
    const yes = actions.find(({ action }) => action === 'confirm')!.intent;
    const confirmed = await Promise.all([
      core.intents.press(yes, bob, origin(bob)),
      world.another().intents.press(yes, bob, origin(bob)),
    ]);
    expect(confirmed.some(({ ok }) => ok)).toBe(true);
    await world.settleAll();
    expect(await amounts(reference)).toBe('300.00 GBP of 300.00 GBP, paid');
    expect(granted(await press(bob, reference, 'pay', { key })).show!.reference).toMatch(/^pay_/);
    expect(await world.balance(bob)).toBe('200.00 GBP');
    await world.proven();
  });

  test('a confirmation that comes after the request was cancelled pays nothing (row 14)', async () => {
    const [alice, bob] = [await someone(), await someone(500_00n)];
    const reference = await ask(alice, [bob], 300_00n);
    const asked = granted(await payPart(bob, reference, 200_00n));
    const { actions } = (asked as { confirm: NoticeOf<'confirm_spending'> }).confirm;
    granted(await press(alice, reference, 'cancel'));
    const yes = actions.find(({ action }) => action === 'confirm')!.intent;
    const answer = granted(await core.intents.press(yes, bob, origin(bob)));
    expect(JSON.stringify(answer)).toContain('request_over');
    expect(await world.available(bob)).toBe('500.00 GBP');
  });
});

describe('a request ends', () => {
  test('row 24: when the payer declines, once however often, and the asker is told once', async () => {
    const [alice, bob] = [await someone(), await someone(10_00n)];
    const reference = await ask(alice, [bob], 4_00n, { memo: 'tea' });
    const key = world.key();
    const results = await Promise.all([
      press(bob, reference, 'decline', { key }),
      press(bob, reference, 'decline', { key, process: world.another() }),
    ]);
    for (const result of results) granted(result);
    expect(refusalOf(await press(bob, reference, 'decline'))).toBe('request_over');
    expect(refusalOf(await press(alice, reference, 'cancel'))).toBe('request_over');
    expect(await stateOf(reference)).toBe('declined');
    const told = (await world.notices('request_declined')).filter(({ lane }) => lane.endsWith(alice.user));
    expect(told).toMatchObject([{ notice: { memo: 'tea', amount: { minor: '400' } } }]);
  });

  test('row 14: when the asker cancels, and then its buttons do nothing', async () => {
    const [alice, bob] = [await someone(), await someone(10_00n)];
    const reference = await ask(alice, [bob], 4_00n);
    granted(await core.request.cancel({ by: alice, reference, origin: origin(alice) }));
    expect(await stateOf(reference)).toBe('cancelled');
    for (const action of ['pay', 'pay_part', 'decline'] as const)
      expect(await press(bob, reference, action)).toMatchObject({
        refusal: { code: 'request_over', state: 'cancelled' },
      });
    expect(refusalOf(await press(alice, reference, 'remind'))).toBe('request_over');
    expect(await world.available(bob)).toBe('10.00 GBP');
  });

  test('with what is paid by then, when the asker cancels the rest', async () => {
    const [alice, bob] = [await someone(), await someone(10_00n)];
    const reference = await ask(alice, [bob], 4_00n);
    granted(await payPart(bob, reference, 1_00n));
    granted(await press(alice, reference, 'cancel'));
    await world.settleAll();
    expect(await amounts(reference)).toBe('1.00 GBP of 4.00 GBP, part_ended');
    expect(refusalOf(await press(bob, reference, 'pay'))).toBe('request_over');
  });

  test('row 14: after 14 days, and both sides are told, once', async () => {
    const [alice, bob] = [await someone(), await someone(10_00n)];
    const reference = await ask(alice, [bob], 4_00n);
    const paid = await ask(alice, [bob], 1_00n);
    granted(await press(bob, paid, 'pay'));
    await world.settleAll();
    world.pass(14 * day_ms - 1);
    await core.schedules.run('request_expire');
    expect(await stateOf(reference)).toBe('open');
    world.pass(1);
    // The press comes before the schedule has run.
    expect(await press(bob, reference, 'pay')).toMatchObject({ refusal: { state: 'expired' } });
    await Promise.all([
      core.schedules.run('request_expire'),
      world.another().schedules.run('request_expire'),
    ]);
    expect([await stateOf(reference), await stateOf(paid)]).toEqual(['expired', 'paid']);
    const told = (await world.notices('request_expired')).filter(
      ({ notice }) => 'reference' in notice && notice.reference === reference,
    );
    expect(told.map(({ lane, notice }) => [lane, 'to' in notice && notice.to])).toEqual([
      [`direct:discord::${alice.user}`, 'asker'],
      [`direct:discord::${bob.user}`, 'payer'],
    ]);
    expect(await core.schedules.run('request_expire')).toBe(0);
  });

  test('row 16: paid, cancelled, declined and expired at the same instant in one way only', async () => {
    const others = [world.another(), world.another(), world.another()];
    const ends = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const [alice, bob] = [await someone(), await someone(10_00n)];
      const reference = await ask(alice, [bob], 4_00n);
      const moves = [
        () => press(bob, reference, 'pay').then(({ ok }) => ok),
        () => press(alice, reference, 'cancel', { process: others[0]! }).then(({ ok }) => ok),
        () => press(bob, reference, 'decline', { process: others[1]! }).then(({ ok }) => ok),
        () => others[2]!.request.expireDue(100).then(() => false),
      ];
      if (round % 3 === 0) world.pass(14 * day_ms);
      const turned = [...moves.slice(round % 4), ...moves.slice(0, round % 4)];
      const won = await Promise.all(turned.map((move) => move()));
      await world.settleAll();
      const state = await stateOf(reference);
      expect(won.filter((one) => one)).toHaveLength(state === 'expired' ? 0 : 1);
      expect(['paid', 'cancelled', 'declined', 'expired']).toContain(state);
      ends.add(state);
      expect(await world.balance(alice)).toBe(state === 'paid' ? '4.00 GBP' : '0.00 GBP');
    }
    expect(ends.size).toBeGreaterThan(1);
    await world.proven();
  });
});

describe('a reminder', () => {
  test('goes to those who have not paid, in their own chat, once a day at most', async () => {
    const [alice, bob, carol] = [await someone(), await someone(10_00n), await someone(10_00n)];
    const reference = await ask(alice, [bob, carol], 4_00n);
    granted(await press(carol, reference, 'pay'));
    await world.settleAll();
    const key = world.key();
    granted(await press(alice, reference, 'remind', { key }));
    granted(await press(alice, reference, 'remind', { key, process: world.another() }));
    const reminders = async () =>
      (await world.deliveries()).filter(
        ({ subject }) =>
          subject.kind === 'request_reminder' && 'id' in subject && subject.id.startsWith(reference),
      );
    expect((await reminders()).map(({ lane }) => lane)).toEqual([`direct:discord::${bob.user}`]);
    expect(refusalOf(await press(alice, reference, 'remind'))).toBe('request_reminded');
    world.pass(day_ms);
    granted(await core.request.remind({ by: alice, reference, origin: origin(alice) }));
    expect(await reminders()).toHaveLength(2);

    // A payment under way from before the reminder changes the reminder, too.
    granted(await payPart(bob, reference, 1_00n));
    const [, last] = await reminders();
    await world.settleAll();
    expect((await reminders())[1]!.wanted_revision).toBeGreaterThan(last!.wanted_revision);
  });
});

test('a reminder comes as its payer wants it: with the digest, as it stands by then, or not at all', async () => {
  const [alice, bob, carol] = [await someone(), await someone(10_00n), await someone(10_00n)];
  const wants = (who: Identity, change: AlertChange) => core.alerts.change(who, change, world.key());
  await wants(bob, { kinds: { request_due: { digest: true } }, zone: 'UTC' });
  await wants(carol, { kinds: { request_due: { on: false } } });
  const reference = await ask(alice, [bob, carol], 4_00n);
  granted(await press(alice, reference, 'remind'));
  const reminders = async () =>
    (await world.deliveries()).filter(
      ({ subject }) =>
        subject.kind === 'request_reminder' && 'id' in subject && subject.id.startsWith(reference),
    );
  expect(await reminders()).toEqual([]);
  await payPart(bob, reference, 1_00n);
  await world.settleAll();
  world.pass(day_ms);
  await core.schedules.run('alerts');
  expect((await reminders()).map(({ lane }) => lane)).toEqual([`direct:discord::${bob.user}`]);
  const [late] = await reminders();
  expect(await context.noticeOf(sql, late!.subject)).toMatchObject({ remaining: { minor: '300' } });
});

describe('the list', () => {
  test('has what a person owes and is owed, and what is over no more; it is on their own page', async () => {
    const [alice, bob] = [await someone(), await someone(50_00n)];
    expect((await core.home(alice)).sections.map(({ kind }) => kind)).not.toContain('requests');
    const first = await ask(alice, [bob], 4_00n, { memo: 'one' });
    const second = await ask(bob, [alice], 9_00n);
    granted(await payPart(bob, first, 1_00n));
    await world.settleAll();
    const list = await core.request.list(bob);
    expect(list.owes).toMatchObject([{ reference: first, remaining: { minor: '300' }, memo: 'one' }]);
    expect(list.owed).toMatchObject([{ reference: second, remaining: { minor: '900' } }]);
    expect((await core.home(bob)).sections.map(({ kind }) => kind)).toContain('requests');
    const opened = granted(await core.intents.press(list.owes[0]!.intent, bob, origin(bob)));
    expect(opened.private).toMatchObject({ kind: 'request', to: 'payer', remaining: { minor: '300' } });
    granted(await press(bob, first, 'pay'));
    granted(await press(bob, second, 'cancel'));
    expect(await core.request.list(bob)).toMatchObject({ owes: [], owed: [] });
    expect(await core.request.list(discord('99999999'))).toMatchObject({ owes: [], owed: [] });
  });
});
