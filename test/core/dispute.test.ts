import { describe, expect, test } from 'vitest';
import { createCore, type Decision, type Identity, type NoticeOf } from '../../core/index.ts';
import { by, directWith, discord, granted, openWorld, operator, refusalOf, shown, slack } from './world.ts';

const world = await openWorld([slack('BANKER')]);
const { core } = world;
const banker = slack('BANKER');

let crowd = 0;
const someone = (amount = 0n) => world.person(discord(`d${++crowd}`), amount);

/** Alice pays Bob £5, and it has settled. */
const paid = async () => {
  const [alice, bob] = [await someone(10_00n), await someone()];
  const { reference } = await world.pay(alice, bob, 5_00n);
  return { alice, bob, reference };
};

const dispute = (
  who: Identity,
  reference: string,
  words: string | null = 'it never came',
  key = world.key(),
) => core.refund.dispute(who, { reference, payee: null, words, key });

const disputed = async () => {
  const payment = await paid();
  const mine = granted(await dispute(payment.alice, payment.reference));
  return { ...payment, mine, id: mine.reference };
};

const decide = (who: Identity, reference: string, decision: Decision | null, key = world.key()) =>
  core.refund.decide(who, { reference, decision, key });

const refundAll: Decision = { verdict: 'refund', amount: null };
const reject: Decision = { verdict: 'reject', words: 'It was delivered.' };
const ask: Decision = { verdict: 'ask', words: 'What did you order?' };

const press = (key: string, who: Identity, event = world.key()) =>
  core.intents.press(key, who, { key: event, conversation: directWith(who) });

/** What the operators' cards say of a dispute now. */
const card = async (reference: string) =>
  (await world.context.noticeOf(world.sql, { kind: 'dispute', id: reference })) as NoticeOf<'dispute'>;

const intentOf = ({ actions }: { actions: { action: string; intent: string }[] }, name: string): string =>
  actions.find(({ action }) => action === name)!.intent;

const cardsOf = async (reference: string) =>
  (await world.deliveries()).filter(({ subject }) => 'id' in subject && subject.id === reference);

/** What the payer was told last of theirs. */
const toldLast = async (who: Identity) =>
  (await world.notices('dispute_mine')).filter(({ lane }) => lane.endsWith(`:${who.user}`)).at(-1)
    ?.notice as NoticeOf<'dispute_mine'>;

const actionsOf = async (who: Identity) => {
  const rows = await world.sql<{ action: string; operator: string }[]>`
    select a.action, a.operator from operator_action a join identity i on i.person = a.person
    where i.user_id = ${who.user} and a.action <> 'fund' order by a.id`;
  return rows.map(({ action, operator: whose }) => [action, whose]);
};

describe('a dispute', () => {
  test('is told to every operator in their own chat, and has a reference', async () => {
    const { id, mine, reference } = await disputed();
    expect(mine).toMatchObject({ kind: 'dispute_mine', state: 'open', payment: reference });
    expect(mine.actions.map(({ action }) => action)).toEqual(['withdraw']);
    const lanes = (await cardsOf(id)).map(({ lane }) => lane);
    expect(lanes).toEqual(['direct:discord::operator', 'direct:slack:T1:BANKER']);
    const said = await card(id);
    expect(said.steps).toMatchObject([{ step: 'opened', words: 'it never came' }]);
    expect(said.actions.map(({ action }) => action)).toEqual(['refund', 'ask', 'reject']);
    expect(granted(await core.refund.disputes(operator)).open.at(-1)).toMatchObject({ reference: id });
    await world.proven();
  });

  test('ends with a refund by the bank, of which payer, payee and the audit trail know', async () => {
    const { alice, bob, id } = await disputed();
    const [before] = await cardsOf(id);
    const decided = granted(await decide(banker, id, refundAll));
    expect(decided).toMatchObject({ state: 'refunded', actions: [], refunded: { minor: '500' } });
    expect([await world.balance(alice), await world.balance(bob)]).toEqual(['10.00 GBP', '0.00 GBP']);
    const [after] = await cardsOf(id);
    expect(after!.wanted_revision).toBeGreaterThan(before!.wanted_revision);
    expect((await world.notices('refund_received')).at(-1)!.notice).toMatchObject({
      by_bank: true,
      dispute: id,
    });
    expect((await world.notices('refund_sent')).at(-1)!.lane).toBe(`direct:discord::${bob.user}`);
    expect(await actionsOf(bob)).toEqual([['refund', 'slack:T1:BANKER']]);
    await world.proven();
  });

  test('ends with a no in words, which the payer is told, and is not opened again', async () => {
    const { alice, bob, id, reference } = await disputed();
    granted(await decide(operator, id, reject));
    expect(await toldLast(alice)).toMatchObject({ state: 'rejected', actions: [] });
    expect((await toldLast(alice)).steps.at(-1)).toMatchObject({
      words: 'It was delivered.',
      operator: null,
    });
    expect((await card(id)).steps.at(-1)).toMatchObject({ operator: 'discord::operator' });
    expect(await actionsOf(alice)).toEqual([['dispute_reject', 'discord::operator']]);
    expect(refusalOf(await dispute(alice, reference, 'but'))).toBe('dispute_closed');
    expect(refusalOf(await decide(operator, id, { verdict: 'reject', words: ' ' }))).toBe('dispute_closed');
    expect(await world.balance(bob)).toBe('5.00 GBP');
    await world.proven();
  });

  test('goes on with a question, and the payer’s answer', async () => {
    const { alice, id, reference } = await disputed();
    expect(refusalOf(await dispute(alice, reference, 'hello?'))).toBe('dispute_open');
    granted(await decide(operator, id, ask));
    const told = await toldLast(alice);
    expect(told.actions.map(({ action }) => action)).toEqual(['answer', 'withdraw']);
    const form = granted(await press(intentOf(told, 'answer'), alice)).form!;
    expect(granted(await core.intents.read(form.intent, alice)).payload).toMatchObject({
      verdict: 'answer',
      reference,
      position: 0,
    });
    granted(await dispute(alice, reference, 'two coffees'));
    expect((await card(id)).steps.map(({ step }) => step)).toEqual(['opened', 'asked', 'answered']);
    expect(await cardsOf(id)).toHaveLength(4);
    expect(refusalOf(await press(intentOf(told, 'answer'), alice))).toBe('dispute_open');
    await world.proven();
  });

  test('has one card with each operator: an answer brings a new one, and the one before points to it', async () => {
    const { alice, id, reference } = await disputed();
    const kinds = async () => (await cardsOf(id)).map(({ subject, lane }) => `${subject.kind} ${lane}`);
    const before = await cardsOf(id);
    for (const words of ['two coffees', 'black ones']) {
      granted(await decide(operator, id, ask));
      granted(await dispute(alice, reference, words));
    }
    const lanes = ['direct:discord::operator', 'direct:slack:T1:BANKER'];
    expect(await kinds()).toEqual(
      ['dispute_moved', 'dispute_moved', 'dispute'].flatMap((kind) => lanes.map((lane) => `${kind} ${lane}`)),
    );
    const [first] = await cardsOf(id);
    expect(first!.wanted_revision).toBeGreaterThan(before[0]!.wanted_revision);
    expect(await world.context.noticeOf(world.sql, { kind: 'dispute_moved', id })).toMatchObject({
      kind: 'dispute_moved',
      ...{ reference: id, payment: reference },
      payer: { name: alice.user },
    });
    await world.proven();
  });

  test('stays on the card of whoever is an operator no more', async () => {
    const { alice, id, reference } = await disputed();
    const after = createCore({ sql: world.sql, clock: world.clock, asset: 'GBP', operators: [banker] });
    granted(await after.refund.decide(banker, { reference: id, decision: ask, key: world.key() }));
    granted(
      await after.refund.dispute(alice, { reference, payee: null, words: 'two coffees', key: world.key() }),
    );
    expect((await cardsOf(id)).map(({ subject }) => subject.kind)).toEqual([
      'dispute',
      'dispute_moved',
      'dispute',
    ]);
  });

  test('is withdrawn by the payer, and may be opened again, so often', async () => {
    const { alice, id, mine, reference } = await disputed();
    const event = world.key();
    const withdrawn = granted(await press(intentOf(mine, 'withdraw'), alice, event));
    expect(withdrawn.in_place).toMatchObject({ state: 'withdrawn', actions: [] });
    expect(granted(await press(intentOf(mine, 'withdraw'), alice, event))).toEqual(withdrawn);
    expect(refusalOf(await press(intentOf(mine, 'withdraw'), alice))).toBe('dispute_closed');
    expect(await card(id)).toMatchObject({ state: 'withdrawn', actions: [] });
    for (let more = 0; more < 2; more += 1) {
      const again = granted(await dispute(alice, reference));
      granted(await press(intentOf(again, 'withdraw'), alice));
    }
    expect(refusalOf(await dispute(alice, reference))).toBe('dispute_closed');
    await world.proven();
  });

  test('is over when the payee refunds all that is left, and not before', async () => {
    const { bob, id, reference } = await disputed();
    const euro = { minor: '200', asset: { code: 'GBP', exponent: 2 } };
    granted(await core.refund.refund(bob, { reference, amount: euro, key: world.key() }));
    expect(await card(id)).toMatchObject({ state: 'open', refunded: { minor: '200' } });
    granted(await decide(operator, id, refundAll));
    expect(await card(id)).toMatchObject({ state: 'refunded', refunded: { minor: '500' } });
    const second = await disputed();
    granted(
      await core.refund.refund(second.bob, { reference: second.reference, amount: null, key: world.key() }),
    );
    expect(await card(second.id)).toMatchObject({ state: 'refunded' });
    expect((await card(second.id)).steps.at(-1)).toMatchObject({ step: 'refunded', operator: null });
    expect(refusalOf(await dispute(second.alice, second.reference))).toBe('refund_done');
    await world.proven();
  });

  test('stays open where the payee does not have the money', async () => {
    const { bob, id } = await disputed();
    await world.pay(bob, await someone(), 4_00n);
    expect(refusalOf(await decide(operator, id, refundAll))).toBe('refund_uncovered');
    expect(await card(id)).toMatchObject({ state: 'open' });
    const one = { minor: '100', asset: { code: 'GBP', exponent: 2 } };
    granted(await decide(operator, id, { verdict: 'refund', amount: one }));
    expect(await card(id)).toMatchObject({ state: 'refunded', refunded: { minor: '100' } });
    await world.proven();
  });

  test('is the payer’s to open, of what has settled, and there is one of a payment at a time', async () => {
    const { alice, bob, reference } = await paid();
    expect(refusalOf(await dispute(bob, reference))).toBe('dispute_not_yours');
    expect(refusalOf(await dispute(await someone(), reference))).toBe('payment_unknown');
    expect(refusalOf(await dispute(alice, 'pay_NEVER'))).toBe('payment_unknown');
    expect(refusalOf(await dispute(alice, reference, null))).toBe('dispute_how');
    const waiting = await world.pay(alice, slack('UNSEEN'), 1_00n);
    expect(refusalOf(await dispute(alice, waiting.reference))).toBe('payment_not_settled');
    const key = world.key();
    const other = world.another();
    const all = await Promise.all([
      dispute(alice, reference, 'late', key),
      other.refund.dispute(alice, { reference, payee: null, words: 'late', key }),
      other.refund.dispute(alice, { reference, payee: null, words: 'broken', key: world.key() }),
    ]);
    expect(all.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    expect(new Set(all.flatMap((one) => (one.ok ? [one.value.reference] : []))).size).toBe(1);
    const [count] = await world.sql`
      select count(*)::int as disputes from dispute d join payment p on p.id = d.payment
      join payment_order o on o.id = p.payment_order where o.reference = ${reference}`;
    expect(count).toEqual({ disputes: 1 });
    granted(await dispute(alice, reference, null));
    await world.proven();
  });

  test('of several payees is about one of them', async () => {
    const [alice, bob, carol] = [await someone(20_00n), await someone(), await someone()];
    const { reference } = await world.pay(alice, [bob, carol], 4_00n);
    expect(refusalOf(await dispute(alice, reference))).toBe('payment_which');
    const about = (payee: Identity | number) =>
      core.refund.dispute(alice, {
        reference,
        payee: typeof payee === 'number' ? payee : by(payee),
        words: 'cold',
        key: world.key(),
      });
    expect(granted(await about(carol)).payee.name).toBe(carol.user);
    expect(refusalOf(await about(1))).toBe('dispute_open');
    expect(granted(await about(0)).payee.name).toBe(bob.user);
    expect(refusalOf(await about(2))).toBe('payment_which');
  });

  test('row 20: keeps what was said as text, in one line and of bounded length', async () => {
    const { alice, reference } = await paid();
    expect(refusalOf(await dispute(alice, reference, 'x'.repeat(401)))).toBe('memo_too_long');
    const said = granted(await dispute(alice, reference, '@everyone\n<b>\u202e*gone*\u0000</b>'));
    expect(said.steps[0]!.words).toBe('@everyone <b>*gone* </b>');
  });

  test('is found by whoever asks what happened to the payment, without what was said', async () => {
    const { alice, id, reference } = await disputed();
    granted(await decide(operator, id, ask));
    for (const asked of [reference, id]) {
      const trace = (await core.trace.find({ reference: asked }))!;
      expect(trace.references).toContain(id);
      const states = trace.steps.flatMap((step) => (step.step === 'state' ? [step.state] : []));
      expect(states).toEqual(expect.arrayContaining(['dispute_opened', 'dispute_asked']));
      expect(JSON.stringify(trace)).not.toContain('never came');
    }
    expect(await toldLast(alice)).toBeDefined();
  });
});

describe('operators', () => {
  test('row 24: of two who decide at once, one does, and money moves once at most', async () => {
    const other = world.another();
    for (let round = 0; round < 8; round += 1) {
      const { alice, bob, id } = await disputed();
      const results = await Promise.all([
        decide(operator, id, refundAll),
        other.refund.decide(banker, {
          reference: id,
          decision: round % 2 ? reject : refundAll,
          key: world.key(),
        }),
      ]);
      expect(results.map(refusalOf).sort()).toEqual(['dispute_closed', 'ok']);
      const { state } = await card(id);
      expect(await world.balance(alice)).toBe(state === 'refunded' ? '10.00 GBP' : '5.00 GBP');
      expect([...(await actionsOf(alice)), ...(await actionsOf(bob))]).toHaveLength(1);
    }
    await world.proven();
  });

  test('row 12: the same press, handled twice at once, is one decision', async () => {
    const { alice, id } = await disputed();
    const key = intentOf(await card(id), 'refund');
    const event = world.key();
    const both = await Promise.all([press(key, banker, event), press(key, banker, event)]);
    expect(granted(both[0]!)).toEqual(granted(both[1]!));
    expect(refusalOf(await press(key, operator))).toBe('dispute_closed');
    expect(await world.balance(alice)).toBe('10.00 GBP');
  });

  test('row 13: a bystander, the parties and a demoted admin decide nothing, by command or by button', async () => {
    const { alice, bob, id } = await disputed();
    const said = await card(id);
    for (const who of [alice, bob, await someone()]) {
      expect(refusalOf(await decide(who, id, refundAll))).toBe('not_operator');
      expect(refusalOf(await decide(who, id, null))).toBe('not_operator');
      expect(refusalOf(await core.refund.disputes(who))).toBe('not_operator');
      for (const { intent } of said.actions) expect(refusalOf(await press(intent, who))).toBe('not_operator');
    }
    const after = createCore({ sql: world.sql, clock: world.clock, asset: 'GBP', operators: [banker] });
    const origin = () => ({ key: world.key(), conversation: directWith(operator) });
    for (const { intent } of said.actions)
      expect(refusalOf(await after.intents.press(intent, operator, origin()))).toBe('not_operator');
    const request = { reference: id, decision: reject, key: world.key() };
    expect(refusalOf(await after.refund.decide(operator, request))).toBe('not_operator');
    const form = granted(await press(intentOf(said, 'reject'), operator)).form!;
    expect(refusalOf(await core.intents.read(form.intent, banker))).toBe('intent_not_yours');
    expect(await card(id)).toMatchObject({ state: 'open' });
    expect(await world.balance(alice)).toBe('5.00 GBP');
  });

  test('row 13: who would get the money themselves hears nothing and decides nothing', async () => {
    await world.person(operator, 5_00n);
    const bob = await someone();
    const { reference } = await world.pay(operator, bob, 1_00n);
    const mine = granted(await dispute(operator, reference));
    expect((await cardsOf(mine.reference)).map(({ lane }) => lane)).toEqual(['direct:slack:T1:BANKER']);
    expect(refusalOf(await decide(operator, mine.reference, refundAll))).toBe('operator_takes_part');
    granted(await decide(banker, mine.reference, refundAll));
    expect(await world.balance(bob)).toBe('0.00 GBP');
  });

  test('row 13: who was paid themselves hears nothing and neither rejects nor asks, but may give it back', async () => {
    await world.person(operator);
    const alice = await someone(10_00n);
    const { reference } = await world.pay(alice, operator, 1_00n);
    const mine = granted(await dispute(alice, reference));
    expect((await cardsOf(mine.reference)).map(({ lane }) => lane)).toEqual(['direct:slack:T1:BANKER']);
    expect(refusalOf(await decide(operator, mine.reference, reject))).toBe('operator_takes_part');
    expect(refusalOf(await decide(operator, mine.reference, ask))).toBe('operator_takes_part');
    granted(await decide(banker, mine.reference, ask));
    granted(await dispute(alice, reference, 'A cake.'));
    expect((await cardsOf(mine.reference)).map(({ lane }) => lane)).not.toContain('direct:discord::operator');
    granted(await decide(operator, mine.reference, refundAll));
    expect(await world.balance(alice)).toBe('10.00 GBP');
  });

  test('have what is open on their own page, and nobody else has', async () => {
    const { alice, id } = await disputed();
    const sections = async (who: Identity) => (await core.home(who)).sections.map(({ kind }) => kind);
    expect(await sections(operator)).toContain('disputes');
    expect(await sections(alice)).not.toContain('disputes');
    expect(granted(await decide(operator, id, null))).toMatchObject({ reference: id });
    expect(refusalOf(await decide(operator, 'dsp_NEVER', null))).toBe('dispute_unknown');
  });

  test('find a dispute by its payment, too', async () => {
    const { id, reference } = await disputed();
    expect(granted(await decide(operator, reference, null)).reference).toBe(id);
    expect(shown(granted(await decide(operator, reference, refundAll)).refunded)).toBe('5.00 GBP');
  });
});

describe('the receipt’s button', () => {
  const receiptOf = async (reference: string) =>
    (await world.card(reference)).more![0] as NoticeOf<'receipt'>;
  const open = async (who: Identity, reference: string) =>
    press(intentOf(await receiptOf(reference), 'receipt'), who);

  test('gives the payer the form, and how it stands once there is something', async () => {
    const { alice, reference } = await paid();
    const { form } = granted(await open(alice, reference));
    expect(form).toMatchObject({ form: 'dispute', reference, payees: [{ position: 0 }] });
    expect(granted(await core.intents.read(form!.intent, alice)).kind).toBe('dispute_form');
    const mine = granted(await dispute(alice, reference));
    expect(granted(await open(alice, reference)).private).toMatchObject({ reference: mine.reference });
    granted(await decide(operator, mine.reference, reject));
    expect(refusalOf(await open(alice, reference))).toBe('dispute_closed');
  });

  test('names the payees whose part may be disputed', async () => {
    const [alice, bob, carol] = [await someone(20_00n), await someone(), await someone()];
    const { reference } = await world.pay(alice, [bob, carol], 4_00n);
    granted(await core.refund.refund(carol, { reference, amount: null, key: world.key() }));
    const { form } = granted(await open(alice, reference));
    expect(form).toMatchObject({ payees: [{ position: 0, payee: { name: bob.user } }] });
  });
});

test.each([
  [
    'has two ends',
    `insert into dispute_step (dispute, step, key, created_at) select id, 'withdrawn', 'more', now() from dispute where reference = $1`,
    `delete from dispute_step where key = 'more' and $1 <> ''`,
  ],
  [
    'says another end than it had',
    `update dispute set state = 'withdrawn' where reference = $1`,
    `update dispute set state = 'rejected' where reference = $1`,
  ],
])('the books are found wrong by a dispute that %s', async (_, tamper, mend) => {
  const { id } = await disputed();
  granted(await decide(operator, id, reject));
  await world.owner.query(tamper, [id]);
  const found = await core.audit.verify();
  expect(found.map(({ check }) => check)).toEqual(['disputes_end_as_they_say']);
  await world.owner.query(mend, [id]);
  await world.proven();
});
