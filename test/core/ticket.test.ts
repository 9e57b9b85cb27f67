import { describe, expect, test } from 'vitest';
import type { AddItem, Core, Identity, NoticeOf } from '../../core/index.ts';
import {
  checkDigit,
  hashOfCode,
  isEventTime,
  localTime,
  mayRefund,
  readCode,
  readTicketNumber,
  stateRefusal,
  type TicketStanding,
} from '../../core/shop/ticket-rules.ts';
import { by, discord, granted, group, openWorld, operator, refusalOf, shown, telegram } from './world.ts';

const world = await openWorld();
const { core, sql } = world;

let crowd = 0;
const someone = (amount = 0n) => world.person(discord(`${9000 + ++crowd}`), amount);
const origin = (who: Identity, key = world.key()) => ({ key, conversation: group(who.platform, who.tenant) });
const hour_ms = 3_600_000;

let events = 0;
/** An event in ten days, in a zone that is an hour ahead. */
const sell = async (
  seller: Identity,
  more: Partial<AddItem> = {},
  refund_before_ms: number | null = null,
) => {
  const day = new Date(world.clock.now().getTime() + 10 * 24 * hour_ms).toISOString().slice(0, 10);
  const event = { day, time: 20 * 60, zone: 'Europe/Berlin', place: 'Town Hall', refund_before_ms };
  const item = {
    seller,
    name: `Concert ${++events}.`,
    description: null,
    price: 1200n,
    asset: 'GBP',
    stock: 10,
    per_person: null,
    event,
    origin: origin(seller),
    ...more,
  };
  return granted(await core.shop.add(item)).reference;
};

/** Paid and settled; the numbers of the tickets. */
const buy = async (who: Identity, item: string, quantity = 1): Promise<string[]> => {
  const asked = granted(await core.shop.choose({ by: who, item, quantity, origin: origin(who) }));
  const { show } = granted(await core.intents.press(asked.offers[0]!.intent, who, origin(who)));
  await world.settleAll();
  const rows = await sql<{ number: string }[]>`
    select t.number from shop_ticket t join shop_purchase p on p.id = t.purchase
    where p.payment = ${show!.reference} order by t.position`;
  return rows.map(({ number }) => number);
};

const act = (who: Identity, number: string, key = world.key()) => ({
  by: who,
  number,
  origin: origin(who, key),
});
const codeOf = async (who: Identity, number: string): Promise<string> =>
  granted(await core.shop.showTicket(act(who, number))).code!;
const checkIn = (who: Identity, code: string, key = world.key(), process: Core = core) =>
  process.shop.checkIn({ by: who, code, origin: origin(who, key) });
const stateOf = async (number: string) => {
  const [row] = await sql<{ state: string }[]>`select state from shop_ticket_state where number = ${number}`;
  return row!.state;
};
const left = async (item: string) => {
  const [row] = await sql<{ left: number }[]>`
    select i.stock - (select coalesce(sum(units), 0)::int from shop_sale s where s.item = i.id) as left
    from shop_item i where i.reference = ${item}`;
  return row!.left;
};
const work = async (process = core) => {
  const rows = await world.owner<{ id: bigint }[]>`select id from shop_item where state = 'cancelled'`;
  await process.outbox.handle(
    'shop_refunds',
    rows.map(({ id }) => id),
  );
};

/** How often the sweep comes for what is to go back of an event. */
const swept = async (item: string): Promise<number> => {
  for (;;) if ((await core.outbox.relay(100, async () => {})) === 0) break;
  await core.outbox.sweep(10_000);
  const rows = await world.owner<{ subject: bigint }[]>`
    select o.subject from outbox o join shop_item i on i.id = o.subject
    where o.topic = 'shop_refunds' and o.published_at is null and i.reference = ${item}`;
  return rows.length;
};

describe('the rules', () => {
  test.each<[string, string]>([
    ['7992739871', '3'],
    ['12345678901', '5'],
    ['00000000000', '0'],
  ])('%s is checked by %s', (digits, check) => {
    expect(checkDigit(digits)).toBe(check);
  });

  test('every wrong digit of a number is seen', () => {
    const number = '123456789015';
    expect(readTicketNumber('1234 5678-9015')).toBe(number);
    for (let at = 0; at < 12; at += 1)
      for (let digit = 0; digit < 10; digit += 1) {
        const other = number.slice(0, at) + digit + number.slice(at + 1);
        expect(readTicketNumber(other)).toBe(other === number ? number : null);
      }
    for (const nothing of ['', '12345678901', '1234567890155', 'abc', '12345678901x', '-123456789015'])
      expect(readTicketNumber(nothing) ?? '').toBe(nothing === '-123456789015' ? number : '');
  });

  test.each<[string, string | null]>([
    ['7kq2-m9xd-a4bc-5efg', '7KQ2M9XDA4BC5EFG'],
    ['7KQ2 M9XD A4BC 5EFG', '7KQ2M9XDA4BC5EFG'],
    ['OIL2M9XDA4BC5EFG', '0112M9XDA4BC5EFG'],
    ['7KQ2M9XDA4BC5EF', null],
    ['7KQ2M9XDA4BC5EFU', null],
    ['', null],
  ])('the code %s is %s', (text, code) => {
    expect(readCode(text)).toBe(code);
    if (code) expect(hashOfCode(text)).toBe(hashOfCode(code));
  });

  const standing = (more: Partial<TicketStanding> = {}): TicketStanding => ({
    state: 'valid',
    holder: 1n,
    buyer: 1n,
    seller: 9n,
    checked_in_at: new Date(0),
    checked_in_by_name: 'Sam',
    ...more,
  });

  test.each([
    ['valid', 'ok'],
    ['used', 'ticket_used'],
    ['refunded', 'ticket_refunded'],
    ['cancelled', 'ticket_cancelled'],
    ['pending', 'ticket_pending'],
    ['void', 'ticket_void'],
  ] as const)('a ticket that is %s: %s', (state, outcome) => {
    expect(stateRefusal(standing({ state }))?.code ?? 'ok').toBe(outcome);
  });

  const now = new Date('2026-03-01T12:00:00Z');
  const later = new Date(now.getTime() + 1);
  test.each<[Partial<TicketStanding>, bigint, Date | null, string]>([
    [{}, 9n, null, 'ok'],
    [{}, 1n, null, 'ticket_refund_over'],
    [{}, 1n, now, 'ticket_refund_over'],
    [{}, 1n, later, 'ok'],
    [{ holder: 2n }, 1n, later, 'ticket_refund_given'],
    [{ holder: 2n }, 2n, later, 'ticket_refund_given'],
    [{ holder: 2n }, 9n, null, 'ok'],
    [{ state: 'used' }, 9n, later, 'ticket_used'],
    [{ state: 'refunded' }, 9n, later, 'ticket_refunded'],
  ])('of %o, by %s until %o: %s', (facts, who, refund_until, outcome) => {
    expect(refusalOf(mayRefund(standing(facts), who, { refund_until, zone: 'UTC', now }))).toBe(outcome);
  });

  test('times are those of the place', () => {
    expect(localTime(new Date('2026-07-01T18:00:00Z'), 'Europe/Berlin')).toEqual({
      day: '2026-07-01',
      time: '20:00',
    });
    expect([
      isEventTime(now, now),
      isEventTime(later, now),
      isEventTime(new Date('2099-01-01'), now),
    ]).toEqual([false, true, false]);
  });
});

describe('tickets', () => {
  test('are one for each that was bought, told to the buyer alone when they are paid, and shown with a code of which only a hash is kept', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    const item = await sell(seller);
    const numbers = await buy(buyer, item, 3);
    expect(numbers).toHaveLength(3);
    expect(numbers.map(readTicketNumber)).toEqual(numbers);
    const { tickets } = await core.shop.tickets(buyer);
    expect(tickets.map(({ number }) => number)).toEqual(numbers);
    expect(tickets[0]).toMatchObject({ state: 'valid', event: { time: '20:00', place: 'Town Hall' } });
    const told = (await world.deliveries()).filter(({ subject }) => subject.kind === 'tickets_of');
    expect(told.at(-1)).toMatchObject({ audience: 'private' });

    const pressed = granted(await core.intents.press(tickets[0]!.intent!, buyer, origin(buyer)));
    const { code } = pressed.private as NoticeOf<'ticket'>;
    expect(code).toMatch(/^[0-9A-Z]{16}$/);
    const kept = await world.owner.query(
      `select (select json_agg(t)::text from shop_ticket_code t) || (select json_agg(d)::text from delivery d) || (select json_agg(i)::text from intent i) as all`,
      [],
    );
    expect(JSON.stringify(kept)).not.toContain(code);
    expect(refusalOf(await core.intents.press(tickets[0]!.intent!, seller, origin(seller)))).toBe(
      'intent_not_yours',
    );
    expect(refusalOf(await core.shop.showTicket(act(seller, numbers[0]!)))).toBe('ticket_unknown');
    await world.proven();
  });

  test('are not good before they are paid', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    const item = await sell(seller);
    const asked = granted(await core.shop.choose({ by: buyer, item, quantity: 1, origin: origin(buyer) }));
    granted(await core.intents.press(asked.offers[0]!.intent, buyer, origin(buyer)));
    const { tickets } = await core.shop.tickets(buyer);
    expect(refusalOf(await core.shop.showTicket(act(buyer, tickets[0]!.number)))).toBe('ticket_pending');
    granted(await core.bank.freeze(operator, by(buyer), true));
    await world.settleAll();
    expect(await stateOf(tickets[0]!.number)).toBe('void');
    expect((await core.shop.tickets(buyer)).tickets).toEqual([]);
    await world.proven();
  });

  test('are sold until the event begins, and not for one that has begun', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    const past = { day: '2026-02-01', time: 0, zone: 'UTC', place: null, refund_before_ms: null };
    for (const event of [
      past,
      { ...past, day: '2026-02-31' },
      { ...past, day: 'soon' },
      { ...past, day: '2090-01-01' },
    ])
      await expect(sell(seller, { event })).rejects.toThrow('shop_event_when');
    await expect(sell(seller, { event: { ...past, zone: 'Mars' } })).rejects.toThrow('zone_unknown');
    const item = await sell(seller);
    world.pass(11 * 24 * hour_ms);
    expect(refusalOf(await core.shop.choose({ by: buyer, item, quantity: 1, origin: origin(buyer) }))).toBe(
      'shop_event_over',
    );
  });
});

describe('at the door', () => {
  test('a code lets in once, by the seller or whom they named; everything else is told apart', async () => {
    const [seller, buyer, staff] = [await someone(), await someone(20_000n), await someone()];
    const item = await sell(seller);
    const [one, two, three] = (await buy(buyer, item, 3)) as [string, string, string];
    const code = await codeOf(buyer, one);
    expect(refusalOf(await checkIn(buyer, code))).toBe('checkin_not_staff');
    expect(refusalOf(await checkIn(staff, code))).toBe('checkin_not_staff');
    const naming = { by: seller, item, who: by(staff), origin: origin(seller) };
    expect(refusalOf(await core.shop.addStaff({ ...naming, by: buyer }))).toBe('shop_not_yours');
    granted(await core.shop.addStaff({ ...naming, origin: origin(seller) }));
    const key = world.key();
    expect(granted(await checkIn(staff, code.toLowerCase(), key))).toMatchObject({
      inside: 1,
      sold: 3,
      ticket: { number: one },
    });
    // The same event again is the same welcome; another one is none.
    expect(granted(await checkIn(staff, code, key)).inside).toBe(1);
    expect(await checkIn(seller, code)).toMatchObject({ refusal: { code: 'ticket_used', by: staff.user } });
    expect(refusalOf(await checkIn(seller, one))).toBe('ticket_number_only');
    for (const nothing of ['', 'AAAA', '0000000000000000', 'x'.repeat(400)])
      expect(refusalOf(await checkIn(seller, nothing))).toBe('ticket_code_unknown');
    const refunded = await codeOf(buyer, two);
    granted(await core.shop.refundTicket(act(seller, two)));
    expect(refusalOf(await checkIn(seller, refunded))).toBe('ticket_refunded');
    expect(granted(await checkIn(seller, await codeOf(buyer, three))).inside).toBe(2);
    await world.proven();
  });

  test('row 12: of two check-ins of one ticket at once one lets in, in two processes, by whichever of its codes', async () => {
    const [seller, buyer] = [await someone(), await someone(20_000n)];
    const item = await sell(seller);
    const other = world.another();
    for (const number of await buy(buyer, item, 5)) {
      const codes = [await codeOf(buyer, number), await codeOf(buyer, number)];
      const both = await Promise.all([
        checkIn(seller, codes[0]!),
        checkIn(seller, codes[1]!, world.key(), other),
        checkIn(seller, codes[0]!, world.key(), other),
      ]);
      expect(both.map(refusalOf).sort()).toEqual(['ok', 'ticket_used', 'ticket_used']);
    }
    await world.proven();
  });

  test('row 16: checked in, given away and given back at the same instant: one of them', async () => {
    const [seller, buyer, friend] = [await someone(), await someone(20_000n), await someone()];
    const item = await sell(seller, {}, hour_ms);
    for (const number of await buy(buyer, item, 6)) {
      const code = await codeOf(buyer, number);
      const outcomes = await Promise.all([
        checkIn(seller, code),
        core.shop.giveTicket({ ...act(buyer, number), to: by(friend) }),
        core.shop.refundTicket(act(buyer, number)),
      ]);
      const done = outcomes.filter(({ ok }) => ok);
      expect(done.length).toBe(1);
    }
    await world.proven();
  });
});

describe('money that comes back at the moment of somebody’s coming in', () => {
  /** Whoever is named for the door is looked up after the ticket was found to be good. */
  const heldUp = async (work: () => Promise<void>) =>
    world.owner.begin(async (held) => {
      await held.script('lock table shop_staff in access exclusive mode');
      await work();
    });
  /** It waits for somebody else's lock, as the `nth` to do so, or is over. */
  const stands = async (work: Promise<unknown>, nth: number) => {
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    work.then(over, over);
    const waiting = async () => {
      const [row] = await world.owner<{ count: number }[]>`
        select count(*)::int as count from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      return isOver ? nth : row!.count;
    };
    await expect.poll(waiting).toBeGreaterThanOrEqual(nth);
  };

  test('finds them on their seat, or keeps them out: nobody else is sold it meanwhile', async () => {
    const [seller, buyer, late, staff] = [
      await someone(),
      await someone(1_200n),
      await someone(1_200n),
      await someone(),
    ];
    const item = await sell(seller, { stock: 1 });
    granted(await core.shop.addStaff({ by: seller, item, who: by(staff), origin: origin(seller) }));
    const [number] = (await buy(buyer, item)) as [string];
    const code = await codeOf(buyer, number);
    const [row] = await sql<{ payment: string }[]>`
      select payment from shop_purchase p join shop_ticket t on t.purchase = p.id where t.number = ${number}`;
    const under: Promise<unknown>[] = [];
    await heldUp(async () => {
      const entering = checkIn(staff, code);
      await stands(entering, 1);
      const request = { reference: row!.payment, amount: null, key: world.key() };
      const refunding = core.refund.refund(seller, request);
      under.push(entering, refunding);
      await stands(refunding, 2);
      const asked = await core.shop.choose({ by: late, item, quantity: 1, origin: origin(late) });
      if (asked.ok) await core.intents.press(asked.value.offers[0]!.intent, late, origin(late));
    });
    await Promise.all(under);
    await world.settleAll();
    expect([await stateOf(number), await left(item)]).toEqual(['refunded', 0]);
    expect([await world.balance(buyer), await world.balance(late)]).toEqual(['12.00 GBP', '12.00 GBP']);
    await world.proven();
  });

  test('as does an event that is called off', async () => {
    const [seller, buyer, staff] = [await someone(), await someone(1_200n), await someone()];
    const item = await sell(seller);
    granted(await core.shop.addStaff({ by: seller, item, who: by(staff), origin: origin(seller) }));
    const code = await codeOf(buyer, ((await buy(buyer, item)) as [string])[0]);
    const order: string[] = [];
    const under: Promise<unknown>[] = [];
    await heldUp(async () => {
      const entering = checkIn(staff, code).then((one) => order.push(refusalOf(one)));
      await stands(entering, 1);
      const cancelling = core.shop.cancelEvent({ by: seller, item, origin: origin(seller) });
      under.push(
        entering,
        cancelling.then(() => order.push('called off')),
      );
      await stands(cancelling, 2);
    });
    await Promise.all(under);
    expect(order).toEqual(['ok', 'called off']);
    await world.proven();
  });
});

describe('given to somebody', () => {
  test('a ticket is theirs, with codes of their own; the old ones are void, and the giver has it no more', async () => {
    const [seller, buyer, friend] = [await someone(), await someone(10_000n), await someone()];
    const item = await sell(seller, {}, 24 * hour_ms);
    const [number] = (await buy(buyer, item)) as [string];
    const old = await codeOf(buyer, number);
    const giving = { ...act(buyer, number), to: by(friend) };
    expect(refusalOf(await core.shop.giveTicket({ ...act(friend, number), to: by(friend) }))).toBe(
      'ticket_unknown',
    );
    expect(refusalOf(await core.shop.giveTicket({ ...act(buyer, number), to: by(buyer) }))).toBe('pay_self');
    const given = await Promise.all([core.shop.giveTicket(giving), core.shop.giveTicket(giving)]);
    expect(given.map(refusalOf)).toEqual(['ok', 'ok']);
    expect(refusalOf(await core.shop.showTicket(act(buyer, number)))).toBe('ticket_unknown');
    expect(refusalOf(await checkIn(seller, old))).toBe('ticket_code_void');
    expect((await world.notices('ticket_given')).at(-1)!.lane).toBe(`direct:discord::${friend.user}`);
    // Its money is whoever's bought it; only the seller gives it back now.
    expect(refusalOf(await core.shop.refundTicket(act(buyer, number)))).toBe('ticket_refund_given');
    expect(refusalOf(await core.shop.refundTicket(act(friend, number)))).toBe('ticket_refund_given');
    expect(
      granted(await checkIn(seller, await codeOf(friend, number))).ticket.holder.identities[0]!.user,
    ).toBe(friend.user);
    await world.proven();
  });

  describe('by what was typed', () => {
    /** A ticket of £12.00, and somebody to give it to. */
    const held = async () => {
      const [seller, buyer, friend] = [await someone(), await someone(100_000n), await someone()];
      const [number] = (await buy(buyer, await sell(seller))) as [string];
      const giving = { ...act(buyer, number), to: by(friend) };
      return { seller, buyer, friend, number, giving };
    };
    const asked = async (giving: Parameters<Core['shop']['askGiveTicket']>[0], process = core) => {
      const answer = granted(await process.shop.askGiveTicket(giving));
      return (answer as { confirm: NoticeOf<'ticket_give'> }).confirm;
    };
    const press = ({ actions }: NoticeOf<'ticket_give'>, who: Identity, key = world.key(), process = core) =>
      process.intents.press(actions[0]!.intent, who, origin(who, key));

    test('it is asked first, by a card that says which one and to whom, and given by its button', async () => {
      const { buyer, friend, number, giving } = await held();
      const question = await asked(giving);
      expect(question).toMatchObject({ ticket: { number, state: 'valid' }, to: { name: friend.user } });
      expect(granted(await core.shop.showTicket(act(buyer, number))).ticket.number).toBe(number);
      expect(granted(await press(question, buyer)).in_place).toMatchObject({
        ...{ kind: 'ticket_done', did: 'gave' },
        to: { name: friend.user },
      });
      expect(refusalOf(await core.shop.showTicket(act(buyer, number)))).toBe('ticket_unknown');
      expect(granted(await core.shop.showTicket(act(friend, number))).ticket.number).toBe(number);
      await world.proven();
    });

    test('row 12: pressed again and again, in two processes, and handled again: one gift', async () => {
      const { buyer, friend, giving } = await held();
      const [first, second] = [await asked(giving), await asked(giving)];
      const other = world.another();
      const event = world.key();
      const pressed = await Promise.all([
        press(first, buyer, event),
        press(first, buyer, event, other),
        press(first, buyer, world.key(), other),
        press(second, buyer),
      ]);
      expect(pressed.map(refusalOf)).toEqual(['ok', 'ok', 'ok', 'ok']);
      expect(granted(await core.shop.askGiveTicket(giving))).toMatchObject({ done: { did: 'gave' } });
      const told = (await world.notices('ticket_given')).filter(({ lane }) => lane.endsWith(friend.user));
      expect(told).toHaveLength(1);
      await world.proven();
    });

    test('rows 13 and 14: nobody else presses it, nor anybody too late; and it gives nothing that is gone', async () => {
      const { seller, buyer, friend, number, giving } = await held();
      const [question, late] = [await asked(giving), await asked({ ...giving, ...act(buyer, number) })];
      for (const who of [friend, seller])
        expect(refusalOf(await press(question, who))).toBe('intent_not_yours');
      world.pass(16 * 60_000);
      expect(refusalOf(await press(question, buyer))).toBe('intent_expired');
      expect(refusalOf(await press(late, buyer))).toBe('intent_expired');
      const again = await asked({ ...giving, ...act(buyer, number) });
      granted(await checkIn(seller, await codeOf(buyer, number)));
      expect(refusalOf(await press(again, buyer))).toBe('ticket_used');
    });

    test('what would be refused is refused before anybody is asked', async () => {
      const { seller, buyer, friend, number } = await held();
      const ask = async (who: Identity, to: Identity, which = number) =>
        refusalOf(await core.shop.askGiveTicket({ ...act(who, which), to: by(to) }));
      expect(await ask(seller, friend)).toBe('ticket_unknown');
      expect(await ask(buyer, friend, '123')).toBe('ticket_unknown');
      expect(await ask(buyer, buyer)).toBe('pay_self');
      granted(await core.bank.freeze(operator, by(friend), true));
      expect(await ask(buyer, friend)).toBe('payee_frozen');
    });

    test('whoever has its holder’s chat and not their PIN gives nothing away that is worth so much', async () => {
      const { buyer, friend, number, giving } = await held();
      const pin = '739154';
      granted(await core.protection.change(buyer, { pin_above: '1000' }, null));
      granted(await core.protection.setPin(buyer, pin, { pin: null }));
      const { form, private: wanted } = granted(await press(await asked(giving), buyer));
      expect(form).toMatchObject({ form: 'pin', act: 'release', total: { minor: '1200' } });
      expect(wanted).toMatchObject({ kind: 'pin_wanted', spending: { taken: true } });
      expect(granted(await core.shop.showTicket(act(buyer, number))).ticket.number).toBe(number);
      const { intent } = form as { intent: string };
      expect(refusalOf(await core.protection.confirm(buyer, intent, '000000', origin(buyer)))).toBe(
        'pin_wrong',
      );
      const given = granted(await core.protection.confirm(buyer, intent, pin, origin(buyer)));
      expect(given.private).toMatchObject({ kind: 'ticket_done', to: { name: friend.user } });
      await world.proven();
    });
  });

  test('by or to somebody who is frozen it stays', async () => {
    const [seller, buyer, friend] = [await someone(), await someone(10_000n), await someone()];
    const [number] = (await buy(buyer, await sell(seller))) as [string];
    granted(await core.bank.freeze(operator, by(friend), true));
    expect(refusalOf(await core.shop.giveTicket({ ...act(buyer, number), to: by(friend) }))).toBe(
      'payee_frozen',
    );
    granted(await core.bank.freeze(operator, by(buyer), true));
    expect(refusalOf(await core.shop.giveTicket({ ...act(buyer, number), to: by(seller) }))).toBe(
      'account_frozen',
    );
  });

  test('row 9: an account in another chat that was joined holds it, too', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    const [number] = (await buy(buyer, await sell(seller))) as [string];
    const second = telegram(`${770_000 + crowd}`);
    await world.person(second);
    const { code } = granted(await core.people.linkCode(second));
    granted(await core.people.link(buyer, code, world.key()));
    expect(granted(await checkIn(seller, await codeOf(second, number))).inside).toBe(1);
    expect(refusalOf(await core.shop.giveTicket({ ...act(second, number), to: by(buyer) }))).toBe(
      'ticket_used',
    );
    await world.proven();
  });
});

describe('given back', () => {
  test('row 24: a ticket gives its money back once, to whoever bought it, and its seat is for sale again', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    const item = await sell(seller, {}, 24 * hour_ms);
    const [one, two] = (await buy(buyer, item, 2)) as [string, string];
    const same = act(buyer, one);
    const all = await Promise.all([
      core.shop.refundTicket(same),
      core.shop.refundTicket(same),
      core.shop.refundTicket(act(buyer, one)),
      core.shop.refundTicket(act(seller, one)),
    ]);
    expect(all.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
    expect([await world.balance(buyer), await left(item), await stateOf(one), await stateOf(two)]).toEqual([
      '88.00 GBP',
      9,
      'refunded',
      'valid',
    ]);
    granted(await core.shop.refundTicket(act(seller, two)));
    expect([await world.balance(buyer), await world.balance(seller), await left(item)]).toEqual([
      '100.00 GBP',
      '0.00 GBP',
      10,
    ]);
    await world.proven();
  });

  test('until the event’s time for that by its buyer; then, and a used one, no more', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    const item = await sell(seller, {}, 24 * hour_ms);
    const [one, two] = (await buy(buyer, item, 2)) as [string, string];
    granted(await checkIn(seller, await codeOf(buyer, two)));
    expect(refusalOf(await core.shop.refundTicket(act(seller, two)))).toBe('ticket_used');
    world.pass(9.5 * 24 * hour_ms);
    expect(refusalOf(await core.shop.refundTicket(act(buyer, one)))).toBe('ticket_refund_over');
    expect(refusalOf(await core.shop.refundTicket(act(await someone(), one)))).toBe('ticket_unknown');
    await world.proven();
  });

  test('what the seller has spent cannot come back, and the ticket stays good', async () => {
    const [seller, buyer, other] = [await someone(), await someone(1_200n), await someone()];
    const item = await sell(seller, {}, 24 * hour_ms);
    const [number] = (await buy(buyer, item)) as [string];
    await world.pay(seller, other, 1_200n);
    expect(refusalOf(await core.shop.refundTicket(act(buyer, number)))).toBe('ticket_uncovered');
    expect(await stateOf(number)).toBe('valid');
    await world.pay(other, seller, 1_200n);
    granted(await core.shop.refundTicket(act(buyer, number)));
    expect(await world.balance(buyer)).toBe('12.00 GBP');
    await world.proven();
  });

  test('whose seller has no money of their own left stays good: a buyer never has them borrow it, and they themselves may', async () => {
    const [seller, buyer, other] = [await someone(), await someone(2_400n), await someone()];
    const credit = { asset: 'GBP', line: 5_000n, reason: null };
    granted(await core.interest.setCredit(operator, by(seller), credit, world.key()));
    const item = await sell(seller, {}, 24 * hour_ms);
    const [one, two] = (await buy(buyer, item, 2)) as [string, string];
    await world.pay(seller, other, 1_201n);
    const asked = act(buyer, one);
    expect(refusalOf(await core.shop.refundTicket(asked))).toBe('ticket_uncovered');
    await world.pay(other, seller, 1n);
    // Of two at once one is covered.
    const both = await Promise.all([core.shop.refundTicket(asked), core.shop.refundTicket(act(buyer, two))]);
    expect(both.map(refusalOf).sort()).toEqual(['ok', 'ticket_uncovered']);
    expect([await world.balance(seller), await world.balance(buyer)]).toEqual(['0.00 GBP', '12.00 GBP']);
    const left = both[0].ok ? two : one;
    granted(await core.shop.refundTicket(act(seller, left)));
    expect([await world.balance(seller), await world.balance(buyer)]).toEqual(['-12.00 GBP', '24.00 GBP']);
    await world.proven();
  });

  test('a refund by hand of all that was paid voids the tickets, and never comes on top', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    const item = await sell(seller, {}, 24 * hour_ms);
    const [one, two] = (await buy(buyer, item, 2)) as [string, string];
    granted(await core.shop.refundTicket(act(seller, one)));
    const [row] = await sql<
      { payment: string }[]
    >`select payment from shop_purchase p join shop_ticket t on t.purchase = p.id where t.number = ${two}`;
    const both = await Promise.all([
      core.refund.refund(seller, { reference: row!.payment, amount: null, key: world.key() }),
      core.shop.refundTicket(act(seller, two)),
    ]);
    expect(both.some(({ ok }) => ok)).toBe(true);
    expect([await world.balance(buyer), await stateOf(two), await left(item)]).toEqual([
      '100.00 GBP',
      'refunded',
      10,
    ]);
    await world.proven();
  });

  test('what came back by hand was for all tickets alike, so that no used one is given back by way of another', async () => {
    const [seller, buyer] = [await someone(), await someone(2_400n)];
    const item = await sell(seller, {}, 24 * hour_ms);
    const [one, two] = (await buy(buyer, item, 2)) as [string, string];
    granted(await checkIn(seller, await codeOf(buyer, one)));
    const [row] = await sql<
      { payment: string }[]
    >`select payment from shop_purchase p join shop_ticket t on t.purchase = p.id where t.number = ${two}`;
    const amount = { minor: '1200', asset: { code: 'GBP', exponent: 2 } };
    granted(await core.refund.refund(seller, { reference: row!.payment, amount, key: world.key() }));
    granted(await core.shop.refundTicket(act(buyer, two)));
    expect([await world.balance(buyer), await world.balance(seller)]).toEqual(['18.00 GBP', '6.00 GBP']);
    // Whoever is inside sits on theirs.
    expect([await stateOf(one), await stateOf(two), await left(item)]).toEqual(['used', 'refunded', 9]);
    await world.proven();
  });

  test('a seat that somebody sits on is not for sale again, though all that they paid was given back', async () => {
    const [seller, buyer, late] = [await someone(), await someone(2_400n), await someone(1_200n)];
    const item = await sell(seller, { stock: 2 });
    const [one, two] = (await buy(buyer, item, 2)) as [string, string];
    granted(await checkIn(seller, await codeOf(buyer, one)));
    const [row] = await sql<
      { payment: string }[]
    >`select payment from shop_purchase p join shop_ticket t on t.purchase = p.id where t.number = ${two}`;
    granted(await core.refund.refund(seller, { reference: row!.payment, amount: null, key: world.key() }));
    expect([await left(item), await stateOf(two)]).toEqual([1, 'refunded']);
    const asked = await core.shop.choose({ by: late, item, quantity: 2, origin: origin(late) });
    expect(refusalOf(asked)).toBe('shop_sold_out');
    await buy(late, item);
    expect(await left(item)).toBe(0);
    // Called off after all, everybody has what they paid, and nothing is left to be done.
    granted(await core.shop.cancelEvent({ by: seller, item, origin: origin(seller) }));
    await work();
    expect([await world.balance(buyer), await world.balance(late), await left(item)]).toEqual([
      '24.00 GBP',
      '12.00 GBP',
      2,
    ]);
    await world.proven();
  });
});

describe('an event that is called off', () => {
  test('gives everybody back what they paid, once, whoever works on it, and lets nobody in', async () => {
    const seller = await someone();
    const buyers = await Promise.all(Array.from({ length: 6 }, () => someone(5_000n)));
    const item = await sell(seller, { stock: 50 });
    const numbers: string[] = [];
    for (const who of buyers) numbers.push(...(await buy(who, item, 2)));
    const friend = await someone();
    granted(await core.shop.giveTicket({ ...act(buyers[0]!, numbers[0]!), to: by(friend) }));
    granted(await core.shop.refundTicket(act(seller, numbers[2]!)));
    const code = await codeOf(friend, numbers[0]!);
    const cancelling = { by: seller, item, origin: origin(seller) };
    expect(refusalOf(await core.shop.cancelEvent({ ...cancelling, by: buyers[0]! }))).toBe('shop_not_yours');
    await Promise.all([core.shop.cancelEvent(cancelling), core.shop.cancelEvent(cancelling)]);
    expect(refusalOf(await checkIn(seller, code))).toBe('ticket_cancelled');
    await Promise.all([work(), work(world.another()), work()]);
    await work();
    for (const who of buyers) expect(await world.balance(who)).toBe('50.00 GBP');
    expect(await world.balance(seller)).toBe('0.00 GBP');
    expect(new Set(await Promise.all(numbers.map(stateOf)))).toEqual(new Set(['refunded']));
    expect((await world.notices('ticket_over')).at(-1)!.lane).toBe(`direct:discord::${friend.user}`);
    expect(refusalOf(await core.shop.choose({ by: friend, item, quantity: 1, origin: origin(friend) }))).toBe(
      'shop_removed',
    );
    await world.proven();
  });

  test('whose seller lacks the money goes on when they have it; what is paid meanwhile comes back, too', async () => {
    const [seller, one, two, late] = [
      await someone(),
      await someone(1_200n),
      await someone(1_200n),
      await someone(1_200n),
    ];
    const item = await sell(seller);
    await buy(one, item);
    await buy(two, item);
    const asked = granted(await core.shop.choose({ by: late, item, quantity: 1, origin: origin(late) }));
    granted(await core.intents.press(asked.offers[0]!.intent, late, origin(late)));
    const thief = await someone();
    await core.pay.authorize(world.request(seller, thief, 2_000n));
    granted(await core.shop.cancelEvent({ by: seller, item, origin: origin(seller) }));
    await world.settleAll();
    await work();
    await work();
    const paidBack = async () =>
      (await Promise.all([one, two, late].map((who) => world.balance(who)))).filter(
        (has) => has === '12.00 GBP',
      ).length;
    expect(await paidBack()).toBe(1);
    await world.fund(seller, 5_000n);
    world.pass(60_000);
    for (;;) if ((await core.outbox.relay(100, async () => {})) === 0) break;
    expect(await core.outbox.sweep(10_000)).toBeGreaterThan(0);
    await work();
    expect(await paidBack()).toBe(3);
    await world.proven();
  });

  test('pays the small purchases behind a large one that the seller cannot cover', async () => {
    const [seller, large, small, other] = [
      await someone(),
      await someone(3_600n),
      await someone(1_200n),
      await someone(),
    ];
    const item = await sell(seller);
    await buy(large, item, 3);
    await buy(small, item);
    await world.pay(seller, other, 2_400n);
    granted(await core.shop.cancelEvent({ by: seller, item, origin: origin(seller) }));
    await work();
    expect([await world.balance(large), await world.balance(small)]).toEqual(['0.00 GBP', '12.00 GBP']);
    await world.proven();
  });

  test('leaves out whoever is frozen until they are free, and whoever turned out to be the seller', async () => {
    const [seller, frozen, same] = [await someone(), await someone(1_200n), await someone(1_200n)];
    const item = await sell(seller);
    await buy(frozen, item);
    await buy(same, item);
    const { code } = granted(await core.people.linkCode(same));
    granted(await core.people.link(seller, code, world.key()));
    granted(await core.bank.freeze(operator, by(frozen), true));
    granted(await core.shop.cancelEvent({ by: seller, item, origin: origin(seller) }));
    await work();
    world.pass(60_000);
    expect(await swept(item)).toBe(0);
    granted(await core.bank.freeze(operator, by(frozen), false));
    expect(await swept(item)).toBe(1);
    await work();
    expect([await world.balance(frozen), await world.balance(seller)]).toEqual(['12.00 GBP', '12.00 GBP']);
    expect(await swept(item)).toBe(0);
    await world.proven();
  });

  test('gives back what waits for a seller who has not come when they have, and takes no ticket for nothing', async () => {
    // As whoever sells in a chat where the bot has not heard them before.
    const seller = discord(`${9000 + ++crowd}`);
    const buyer = await someone(2_400n);
    const item = await sell(seller);
    const [first, second] = (await buy(buyer, item, 2)) as [string, string];
    expect(refusalOf(await core.shop.refundTicket(act(seller, first)))).toBe('ticket_pending');
    granted(await core.shop.cancelEvent({ by: seller, item, origin: origin(seller) }));
    await work();
    expect(await world.balance(buyer)).toBe('0.00 GBP');
    expect([await stateOf(first), await stateOf(second)]).toEqual(['cancelled', 'cancelled']);
    await world.proven();
    world.pass(60_000);
    expect(await swept(item)).toBe(0);
    await world.seen(seller);
    expect(await swept(item)).toBe(1);
    await work();
    expect([await world.balance(buyer), await world.balance(seller)]).toEqual(['24.00 GBP', '0.00 GBP']);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['refunded', 'refunded']);
    await world.proven();
  });

  test('is an event', async () => {
    const seller = await someone();
    const item = {
      seller,
      name: 'No event',
      description: null,
      price: 1n,
      asset: 'GBP',
      stock: 1,
      per_person: null,
      origin: origin(seller),
    };
    const { reference } = granted(await core.shop.add(item));
    expect(
      refusalOf(await core.shop.cancelEvent({ by: seller, item: reference, origin: origin(seller) })),
    ).toBe('shop_no_event');
    expect(
      refusalOf(
        await core.shop.addStaff({ by: seller, item: reference, who: by(seller), origin: origin(seller) }),
      ),
    ).toBe('shop_no_event');
  });
});

test('what waits for a seller who has not come lets nobody in before they have: its buyer could take it back from inside', async () => {
  const [seller, buyer, staff] = [discord(`${9000 + ++crowd}`), await someone(2_400n), await someone()];
  const item = await sell(seller);
  granted(await core.shop.addStaff({ by: seller, item, who: by(staff), origin: origin(seller) }));
  const [number] = (await buy(buyer, item)) as [string];
  expect(refusalOf(await core.shop.showTicket(act(buyer, number)))).toBe('ticket_pending');
  expect(refusalOf(await core.shop.giveTicket({ ...act(buyer, number), to: by(staff) }))).toBe(
    'ticket_pending',
  );
  await world.seen(seller);
  granted(await checkIn(staff, await codeOf(buyer, number)));
  await world.proven();
});

describe('a seller who has a PIN', () => {
  const pin = '739154';
  /** Who sells tickets at £60.00, each to a buyer of their own. */
  const stand = async (buyers_count: number) => {
    const seller = await someone();
    const item = await sell(seller, { price: 60_00n });
    const buyers: { buyer: Identity; number: string }[] = [];
    for (let count = 0; count < buyers_count; count++) {
      const buyer = await someone(200_00n);
      buyers.push({ buyer, number: (await buy(buyer, item))[0]! });
    }
    granted(await core.protection.setPin(seller, pin, { pin: null }));
    return { seller, item, buyers };
  };
  type Question = NoticeOf<'confirm_spending'>;
  const questionOf = (asked: object) => (asked as { confirm: Question }).confirm;
  const yes = async (seller: Identity, question: Question) => {
    const { intent } = question.actions.find(({ action }) => action === 'confirm')!;
    return granted(await core.protection.confirm(seller, intent, pin, origin(seller)));
  };

  test('gives it before tickets’ money goes that is more than goes without: as with every refund, small ones add up', async () => {
    const { seller, buyers } = await stand(2);
    const [one, two] = buyers as [(typeof buyers)[0], (typeof buyers)[0]];
    const first = act(seller, one.number);
    for (let time = 0; time < 2; time++)
      expect(granted(await core.shop.askRefundTicket(first))).toMatchObject({ done: { did: 'refunded' } });
    const second = act(seller, two.number);
    const asked = granted(await core.shop.askRefundTicket(second));
    expect(asked).toMatchObject({
      confirm: {
        payees: [{ identities: [two.buyer] }],
        total: { minor: '6000' },
        pin: true,
        recent: { minor: '6000' },
      },
    });
    expect(granted(await core.shop.askRefundTicket(second))).toEqual(asked);
    expect([await stateOf(two.number), await world.balance(two.buyer)]).toEqual(['valid', '140.00 GBP']);
    expect(await yes(seller, questionOf(asked))).toMatchObject({
      in_place: { state: 'confirmed' },
      private: { kind: 'ticket_done', did: 'refunded', amount: { minor: '6000' } },
    });
    expect(granted(await core.shop.askRefundTicket(second))).toMatchObject({ done: { did: 'refunded' } });
    expect([await world.balance(two.buyer), await world.balance(seller)]).toEqual(['200.00 GBP', '0.00 GBP']);
    await world.proven();
  });

  test('gives it before an event is called off, for all that goes back; a yes is to that and to no more', async () => {
    const { seller, item, buyers } = await stand(2);
    const late = await someone(200_00n);
    const cancelling = { by: seller, item, origin: origin(seller) };
    const asked = granted(await core.shop.askCancelEvent(cancelling));
    expect(asked).toMatchObject({ confirm: { total: { minor: '12000' }, pin: true, state: 'asked' } });
    expect(questionOf(asked).payees).toHaveLength(2);
    const [sold] = await buy(late, item);
    expect(await yes(seller, questionOf(asked))).toMatchObject({
      in_place: { kind: 'refusal', refusal: { code: 'spending_changed' } },
    });
    expect(await stateOf(sold!)).toBe('valid');
    const again = granted(await core.shop.askCancelEvent({ ...cancelling, origin: origin(seller) }));
    expect(await yes(seller, questionOf(again))).toMatchObject({ private: { kind: 'shop_cancelled' } });
    await work();
    for (const { buyer } of [...buyers, { buyer: late }])
      expect(await world.balance(buyer)).toBe('200.00 GBP');
    await world.proven();
  });

  test('is asked for none where nothing goes: before an event that nobody bought is called off; nor is whoever gives back or away what they bought', async () => {
    const { seller, item } = await stand(0);
    const other = await sell(seller, { price: 50_00n }, hour_ms);
    const [buyer, friend] = [await someone(500_00n), await someone()];
    const [one, two] = (await buy(buyer, other, 2)) as [string, string];
    granted(await core.protection.setPin(buyer, pin, { pin: null }));
    granted(await core.protection.change(buyer, { ask_above: '0', pin_above: '0' }, pin));
    granted(await core.shop.giveTicket({ ...act(buyer, one), to: by(friend) }));
    expect(granted(await core.shop.askRefundTicket(act(buyer, two)))).toHaveProperty('done');
    expect(refusalOf(await core.shop.askRefundTicket(act(friend, two)))).toBe('ticket_unknown');
    expect(refusalOf(await core.shop.askRefundTicket(act(seller, two)))).toBe('ticket_refunded');
    const cancelling = { by: seller, item, origin: origin(seller) };
    expect(refusalOf(await core.shop.askCancelEvent({ ...cancelling, by: buyer }))).toBe('shop_not_yours');
    expect(granted(await core.shop.askCancelEvent(cancelling))).toHaveProperty('done');
    expect(granted(await core.shop.askCancelEvent(cancelling))).toHaveProperty('done');
    await world.proven();
  });
});

describe('the audit', () => {
  const finds = async (change: string, check: string, mend: string) => {
    await world.owner.script(change);
    expect((await core.audit.verify()).map((violation) => violation.check)).toContain(check);
    await world.owner.script(mend);
    await world.proven();
  };

  test('sees a ticket too many, one that gave nothing back, one that let in by no code, and one that nobody gave', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    const item = await sell(seller);
    const [one, two] = (await buy(buyer, item, 2)) as [string, string];
    await codeOf(buyer, two);
    const of = (number: string) => `where number = '${number}'`;
    await finds(
      `update shop_ticket set position = 5 ${of(one)}`,
      'tickets_are_one_for_each_unit',
      `update shop_ticket set position = 0 ${of(one)}`,
    );
    await finds(
      `update shop_ticket set refunded_at = now(), refunded_key = 'x' ${of(one)}`,
      'tickets_given_back_are_paid_back',
      `update shop_ticket set refunded_at = null, refunded_key = null ${of(one)}`,
    );
    await finds(
      `update shop_ticket set checked_in_at = now(), checked_in_by = (select seller from shop_item where reference = '${item}'), checked_in_code = 'x' ${of(one)}`,
      'tickets_let_in_once',
      `update shop_ticket set checked_in_at = null, checked_in_by = null, checked_in_code = null ${of(one)}`,
    );
    const buyers = '(select buyer from shop_purchase p where p.id = purchase)';
    for (const [number, check] of [
      [two, 'ticket_codes_are_their_holders'],
      [one, 'tickets_have_one_holder'],
    ] as const)
      await finds(
        `update shop_ticket set holder = (select seller from shop_item where reference = '${item}') ${of(number)}`,
        check,
        `update shop_ticket set holder = ${buyers} ${of(number)}`,
      );
    await finds(
      `update shop_item set stock = 1 where reference = '${item}'`,
      'tickets_fit_the_stock',
      `update shop_item set stock = 10 where reference = '${item}'`,
    );
  });

  test('sees who gave a ticket that they did not have, as two cannot hold one', async () => {
    const [seller, buyer, friend, other] = [
      await someone(),
      await someone(10_000n),
      await someone(),
      await someone(),
    ];
    const [number] = (await buy(buyer, await sell(seller))) as [string];
    granted(await core.shop.giveTicket({ ...act(buyer, number), to: by(friend) }));
    granted(await core.shop.giveTicket({ ...act(friend, number), to: by(buyer) }));
    granted(await core.shop.giveTicket({ ...act(buyer, number), to: by(other) }));
    await world.proven();
    const trigger = (how: string) =>
      `alter table shop_ticket_gift ${how} trigger shop_ticket_gift_immutable;`;
    const again = `insert into shop_ticket_gift (key, ticket, giver, receiver, created_at)
      select 'twice', g.ticket, t.holder, g.receiver, now() from shop_ticket_gift g join shop_ticket t on t.id = g.ticket
      where t.number = '${number}' and g.giver = (select buyer from shop_purchase p where p.id = t.purchase) limit 1`;
    await finds(
      again.replace('t.holder,', 'g.giver,'),
      'tickets_have_one_holder',
      `${trigger('disable')} delete from shop_ticket_gift where key = 'twice'; ${trigger('enable always')}`,
    );
  });

  test('sees whoever came in by a code that was void, after all was given back, after the end of it, or came in and was given back', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    const [item, off, back] = [await sell(seller), await sell(seller), await sell(seller)];
    const [used] = (await buy(buyer, item)) as [string];
    const [called] = (await buy(buyer, off)) as [string];
    const [returned] = (await buy(buyer, back)) as [string];
    const hashes = new Map<string, string>();
    for (const number of [used, called, returned])
      hashes.set(number, hashOfCode(await codeOf(buyer, number)));
    granted(await core.shop.checkIn({ by: seller, code: await codeOf(buyer, used), origin: origin(seller) }));
    granted(await core.shop.cancelEvent({ by: seller, item: off, origin: origin(seller) }));
    const [row] = await sql<{ payment: string }[]>`
      select payment from shop_purchase p join shop_ticket t on t.purchase = p.id where t.number = ${returned}`;
    granted(await core.refund.refund(seller, { reference: row!.payment, amount: null, key: world.key() }));
    await world.proven();

    const check = 'tickets_let_in_once';
    const code = `where hash = (select checked_in_code from shop_ticket where number = '${used}')`;
    await finds(
      `update shop_ticket_code set void_at = (select checked_in_at from shop_ticket where number = '${used}') ${code}`,
      check,
      `update shop_ticket_code set void_at = null ${code}`,
    );
    await finds(
      `update shop_ticket set refunded_at = checked_in_at, refunded_key = 'x' where number = '${used}'`,
      check,
      `update shop_ticket set refunded_at = null, refunded_key = null where number = '${used}'`,
    );
    for (const [number, finding] of [
      [called, check],
      [returned, 'tickets_are_paid_for'],
    ] as const)
      await finds(
        `update shop_ticket t set checked_in_at = c.created_at + interval '1 minute', checked_in_code = c.hash,
          checked_in_by = (select seller from shop_item where reference = '${item}')
          from shop_ticket_code c where c.hash = '${hashes.get(number)}' and t.number = '${number}'`,
        finding,
        `update shop_ticket set checked_in_at = null, checked_in_by = null, checked_in_code = null where number = '${number}'`,
      );
    // What says how tickets stand is itself held to what was paid.
    const [{ view }] = (await world.owner<{ view: string }[]>`
      select pg_get_viewdef('shop_ticket_state'::regclass) as view`) as [{ view: string }];
    const good = view.replace(/s\.refunded >= s\.amount/, 'false');
    expect(good).not.toBe(view);
    await finds(
      `create or replace view shop_ticket_state as ${good}`,
      'tickets_are_paid_for',
      `create or replace view shop_ticket_state as ${view}`,
    );
  });

  test('what stands of a gift is not rewritten, not even by the owner', async () => {
    await expect(world.owner.script('update shop_ticket_gift set giver = receiver')).rejects.toThrow(
      /immutable/,
    );
  });
});

test('what tickets brought is what their seller has', async () => {
  const [seller, buyer] = [await someone(), await someone(10_000n)];
  const item = await sell(seller);
  const [one] = (await buy(buyer, item, 3)) as [string];
  granted(await core.shop.refundTicket(act(seller, one)));
  const { items, takings } = await core.shop.desk(seller);
  expect([items[0]!.sold, takings.map(shown)]).toEqual([2, ['24.00 GBP']]);
});
