/** Paid posts: what may stand behind one, that each person pays once whatever happens, and that whoever has paid gets it. */
import { describe, expect, test } from 'vitest';
import type { Identity, NoticeOf, OfferRequest, PaywallAction } from '../../core/index.ts';
import { findAsset } from '../../core/index.ts';
import {
  askRefusal,
  checkContent,
  checkFile,
  cleanText,
  linkOf,
  unlockRefusal,
} from '../../core/paywall/rules.ts';
import { tampered } from './tampered.ts';
import {
  by,
  discord,
  granted,
  group,
  openWorld,
  operator,
  refusalOf,
  shown,
  slack,
  telegram,
} from './world.ts';

const world = await openWorld([], { rates: { GBP: '0.84638', JPY: '171.94' } });
const { core, sql, context } = world;
const GBP = findAsset('GBP')!;

/** People of one test alone. */
let crowd = 0;
const someone = (pounds = 0) => world.person(discord(`w${++crowd}`), BigInt(pounds) * 100n);

const offering = (seller: Identity, more: Partial<OfferRequest> = {}): OfferRequest => ({
  seller,
  price: 200n,
  asset: 'GBP',
  title: 'Lasagne',
  teaser: null,
  text: 'the secret is nutmeg',
  file: null,
  origin: { key: world.key(), conversation: group(seller.platform, seller.tenant) },
  ...more,
});

const offer = async (seller: Identity, more: Partial<OfferRequest> = {}): Promise<string> =>
  granted(await core.paywall.offer(offering(seller, more))).reference;

const actOf = (who: Identity, reference: string, key = world.key()) => ({
  by: who,
  reference,
  origin: { key, conversation: group(who.platform, who.tenant) },
});

const keyOf = async (reference: string, action: PaywallAction | 'open'): Promise<string> => {
  const [row] = await sql<{ key: string }[]>`
    select i.key from intent i join paywall_post p on p.id = i.subject
    where p.reference = ${reference} and i.kind = ${`paywall_${action}`} order by i.created_at, i.key limit 1`;
  return row!.key;
};

const press = async (
  who: Identity,
  reference: string,
  action: PaywallAction | 'open' = 'unlock',
  { key = world.key(), from = core, button = undefined as string | undefined } = {},
) =>
  from.intents.press(button ?? (await keyOf(reference, action)), who, {
    key,
    conversation: group(who.platform, who.tenant),
  });

/** Presses Unlock, and the workers do their part. */
const buy = async (who: Identity, reference: string) => {
  const pressed = await press(who, reference);
  await world.settleAll();
  return pressed;
};

const card = async (reference: string) =>
  (await context.noticeOf(sql, { kind: 'paywall', id: reference })) as NoticeOf<'paywall'>;

/** What was sent for payments of a post, as it would be shown now. */
const sent = async (reference: string) => {
  const rows = await sql<{ lane: string; audience: string; reference: string }[]>`
    select d.lane, d.audience, u.reference from paywall_purchase u
    join paywall_post p on p.id = u.post join delivery d on d.id = u.delivery
    where p.reference = ${reference} order by d.id`;
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      notice: await context.noticeOf(sql, { kind: 'paywall_content', id: row.reference }),
    })),
  );
};

/** `the secret is nutmeg`, or the refusal's code. */
const reads = async (who: Identity, reference: string): Promise<string | null> => {
  const pressed = await press(who, reference, 'show');
  if (!pressed.ok) return pressed.refusal.code;
  const notice = pressed.value.private as NoticeOf<'paywall_content'>;
  return notice.text ?? notice.link;
};

describe('what stands behind a post', () => {
  test.each([
    ['https://example.com/a?b=c#d', true],
    ['HTTP://EXAMPLE.COM', true],
    ['https://example.com and more', false],
    ['see https://example.com', false],
    ['javascript:alert(1)', false],
    ['ftp://example.com/x', false],
    ['file:///etc/passwd', false],
    ['https://', false],
    ['https:///path', false],
    [`https://example.com/${'a'.repeat(500)}`, false],
    ['https://exa mple.com', false],
    ['', false],
  ])('%s is a link: %s', (text, isLink) => {
    expect(linkOf(text)).toBe(isLink ? text : null);
  });

  test.each([
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['  a \n\n\n\n b  ', 'a\n\nb'],
    ['a\u202eb\0c\tdé', 'ab c  dé'],
    ['\ud800x', '\ufffdx'],
  ])('%j is kept as %j', (text, kept) => {
    expect(cleanText(text)).toBe(kept);
  });

  const content = (more: Partial<Parameters<typeof checkContent>[0]>, hasFile = false): string => {
    const checked = checkContent({ title: 'T', teaser: null, text: 'x', ...more }, hasFile);
    return checked.ok ? 'ok' : checked.refusal.code;
  };
  test.each([
    [content({}), 'ok'],
    [content({ text: null }), 'paywall_empty'],
    [content({ text: ' \n ' }), 'paywall_empty'],
    [content({ text: null }, true), 'ok'],
    [content({ text: 'x'.repeat(2000) }), 'ok'],
    [content({ text: 'x'.repeat(2001) }), 'paywall_text_too_long'],
    [content({ text: 'x'.repeat(600) }, true), 'ok'],
    [content({ text: 'x'.repeat(601) }, true), 'paywall_text_too_long'],
    [content({ title: 'x'.repeat(81) }), 'paywall_title_too_long'],
    [content({ title: null }), 'ok'],
    [content({ teaser: 'x'.repeat(201) }), 'memo_too_long'],
  ])('content %#: %s', (said, expected) => {
    expect(said).toBe(expected);
  });

  const file = (name: string, size: number, media_type = 'text/plain') => {
    const checked = checkFile({ name, media_type, bytes: new Uint8Array(size) });
    return checked.ok ? `${checked.value.name} ${checked.value.media_type}` : checked.refusal.code;
  };
  test.each([
    [file('a.txt', 1), 'a.txt text/plain'],
    [file('a.txt', 0), 'paywall_empty'],
    [file('a.txt', 8_000_000), 'a.txt text/plain'],
    [file('a.txt', 8_000_001), 'file_too_large'],
    [file('../../etc/passwd', 1), 'passwd text/plain'],
    [file('C:\\x\\y.txt', 1), 'y.txt text/plain'],
    [file('', 1), 'file text/plain'],
    [file('a\nb', 1, 'nonsense\r\nx'), 'a b application/octet-stream'],
    [file('voice.ogg', 1, 'audio/ogg; codecs=opus'), 'voice.ogg audio/ogg'],
  ])('file %#: %s', (said, expected) => {
    expect(said).toBe(expected);
  });

  const standing = { withdrawn: false, price: 200n, paid: false };
  test.each([
    [unlockRefusal(standing, 200n, GBP)?.code, undefined],
    [unlockRefusal(standing, 199n, GBP)?.code, 'paywall_changed'],
    [unlockRefusal(standing, 201n, GBP)?.code, 'paywall_changed'],
    [unlockRefusal({ ...standing, withdrawn: true }, 200n, GBP)?.code, 'paywall_withdrawn'],
    [unlockRefusal({ ...standing, paid: true, withdrawn: true }, 200n, GBP)?.code, 'paywall_paid'],
  ])('unlocking %#: %s', (said, expected) => {
    expect(said).toBe(expected);
  });
});

describe('unlocking', () => {
  test('moves the price from the buyer to the seller, sends the buyer alone what is behind it, and counts', async () => {
    const [seller, buyer] = [await someone(), await someone(10)];
    const reference = await offer(seller);
    expect(await card(reference)).toMatchObject({
      unlocked: 0,
      actions: [{ action: 'unlock' }, { action: 'show' }],
    });
    expect(JSON.stringify(await card(reference))).not.toContain('nutmeg');
    expect(await reads(buyer, reference)).toBe('paywall_locked');

    expect(granted(await press(buyer, reference)).show).toBeDefined();
    expect(await sent(reference)).toEqual([]);
    await world.settleAll();
    expect(await sent(reference)).toMatchObject([
      {
        lane: `direct:discord::${buyer.user}`,
        audience: 'private',
        notice: { kind: 'paywall_content', text: 'the secret is nutmeg', paid: { minor: '200' } },
      },
    ]);
    expect([await world.balance(seller), await world.balance(buyer)]).toEqual(['2.00 GBP', '8.00 GBP']);
    expect(await card(reference)).toMatchObject({ unlocked: 1 });
    expect(await reads(buyer, reference)).toBe('the secret is nutmeg');
    await world.proven();
  });

  test('row 12: of many presses at once, in two processes, one pays', async () => {
    const [seller, buyer] = [await someone(), await someone(10)];
    const reference = await offer(seller);
    const other = world.another();
    const presses = await Promise.all(
      Array.from({ length: 12 }, (_, n) => press(buyer, reference, 'unlock', { from: n % 2 ? core : other })),
    );
    const paid = presses.filter((one) => one.ok && one.value.show);
    expect(paid).toHaveLength(1);
    expect(new Set(presses.map(refusalOf))).toEqual(new Set(['ok', 'paywall_paid']));
    await world.settleAll();
    expect(await sent(reference)).toHaveLength(1);
    expect(await world.balance(buyer)).toBe('8.00 GBP');
    // From then on the same button shows it.
    expect(granted(await press(buyer, reference)).private).toMatchObject({ text: 'the secret is nutmeg' });
    expect(await world.balance(buyer)).toBe('8.00 GBP');
    await world.proven();
  });

  test('the same press delivered again, before and after it has settled, pays once and shows the same card', async () => {
    const [seller, buyer] = [await someone(), await someone(10)];
    const reference = await offer(seller);
    const key = world.key();
    const first = granted(await press(buyer, reference, 'unlock', { key }));
    const [again, elsewhere] = await Promise.all([
      press(buyer, reference, 'unlock', { key }),
      press(buyer, reference, 'unlock', { key, from: world.another() }),
    ]);
    expect([granted(again).show, granted(elsewhere).show]).toEqual([first.show, first.show]);
    await world.settleAll();
    expect(granted(await press(buyer, reference, 'unlock', { key })).show).toEqual(first.show);
    expect(await world.balance(seller)).toBe('2.00 GBP');
    await world.proven();
  });

  test('row 11: whoever dies between paying and settling has lost nothing: the sweep settles, and what is behind it is sent', async () => {
    const [seller, buyer] = [await someone(), await someone(10)];
    const reference = await offer(seller);
    granted(await press(buyer, reference));
    // Every nudge is lost with the process.
    await sql`delete from outbox`;
    const [payment] = await world.authorized();
    // Two workers at once, and once more.
    await Promise.all([core.pay.settle(payment!), world.another().pay.settle(payment!)]);
    await core.pay.settle(payment!);
    expect(await sent(reference)).toHaveLength(1);
    const [delivery] =
      await sql`select state from delivery where subject ->> 'kind' = 'paywall_content' order by id desc limit 1`;
    expect(delivery).toEqual({ state: 'due' });
    await world.proven();
  });

  test('a payment that could not be captured unlocks nothing, and it can be unlocked again', async () => {
    const [seller, buyer] = [await someone(), await someone(10)];
    const reference = await offer(seller);
    granted(await press(buyer, reference));
    granted(await core.bank.freeze(operator, by(buyer), true));
    await world.settleAll();
    expect(await sent(reference)).toEqual([]);
    expect(await reads(buyer, reference)).toBe('paywall_locked');
    expect(await world.balance(buyer)).toBe('10.00 GBP');
    granted(await core.bank.freeze(operator, by(buyer), false));
    await buy(buyer, reference);
    expect(await reads(buyer, reference)).toBe('the secret is nutmeg');
    await world.proven();
  });

  test('is refused to whoever has not enough, to the frozen, and from a frozen seller; who has it keeps it', async () => {
    const [seller, buyer, poor] = [await someone(), await someone(10), await someone(1)];
    const reference = await offer(seller);
    await buy(buyer, reference);
    expect(refusalOf(await press(poor, reference))).toBe('insufficient_funds');
    const rich = await someone(10);
    granted(await core.bank.freeze(operator, by(rich), true));
    expect(refusalOf(await press(rich, reference))).toBe('account_frozen');
    granted(await core.bank.freeze(operator, by(rich), false));
    granted(await core.bank.freeze(operator, by(seller), true));
    expect(refusalOf(await press(rich, reference))).toBe('payee_frozen');
    expect(await reads(buyer, reference)).toBe('the secret is nutmeg');
    expect(refusalOf(await core.paywall.offer(offering(seller)))).toBe('account_frozen');
    await world.proven();
  });

  test('row 9: the seller sees it and pays nothing, also in another chat', async () => {
    const [seller, elsewhere] = [await someone(5), telegram(`own${crowd}`)];
    await world.seen(elsewhere);
    const reference = await offer(seller);
    const code = granted(await core.people.linkCode(seller)).code;
    granted(await core.people.link(elsewhere, code, world.key()));
    for (const one of [seller, elsewhere]) {
      expect(granted(await press(one, reference)).private).toMatchObject({ text: 'the secret is nutmeg' });
      expect(await reads(one, reference)).toBe('the secret is nutmeg');
    }
    expect(await world.balance(seller)).toBe('5.00 GBP');
    await world.proven();
  });

  test('whoever links another chat sees there what they have unlocked', async () => {
    const [seller, buyer, elsewhere] = [await someone(), await someone(5), slack(`other${crowd}`)];
    await world.seen(elsewhere);
    const reference = await offer(seller);
    await buy(buyer, reference);
    expect(await reads(elsewhere, reference)).toBe('paywall_locked');
    const code = granted(await core.people.linkCode(elsewhere)).code;
    granted(await core.people.link(buyer, code, world.key()));
    expect(await reads(elsewhere, reference)).toBe('the secret is nutmeg');
    expect(granted(await press(elsewhere, reference)).private).toBeDefined();
    expect((await core.paywall.list(elsewhere)).has).toMatchObject([{ reference }]);
    await world.proven();
  });

  test('somebody who lacks its currency is offered to change money, and has it when that is paid', async () => {
    granted(await core.exchange.stock(null, { amount: 100_00n, asset: 'EUR' }, world.key()));
    await core.exchange.refresh();
    const [seller, buyer] = [await someone(), await someone(10)];
    const reference = await offer(seller, { asset: 'EUR', price: 300n });
    const asked = granted(await press(buyer, reference)).private as NoticeOf<'exchange_quote'>;
    const pay = asked.actions.find(({ action }) => action === 'exchange_accept')!;
    granted(
      await core.intents.press(pay.intent, buyer, { key: world.key(), conversation: group('discord') }),
    );
    await world.settleAll();
    expect(await reads(buyer, reference)).toBe('the secret is nutmeg');
    const { balances } = await core.account.balance(seller);
    expect(balances.map(({ balance }) => shown(balance))).toContain('3.00 EUR');
    await world.proven();
  });
});

describe('money back', () => {
  test('all of it locks the post again; a part of it does not', async () => {
    const [seller, buyer, other] = [await someone(), await someone(10), await someone(10)];
    const reference = await offer(seller);
    const paid = granted(await buy(buyer, reference)).show!.reference;
    const part = granted(await buy(other, reference)).show!.reference;
    granted(await core.refund.refund(seller, { reference: paid, amount: null, key: world.key() }));
    const penny = { minor: '1', asset: GBP };
    granted(await core.refund.refund(seller, { reference: part, amount: penny, key: world.key() }));
    expect(await reads(buyer, reference)).toBe('paywall_locked');
    expect(await reads(other, reference)).toBe('the secret is nutmeg');
    expect(await card(reference)).toMatchObject({ unlocked: 1 });
    const [first] = await sent(reference);
    expect(first!.notice).toMatchObject({ kind: 'paywall_refunded' });
    expect((await core.paywall.list(seller)).takings.map(shown)).toEqual(['1.99 GBP']);
    // It can be bought again.
    await buy(buyer, reference);
    expect(await reads(buyer, reference)).toBe('the secret is nutmeg');
    expect(await world.balance(buyer)).toBe('8.00 GBP');
    await world.proven();
  });
});

describe('asking for money back', () => {
  const settled_at = new Date('2026-11-22T12:00:00Z');
  const after = (ms: number) => ({
    now: new Date(settled_at.getTime() + ms),
    payment: 'pay_7KQ2M9XDA4',
    asset: GBP,
  });
  const purchase = { refunded: 0n, asked: false, settled_at };
  const minutes = 60_000;
  test.each([
    ['at once', purchase, 0, undefined],
    ['in the 14th minute', purchase, 14 * minutes - 1, undefined],
    ['when that is over', purchase, 14 * minutes, 'paywall_back_late'],
    ['when all has come back', { ...purchase, refunded: 200n }, 1, 'paywall_back_given'],
    [
      'when a part has come back, and it is late',
      { ...purchase, refunded: 1n },
      14 * minutes,
      'paywall_back_given',
    ],
    ['again', { ...purchase, asked: true }, 1, 'paywall_back_asked'],
    ['again, when it is late', { ...purchase, asked: true }, 14 * minutes, 'paywall_back_asked'],
    ['again, when it has come', { ...purchase, asked: true, refunded: 200n }, 1, 'paywall_back_given'],
  ])('%s', (_, standing, ms, code) => {
    expect(askRefusal(standing, after(ms))?.code).toBe(code);
  });

  const content = async (reference: string, at = 0) =>
    (await sent(reference))[at]!.notice as NoticeOf<'paywall_content'>;
  const backOf = async (reference: string, at = 0) => (await content(reference, at)).actions[0]?.intent;
  const ask = (who: Identity, button: string, key = world.key()) =>
    core.intents.press(button, who, { key, conversation: group(who.platform, who.tenant) });
  /** What sellers were told of a post, as it would be shown now. */
  const asked = async (reference: string) => {
    const rows = await sql<{ lane: string; id: string }[]>`
      select d.lane, u.reference as id from paywall_purchase u
      join paywall_post p on p.id = u.post join delivery d on d.id = u.asked_delivery
      where p.reference = ${reference} order by d.id`;
    return Promise.all(
      rows.map(async ({ lane, id }) => ({
        lane,
        notice: (await context.noticeOf(sql, { kind: 'paywall_back', id })) as NoticeOf<'paywall_back'>,
      })),
    );
  };

  const revisionOf = async (payment: string): Promise<number> => {
    const [row] = await sql<{ wanted: number }[]>`
      select d.wanted_revision::int as wanted
      from paywall_purchase u join delivery d on d.id = u.asked_delivery where u.reference = ${payment}`;
    return row!.wanted;
  };

  test('tells the seller once, whose button gives it back; nobody else may ask, and not later', async () => {
    const [seller, buyer, other] = [await someone(), await someone(10), await someone(10)];
    const reference = await offer(seller);
    const bought_at = world.clock.now();
    await buy(buyer, reference);
    const button = (await backOf(reference))!;
    expect(Date.parse((await content(reference)).back_until!) - bought_at.getTime()).toBe(14 * minutes);
    expect(refusalOf(await ask(other, button))).toBe('intent_not_yours');
    const key = world.key();
    const presses = await Promise.all([key, key, world.key()].map((one) => ask(buyer, button, one)));
    const codes = presses.map(refusalOf).join(' ');
    expect(['ok ok paywall_back_asked', 'paywall_back_asked paywall_back_asked ok']).toContain(codes);
    expect(refusalOf(await ask(buyer, button))).toBe('paywall_back_asked');
    expect(await backOf(reference)).toBeUndefined();
    const [word, ...more] = await asked(reference);
    expect(more).toEqual([]);
    expect(word!.lane).toBe(`direct:discord::${seller.user}`);
    const offered = granted(await ask(seller, word!.notice.actions[0]!.intent));
    expect(offered.form ?? offered.private).toBeDefined();
    expect(await world.balance(buyer)).toBe('8.00 GBP');

    await buy(other, reference);
    const late = (await backOf(reference, 1))!;
    world.pass(14 * minutes);
    expect(await backOf(reference, 1)).toBeUndefined();
    expect(refusalOf(await ask(other, late))).toBe('paywall_back_late');
    await world.proven();
  });

  test('in the last moment is in time, however much later the seller gives it back', async () => {
    const [seller, buyer] = [await someone(), await someone(10)];
    const reference = await offer(seller);
    const paid = granted(await buy(buyer, reference)).show!.reference;
    const button = (await backOf(reference))!;
    world.pass(14 * minutes - 1);
    granted(await ask(buyer, button));
    world.pass(86_400_000);
    const [word] = await asked(reference);
    expect(word!.notice).toMatchObject({ payment: paid, actions: [{ action: 'give_back' }] });
    granted(await ask(seller, word!.notice.actions[0]!.intent));
    const revision = await revisionOf(paid);
    granted(await core.refund.refund(seller, { reference: paid, amount: null, key: world.key() }));
    // The seller's card is shown anew, and says that it is done.
    expect(await revisionOf(paid)).toBeGreaterThan(revision);
    const [done] = await asked(reference);
    expect(done!.notice).toMatchObject({ given: { minor: '200' }, actions: [] });
    expect(refusalOf(await ask(buyer, button))).toBe('paywall_back_given');
    await world.proven();
  });

  test('is one asking, from whichever of their chats', async () => {
    const [seller, buyer, elsewhere] = [await someone(), await someone(10), telegram(`9${++crowd}`)];
    const reference = await offer(seller);
    await buy(buyer, reference);
    await world.seen(elsewhere);
    const { code } = granted(await core.people.linkCode(buyer));
    granted(await core.people.link(elsewhere, code, world.key()));
    const opened = granted(await core.paywall.open(elsewhere, reference)) as NoticeOf<'paywall_content'>;
    expect(shown(opened.paid!)).toBe('2.00 GBP');
    granted(await ask(elsewhere, opened.actions[0]!.intent));
    expect(refusalOf(await ask(buyer, opened.actions[0]!.intent))).toBe('paywall_back_asked');
    expect((await asked(reference)).length).toBe(1);
    await world.proven();
  });

  test('for what has come back by hand meanwhile is not needed, of all and of a part', async () => {
    const [seller, buyer, other] = [await someone(), await someone(10), await someone(10)];
    const reference = await offer(seller);
    const references = [];
    for (const who of [buyer, other]) references.push(granted(await buy(who, reference)).show!.reference);
    const buttons = [(await backOf(reference))!, (await backOf(reference, 1))!];
    const penny = { minor: '1', asset: GBP };
    for (const [at, amount] of [null, penny].entries()) {
      const given = { reference: references[at]!, amount, key: world.key() };
      granted(await core.refund.refund(seller, given));
      expect(refusalOf(await ask([buyer, other][at]!, buttons[at]!))).toBe('paywall_back_given');
    }
    expect(await backOf(reference, 1)).toBeUndefined();
    expect(await asked(reference)).toEqual([]);
    // Bought again, it is another purchase: its money may be asked for.
    const again = granted(await buy(buyer, reference)).show!.reference;
    const opened = granted(await core.paywall.open(buyer, reference)) as NoticeOf<'paywall_content'>;
    granted(await ask(buyer, opened.actions[0]!.intent));
    expect((await asked(reference)).map(({ notice }) => notice.payment)).toEqual([again]);
    await world.proven();
  });

  test('row 16: asked for and given back at the same instant, the seller is left with no open question', async () => {
    for (let round = 0; round < 3; round += 1) {
      const [seller, buyer] = [await someone(), await someone(10)];
      const reference = await offer(seller);
      const paid = granted(await buy(buyer, reference)).show!.reference;
      const button = (await backOf(reference))!;
      const [pressed, given] = await Promise.all([
        ask(buyer, button),
        core.refund.refund(seller, { reference: paid, amount: null, key: world.key() }),
      ]);
      expect(refusalOf(given)).toBe('ok');
      expect(['ok', 'paywall_back_given']).toContain(refusalOf(pressed));
      expect((await asked(reference)).map(({ notice }) => notice.actions)).toEqual(pressed.ok ? [[]] : []);
      expect(await world.balance(buyer)).toBe('10.00 GBP');
    }
    await world.proven();
  });

  test('waits for what is being given back at this moment: what it did not see would never show', async () => {
    const [seller, buyer] = [await someone(), await someone(10)];
    const reference = await offer(seller);
    const paid = granted(await buy(buyer, reference)).show!.reference;
    const button = (await backOf(reference))!;
    let pressed: ReturnType<typeof ask> | undefined;
    let isAnswered = false;
    await sql.begin(async (held) => {
      await held`select id from payment_order where reference = ${paid} for no key update`;
      pressed = ask(buyer, button).finally(() => {
        isAnswered = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(isAnswered).toBe(false);
    });
    granted(await pressed!);
  });
});

describe('its seller', () => {
  const edited = (who: Identity, reference: string, more: Partial<OfferRequest> = {}, key = world.key()) => {
    const { seller: _, ...rest } = offering(who, more);
    return core.paywall.edit({ ...rest, by: who, reference, origin: { ...rest.origin, key } });
  };

  test('changes it for everybody who has it; whoever presses the old price pays neither', async () => {
    const [seller, buyer, late] = [await someone(), await someone(10), await someone(10)];
    const reference = await offer(seller);
    await buy(buyer, reference);
    const old = await keyOf(reference, 'unlock');
    world.pass(1_000);
    const key = world.key();
    const change = { price: 500n, title: 'Better', text: 'https://example.com/x' };
    granted(await edited(seller, reference, change, key));
    granted(await edited(seller, reference, change, key));
    expect(refusalOf(await edited(seller, reference, { ...change, price: 600n }, key))).toBe(
      'idempotency_key_reused',
    );
    expect(await card(reference)).toMatchObject({
      title: 'Better',
      price: { minor: '500' },
      contains: { link: true },
    });
    expect(await reads(buyer, reference)).toBe('https://example.com/x');
    expect(refusalOf(await press(late, reference, 'unlock', { button: old }))).toBe('paywall_changed');
    const now = (await card(reference)).actions.find(({ action }) => action === 'unlock')!.intent;
    expect(now).not.toBe(old);
    granted(await press(late, reference, 'unlock', { button: now }));
    await world.settleAll();
    expect(await world.balance(late)).toBe('5.00 GBP');
    // The first price once more: its first button is good again.
    granted(await edited(seller, reference));
    expect(refusalOf(await press(await someone(5), reference, 'unlock', { button: old }))).toBe('ok');
    await world.settleAll();
    await world.proven();
  });

  test('whatever the price becomes while people press, each pays the price that was pressed or nothing', async () => {
    const seller = await someone();
    const reference = await offer(seller);
    const buyers = await Promise.all(Array.from({ length: 8 }, () => someone(10)));
    const button = await keyOf(reference, 'unlock');
    const [, ...presses] = await Promise.all([
      edited(seller, reference, { price: 900n }),
      ...buyers.map((who) => press(who, reference, 'unlock', { button })),
    ]);
    await world.settleAll();
    for (const [at, who] of buyers.entries())
      expect(await world.balance(who)).toBe(presses[at]!.ok ? '8.00 GBP' : '10.00 GBP');
    await world.proven();
  });

  test('withdraws it: nobody else can unlock it, and whoever has it keeps it', async () => {
    const [seller, buyer, late] = [await someone(), await someone(10), await someone(10)];
    const reference = await offer(seller);
    await buy(buyer, reference);
    const button = await keyOf(reference, 'unlock');
    expect(refusalOf(await press(late, reference, 'withdraw'))).toBe('intent_not_yours');
    expect(refusalOf(await core.paywall.withdraw(actOf(late, reference)))).toBe('paywall_not_yours');
    const key = world.key();
    granted(await core.paywall.withdraw(actOf(seller, reference, key)));
    granted(await core.paywall.withdraw(actOf(seller, reference, key)));
    expect(refusalOf(await core.paywall.withdraw(actOf(seller, reference)))).toBe('paywall_withdrawn');
    expect(refusalOf(await press(late, reference, 'unlock', { button }))).toBe('paywall_withdrawn');
    expect(refusalOf(await edited(seller, reference))).toBe('paywall_withdrawn');
    expect(refusalOf(await core.paywall.share(actOf(seller, reference)))).toBe('paywall_withdrawn');
    expect(await reads(buyer, reference)).toBe('the secret is nutmeg');
    expect((await card(reference)).actions.map(({ action }) => action)).toEqual(['show']);
    await world.proven();
  });

  test('row 16: withdrawn and unlocked at the same instant, one is first, and nobody pays for nothing', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [seller, buyer] = [await someone(), await someone(10)];
      const reference = await offer(seller);
      const [pressed] = await Promise.all([
        press(buyer, reference),
        core.paywall.withdraw(actOf(seller, reference)),
      ]);
      await world.settleAll();
      expect(await reads(buyer, reference)).toBe(pressed.ok ? 'the secret is nutmeg' : 'paywall_locked');
      expect(await world.balance(buyer)).toBe(pressed.ok ? '8.00 GBP' : '10.00 GBP');
    }
    await world.proven();
  });

  test('sees who has unlocked it and what was taken; others see neither', async () => {
    const [seller, buyer, other] = [await someone(), await someone(10), await someone(10)];
    const reference = await offer(seller);
    await buy(buyer, reference);
    const own = granted(await core.paywall.open(seller, reference)) as NoticeOf<'paywall'>;
    expect(shown(own.takings!.taken)).toBe('2.00 GBP');
    expect(own.takings!.buyers.map(({ name }) => name)).toEqual([buyer.user]);
    expect(own.actions.map(({ action }) => action)).toEqual(['show', 'edit', 'withdraw']);
    const teaser = granted(await core.paywall.open(other, reference)) as NoticeOf<'paywall'>;
    expect(teaser).toMatchObject({ kind: 'paywall', actions: [{ action: 'unlock' }] });
    expect(teaser.takings).toBeUndefined();
    expect(granted(await core.paywall.open(buyer, reference)).kind).toBe('paywall_content');
    expect(refusalOf(await core.paywall.draft(buyer, reference))).toBe('paywall_not_yours');
    expect(refusalOf(await core.paywall.open(buyer, 'pst_0000000000'))).toBe('paywall_unknown');
    const list = await core.paywall.list(seller);
    expect(list.offers).toMatchObject([{ reference, unlocked: 1, taken: { minor: '200' } }]);
    expect((await core.paywall.list(buyer)).has).toMatchObject([{ reference }]);
    expect(await core.paywall.list(telegram('nobody'))).toEqual({
      kind: 'paywalls',
      offers: [],
      takings: [],
      has: [],
    });
  });

  test('offers once for each event, by typed key and by what was offered', async () => {
    const seller = await someone();
    const request = offering(seller);
    const results = await Promise.all([
      core.paywall.offer(request),
      core.paywall.offer(request),
      world.another().paywall.offer(request),
    ]);
    expect(new Set(results.map((one) => granted(one).reference)).size).toBe(1);
    expect(refusalOf(await core.paywall.offer({ ...request, price: 300n }))).toBe('idempotency_key_reused');
    expect(await core.paywall.offered(request.origin.key)).toEqual(granted(results[0]!));
    expect(await core.paywall.offered('never')).toBeNull();
  });

  test('offers it in another place, where it is the same post', async () => {
    const [seller, buyer] = [await someone(), await someone(5)];
    const reference = await offer(seller);
    const act = actOf(seller, reference);
    const first = granted(await core.paywall.share(act));
    expect(granted(await core.paywall.share(act))).toEqual(first);
    expect(refusalOf(await core.paywall.share(actOf(buyer, reference)))).toBe('paywall_not_yours');
    const before = (await world.deliveries()).find(({ id }) => id === first.delivery)!.wanted_revision;
    await buy(buyer, reference);
    const after = (await world.deliveries()).find(({ id }) => id === first.delivery)!.wanted_revision;
    expect(after).toBeGreaterThan(before);
  });

  test.each([
    ['nothing', { price: 0n }, 'amount_not_positive'],
    ['less than nothing', { price: -1n }, 'amount_not_positive'],
    ['more than there is', { price: 10n ** 40n }, 'amount_too_large'],
    ['in a currency of nowhere', { asset: 'XYZ' }, 'currency_unknown'],
    ['empty', { text: null }, 'paywall_empty'],
  ] as const)('row 1: a price of %s is refused', async (_, more, code) => {
    expect(refusalOf(await core.paywall.offer(offering(await someone(), more)))).toBe(code);
  });

  test('writes so many a day, and no more', async () => {
    const seller = await someone();
    for (let made = 0; made < 50; made += 1) await offer(seller);
    expect(refusalOf(await core.paywall.offer(offering(seller)))).toBe('paywalls_too_many');
    world.pass(86_400_001);
    await offer(seller);
  });

  test('has one allowance, whoever else they turned out to be', async () => {
    const [seller, elsewhere] = [await someone(), slack(`seller${crowd}`)];
    await world.seen(elsewhere);
    for (let made = 0; made < 25; made += 1) {
      await offer(seller);
      await offer(elsewhere);
    }
    await offer(seller);
    const code = granted(await core.people.linkCode(elsewhere)).code;
    granted(await core.people.link(seller, code, world.key()));
    for (const either of [seller, elsewhere])
      expect(refusalOf(await core.paywall.offer(offering(either)))).toBe('paywalls_too_many');
  });
});

describe('a file', () => {
  const file = (bytes: Uint8Array) => ({ name: 'a.bin', media_type: 'application/zip', bytes });

  test('is what it was, and what its platform knows it by is for whoever has paid', async () => {
    const [seller, buyer] = [await someone(), await someone(5)];
    const known_as = { platform: 'telegram' as const, reference: 'AgACAgIAAxkBAAMd' };
    const photo = { ...file(Uint8Array.of(1)), name: 'photo.jpg', shown_as: 'photo' as const, known_as };
    const reference = await offer(seller, { text: null, file: photo });
    expect(JSON.stringify(await card(reference))).not.toContain(known_as.reference);
    expect((await card(reference)).contains.file).toMatchObject({ shown_as: 'photo' });
    await buy(buyer, reference);
    const [first] = await sent(reference);
    expect(first!.notice).toMatchObject({ file: { shown_as: 'photo', known_as } });
  });

  test('is kept to the last byte, and given to whoever has paid', async () => {
    const [seller, buyer] = [await someone(), await someone(5)];
    const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 256);
    const reference = await offer(seller, { text: null, file: file(bytes) });
    expect((await card(reference)).contains).toEqual({
      text: false,
      link: false,
      file: { name: 'a.bin', size_bytes: 300_000, shown_as: null },
    });
    await buy(buyer, reference);
    const [first] = await sent(reference);
    const kept = await core.paywall.file((first!.notice as NoticeOf<'paywall_content'>).file!.id);
    expect(Buffer.compare(kept!, bytes)).toBe(0);
    expect(await core.paywall.file('0')).toBeNull();
  });

  test('stays where an edit gives none, and is replaced where it gives one', async () => {
    const seller = await someone();
    const reference = await offer(seller, { text: null, file: file(Uint8Array.of(1)) });
    const { seller: _, ...rest } = offering(seller, { text: null });
    const change = { ...rest, by: seller, reference };
    granted(await core.paywall.edit(change));
    const read = async () => {
      const pressed = granted(await press(seller, reference, 'show'));
      return core.paywall.file((pressed.private as NoticeOf<'paywall_content'>).file!.id);
    };
    expect([...(await read())!]).toEqual([1]);
    const origin = { ...change.origin, key: world.key() };
    granted(await core.paywall.edit({ ...change, file: file(Uint8Array.of(2)), origin }));
    expect([...(await read())!]).toEqual([2]);
  });
});

test('files of a day are limited', async () => {
  const seller = await someone();
  const big = () => ({ name: 'a', media_type: 'x/y', bytes: new Uint8Array(8_000_000) });
  for (let made = 0; made < 5; made += 1) await offer(seller, { text: null, file: big() });
  expect(refusalOf(await core.paywall.offer(offering(seller, { text: null, file: big() })))).toBe(
    'paywall_files_too_many',
  );
  await offer(seller);
  world.pass(86_400_001);
  await offer(seller, { text: null, file: big() });
});

test('files of a day are those of all whom their seller turned out to be', async () => {
  const [seller, elsewhere] = [await someone(), slack(`files${crowd}`)];
  await world.seen(elsewhere);
  const big = () => ({ name: 'a', media_type: 'x/y', bytes: new Uint8Array(8_000_000) });
  for (let made = 0; made < 3; made += 1) await offer(seller, { text: null, file: big() });
  for (let made = 0; made < 2; made += 1) await offer(elsewhere, { text: null, file: big() });
  const code = granted(await core.people.linkCode(elsewhere)).code;
  granted(await core.people.link(seller, code, world.key()));
  expect(refusalOf(await core.paywall.offer(offering(seller, { text: null, file: big() })))).toBe(
    'paywall_files_too_many',
  );
});

describe('the books', () => {
  test('what is behind a post, and who bought it, cannot be rewritten', async () => {
    for (const statement of [
      `update paywall_version set price = 1`,
      `update paywall_file set bytes = ''`,
      `update paywall_purchase set buyer = 1`,
      `update paywall_post set seller = 1`,
      `delete from paywall_purchase`,
    ]) {
      await expect(sql.script(statement)).rejects.toThrow(/permission denied/);
      await expect(world.owner.script(statement)).rejects.toThrow(/are immutable/);
    }
  });

  test.each([
    [
      'paywall_purchases_are_paid',
      'paywall_purchase',
      (other: string) => `set post = (select id from paywall_post where reference = '${other}')`,
    ],
    ['paywall_purchases_are_paid', 'paywall_purchase', () => 'set buyer = buyer + 1'],
    ['paywall_purchases_are_paid', 'paywall_purchase', () => `set reference = 'pay_gone'`],
    ['paywall_purchases_are_paid', 'payment', () => 'set amount = amount + 1'],
    ['paywall_payments_unlock', 'paywall_purchase', () => 'set delivery = null'],
    ['paywall_payments_unlock', 'paywall_purchase', () => `set reference = 'pay_gone'`],
  ] as const)('the audit sees by %s when %s was tampered with', async (check, table, change) => {
    const [seller, buyer] = [await someone(), await someone(10)];
    const reference = await offer(seller);
    const other = await offer(await someone());
    const paid = granted(await buy(buyer, reference)).show!.reference;
    const which =
      table === 'payment'
        ? `where payment_order = (select id from payment_order where reference = '${paid}')`
        : `where reference = '${paid}'`;
    const found = await tampered(world.owner, 'paywall', table, `${change(other)} ${which}`);
    expect(found.map((line) => line.split(':')[0])).toContain(check);
    await world.proven();
  });

  test('the audit sees by paywall_is_paid_once that somebody paid twice for what they have', async () => {
    const [seller, buyer] = [await someone(), await someone(10)];
    const [reference, other] = [await offer(seller), await offer(seller)];
    granted(await buy(buyer, reference));
    const paid = granted(await buy(buyer, other)).show!.reference;
    const post = `(select id from paywall_post where reference = '${reference}')`;
    const change = `set post = ${post} where reference = '${paid}'`;
    const found = await tampered(world.owner, 'paywall', 'paywall_purchase', change);
    expect(found).toEqual([
      expect.stringMatching(/^paywall_is_paid_once: person \d+ paid for pst_\w+ by pay_\w+ and pay_/),
    ]);
    await world.proven();
  });
});
