/** The way of a payment, read back out of what is kept. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Messenger, Trace, TracedDelivery, TracedTransfer, TraceStep } from '../../core/index.ts';
import { by, discord, granted, group, handle, openWorld, slack, telegram, type World } from './world.ts';

const alice = discord('1001');
const bob = slack('U1');
const carol = telegram('42');

/** An event as the bots store it. */
const command = (who = alice, key: string, args: object[] = []) => ({
  kind: 'command',
  platform: who.platform,
  dedupeKey: key,
  at: '2026-03-01T12:00:00Z',
  actor: { identity: { ...who }, name: 'Alice' },
  conversation: { ...group(who.platform, who.tenant) },
  reply: { platform: who.platform, expiresAt: '2026-03-01T12:15:00Z', data: { token: 'TOKEN-OF-THE-REPLY' } },
  name: 'pay',
  args,
});

const of = <S extends TraceStep['step']>(trace: Trace, step: S) =>
  trace.steps.filter((one): one is Extract<TraceStep, { step: S }> => one.step === step);

const legsOf = ({ legs }: TracedTransfer) =>
  legs.map(({ owner, purpose, amount, version, balance }) =>
    [owner.name, purpose, amount.minor, version, balance?.minor ?? null].join(' '),
  );

/** Shows everything at once, each as a message of its own. */
const printer = (): Messenger => {
  let count = 0;
  return {
    show: async ({ previous, conversation, person }) => ({
      status: 'sent',
      ref: previous ?? {
        platform: (conversation ?? person)!.platform,
        channel: conversation?.channel ?? `D${person!.user}`,
        message: `m${++count}`,
        data: { token: 'TOKEN-OF-THE-MESSAGE' },
      },
    }),
  };
};

describe('the trace', () => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld();
    await world.person(alice, 1000n, { name: 'Alice' });
    await world.person(bob, 0n, { name: 'Bob' });
    return () => world.database.drop();
  });

  const arrive = async (key: string, args?: object[]) => {
    const stored = await world.core.inbox.put('discord', key, command(alice, key, args) as never);
    return { id: stored.id, origin: { key: `discord:${key}`, conversation: group('discord') } };
  };

  const trace = async (reference: string, options?: { words: boolean }): Promise<Trace> =>
    (await world.core.trace.find({ reference }, options))!;

  it('tells a payment from its event to its receipts, with both sides of every entry', async () => {
    const { id, origin } = await arrive('900001');
    const { reference, delivery } = granted(await world.authorize(alice, bob, 250n, { origin }));
    const pending = await trace(reference);
    expect(pending.isOpen).toBe(true);
    expect(of(pending, 'transfer').map(({ verb, hold }) => [verb, hold?.state])).toEqual([['hold', 'open']]);
    expect(of(pending, 'delivery')[0]).toMatchObject({
      id: String(delivery),
      shown_revision: 0,
      state: 'due',
    });

    const messenger = printer();
    await world.core.deliveries.show(messenger, delivery);
    await world.settleAll();
    await world.core.inbox.done(id);
    for (const lane of ['discord::C1', 'direct:discord::1001', 'direct:slack:T1:U1'])
      await world.core.deliveries.drain(messenger, lane);
    await world.core.outbox.relay(100, async () => {});

    const whole = await trace(reference);
    expect(whole).toMatchObject({ references: [reference], isOpen: false });
    expect(of(whole, 'event')).toMatchObject([
      {
        kind: 'command',
        name: 'pay',
        dedupe_key: '900001',
        attempts: 1,
        actor: { identity: 'discord::1001' },
      },
    ]);
    const [hold, capture] = of(whole, 'transfer');
    expect(hold).toMatchObject({ verb: 'hold', hold: { state: 'captured' } });
    expect(legsOf(hold!)).toEqual(['Alice wallet -250  ', 'Bob wallet 250  ']);
    expect(capture).toMatchObject({ verb: 'capture', hold: { id: hold!.id } });
    expect(legsOf(capture!)).toEqual(['Alice wallet -250 2 750', 'Bob wallet 250 1 250']);
    expect(of(whole, 'state').map(({ state }) => state)).toEqual(['authorized', 'settled']);
    expect(of(whole, 'state')[0]!.facts).toMatchObject([
      { name: 'from', party: { name: 'Alice' } },
      { name: 'amount', amount: { minor: '250', asset: { code: 'GBP', exponent: 2 } } },
      { name: 'to', party: { name: 'Bob' }, amount: { minor: '250' } },
    ]);
    const told = of(whole, 'delivery').map(
      ({ subject, audience, state }) => `${subject} ${audience} ${state}`,
    );
    expect(told.sort()).toEqual([
      'payment conversation shown',
      'payment_received direct shown',
      'payment_sent private shown',
    ]);
    expect(of(whole, 'delivery')[0]).toMatchObject({ wanted_revision: 2, shown_revision: 2 });
    expect(of(whole, 'nudge').map(({ topic }) => topic)).toContain('settle');
  });

  it('says what stood or fell together: the hold with its order, the capture with the settlement', async () => {
    const { reference } = await world.pay(alice, bob, 10n);
    const { steps } = await trace(reference);
    const written = (step: TraceStep['step'], at: number) =>
      steps.filter((one) => one.step === step)[at]!.written_in;
    expect(written('transfer', 0)).toBe(written('state', 0));
    expect(written('transfer', 1)).toBe(written('state', 1));
    expect(written('transfer', 0)).not.toBe(written('transfer', 1));
  });

  it('is in the order in which things happened', async () => {
    const { reference } = await world.pay(alice, bob, 10n);
    const { steps } = await trace(reference);
    expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).sort());
  });

  it('passes on no token, no button key and, unless asked, no word that somebody wrote', async () => {
    const { origin } = await arrive('900002', [
      { type: 'person', identity: bob, name: 'Bob' },
      { type: 'text', text: '1.50 for the surprise party' },
    ]);
    const memo = 'the surprise party';
    const { reference, delivery } = granted(
      await world.authorize(alice, handle('nobody', 'telegram'), 150n, { origin, memo }),
    );
    await world.core.deliveries.show(printer(), delivery);
    await world.settleAll();
    const { sql } = world;
    const keys = await sql<{ key: string }[]>`select key from intent`;
    const found = JSON.stringify(await trace(reference));
    for (const secret of ['TOKEN-OF-', 'surprise', ...keys.map(({ key }) => key)])
      expect(found).not.toContain(secret);
    const withWords = of(await trace(reference, { words: true }), 'event')[0]!;
    expect(withWords.words).toBe('@Bob 1.50 for the surprise party');
  });

  it('follows claimable money from escrow to whoever claimed it, weeks later', async () => {
    const { reference } = await world.pay(alice, handle('carol', 'telegram'), 70n);
    world.pass(7 * 86_400_000);
    await world.seen(carol, { name: 'Carol', handle: 'carol' });
    const whole = await trace(reference);
    expect(of(whole, 'state').map(({ state }) => state)).toEqual(['authorized', 'claimable', 'settled']);
    const claim = of(whole, 'transfer').at(-1)!;
    expect(claim).toMatchObject({ verb: 'post', code: 'claim' });
    expect(legsOf(claim)[0]).toMatch(/^Tuppence escrow -70 /);
    expect(legsOf(claim)[1]).toMatch(/^Carol wallet 70 /);
    const claimed = of(whole, 'delivery').filter(({ subject }) => subject === 'payment_received');
    expect(claimed.map(({ lane }) => lane)).toEqual(['direct:telegram::42']);
  });

  it('finds the event behind a question, a form, and a key too long for the ledger', async () => {
    const { core } = world;
    const asked = await arrive('900003');
    const payload = {
      key: asked.origin.key,
      payees: [by(bob)],
      amount: '5',
      asset: 'GBP',
      mode: 'each',
      memo: null,
      conversation: group('discord'),
    };
    const intent = await core.intents.create({
      person: alice,
      kind: 'pay_amount',
      payload: payload as never,
      life_ms: 60_000,
    });
    const pressed = await arrive('900004');
    const { show } = granted(await core.intents.press(intent, alice, pressed.origin));
    const keys = async (reference: string) =>
      of(await trace(reference), 'event').map(({ dedupe_key }) => dedupe_key);
    expect(await keys(show!.reference)).toEqual(['900003', '900004']);
  });

  it('says of an operator who put money in, and from where', async () => {
    const { reference } = await world.fund(bob, 500n);
    const whole = await trace(reference);
    expect(of(whole, 'state')).toMatchObject([
      {
        capability: 'bank',
        state: 'fund',
        facts: [{ text: 'the command line' }, { party: { name: 'Bob' } }],
      },
    ]);
    expect(legsOf(of(whole, 'transfer')[0]!)[0]).toMatch(/^Tuppence cash_desk -500 /);
  });

  it('explains a transfer by itself, and what became of a hold', async () => {
    const { reference } = await world.pay(alice, bob, 10n);
    const [hold, capture] = of(await trace(reference), 'transfer');
    expect(of(await trace(`trn_${hold!.id}`), 'transfer').map(({ id }) => id)).toEqual([
      hold!.id,
      capture!.id,
    ]);
    expect(await world.core.trace.find({ reference: 'trn_999999999' })).toBeNull();
    expect(await world.core.trace.find({ reference: 'trn_99999999999999999999999' })).toBeNull();
  });

  it('knows nothing of a reference that nobody gave', async () => {
    expect(await world.core.trace.find({ reference: 'pay_NOTTHERE00' })).toBeNull();
  });

  describe('from a message', () => {
    const byMessage = (message: string, events: string[] = [], channel = 'C1') =>
      world.core.trace.find({ message: { platform: 'discord', channel, message }, events });

    it('is the same as from its reference: from the card, and from what somebody was told in private', async () => {
      const { reference, delivery } = granted(await world.authorize(alice, bob, 20n));
      const messenger = printer();
      await world.core.deliveries.show(messenger, delivery);
      await world.settleAll();
      await world.core.deliveries.drain(messenger, 'direct:discord::1001');
      const whole = await trace(reference);
      const refs = of(whole, 'delivery').flatMap(({ message }) =>
        message?.platform === 'discord' ? [message] : [],
      );
      expect(refs.length).toBeGreaterThanOrEqual(2);
      for (const message of refs) {
        const found = await world.core.trace.find({ message });
        expect(found!.references).toContain(reference);
        const ids = (one: Trace) => of(one, 'transfer').map(({ id }) => id);
        expect(ids(found!)).toEqual(expect.arrayContaining(ids(whole)));
      }
    });

    it('shows what the ledger refused, and that nothing moved', async () => {
      const { origin } = await arrive('900005');
      expect((await world.authorize(alice, bob, 10_000_000n, { origin })).ok).toBe(false);
      const found = (await byMessage('whatever', ['900005']))!;
      expect(of(found, 'rejection')).toMatchObject([
        { refusal: 'insufficient_funds', account: { owner: { name: 'Alice' }, purpose: 'wallet' } },
      ]);
      expect(of(found, 'transfer')).toEqual([]);
    });

    it('finds what the ledger keeps for an event that no capability answers for', async () => {
      const { origin } = await arrive('900006');
      const { ledger, sql } = world;
      const account = await ledger.openAccount(sql, {
        owner: 'system',
        asset: 'GBP',
        purpose: 'elsewhere',
        floor: null,
      });
      const other = await ledger.openAccount(sql, {
        owner: 'system',
        asset: 'GBP',
        purpose: 'here',
        floor: null,
      });
      const { derivedKey } = await import('../../core/ids.ts');
      const legs = [
        { account, amount: -3n },
        { account: other, amount: 3n },
      ];
      await sql.begin((sql) =>
        ledger.submit(sql, [{ verb: 'post', legs, key: derivedKey('tip', origin.key), code: 'tip' }]),
      );
      expect(of((await byMessage('whatever', ['900006']))!, 'transfer')).toMatchObject([{ code: 'tip' }]);
    });

    it('takes a message of another channel or chat, and one that nobody asked anything by, for what it is', async () => {
      expect(await byMessage('m1', [], 'C2')).toBeNull();
      expect(await byMessage('said by somebody')).toBeNull();
    });

    it('takes for its event no other that only ends like it', async () => {
      await arrive('5000000001:-100:77');
      expect(await byMessage('77', ['-200:77'])).toBeNull();
      expect(await byMessage('77', ['00:77'])).toBeNull();
      expect(of((await byMessage('77', ['-100:77']))!, 'event')).toHaveLength(1);
    });

    it('sees a failing message as it is: what was wanted, what is shown, and why not', async () => {
      const { reference, delivery } = granted(await world.authorize(alice, bob, 20n));
      const down: Messenger = { show: async () => ({ status: 'unknown', reason: 'no answer' }) };
      await world.core.deliveries.show(down, delivery);
      const card = of(await trace(reference), 'delivery')[0] as TracedDelivery;
      expect(card).toMatchObject({ state: 'due', attempts: 1, failure: 'unknown: no answer', message: null });
      expect(card.not_before).not.toBeNull();
    });
  });
});
