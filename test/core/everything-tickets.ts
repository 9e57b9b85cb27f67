/** Tickets among everything that people can do, with a book of our own about the door: which code was shown to whom, and who is inside. */
import fc from 'fast-check';
import type { Core, Identity, Origin, Result } from '../../core/index.ts';
import { refuse } from '../../core/refusals.ts';
import { by, type World } from './world.ts';

const day_ms = 86_400_000;

/** How far back: the newest, the one before it … */
const back = fc.nat(4);
/** Mostly by whom it concerns. */
const often = fc.constantFrom(true, true, true, false);
const amount = fc.integer({ min: -1, max: 60 });

/** What one of so many people may do about events. */
export const ticketOperationOf = (people: number) => {
  const who = fc.nat(people - 1);
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('hold event' as const),
        who,
        amount: fc.integer({ min: 0, max: 60 }),
        /** So that whoever calls it off may have too little. */
        dear: fc.constantFrom(false, false, true),
        stock: fc.option(fc.integer({ min: 1, max: 9 })),
        limit: fc.option(fc.integer({ min: 2, max: 4 })),
        ahead_days: fc.constantFrom(2, 9, 25),
        refund_before_days: fc.constantFrom(null, 0, 1, 4),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('buy tickets' as const),
        who,
        back: fc.nat(2),
        quantity: fc.integer({ min: 1, max: 3 }),
        settles: often,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('show ticket' as const),
        who,
        back,
        holder: often,
        button: fc.boolean(),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('give ticket' as const),
        who,
        to: who,
        back,
        holder: often,
        /** The giver has seen it before, and keeps the code. */
        shown: often,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('check in' as const),
        who,
        back,
        door: fc.constantFrom('seller', 'seller', 'staff', 'anybody'),
        /** By a code that was shown a moment ago, and not by any that ever was. */
        fresh: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('try an old code' as const), back: fc.nat(1) }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('give ticket back' as const),
        who,
        back,
        as: fc.constantFrom('buyer', 'buyer', 'holder', 'seller', 'anybody'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('refund tickets by hand' as const),
        back,
        /** Null: all of it. */
        part: fc.option(amount),
        bank: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('add staff' as const), who, back, seller: often }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('call off' as const), who, back, seller: often }),
    },
  );
};
type TicketOperation = ReturnType<typeof ticketOperationOf> extends fc.Arbitrary<infer T> ? T : never;

/** Somebody by the id of their person, as whom they became; anybody for null. */
export async function bearer(
  { owner }: Pick<World, 'owner'>,
  person: bigint | null,
  otherwise: Identity,
): Promise<Identity> {
  if (person === null) return otherwise;
  const [row] = await owner<Identity[]>`
    select i.platform, i.tenant, i.user_id as user from person p
    join identity i on i.person = coalesce(p.merged_into, p.id) where p.id = ${person} limit 1`;
  return row ?? otherwise;
}

interface Event {
  reference: string;
  seller: bigint | null;
}

/** The nth newest event, or the oldest; `open`: of those for which there are tickets. */
async function event(
  { owner, clock }: World,
  back: number,
  which: 'open' | 'any' | 'not called off',
): Promise<Event> {
  const rows = await owner<Event[]>`
    select reference, seller from shop_item where event_at is not null
      and (${which} <> 'open' or state = 'open' and event_at > ${clock.now()})
      and (${which} = 'any' or state <> 'cancelled')
    order by id desc limit ${back + 1}`;
  return rows.at(-1) ?? { reference: 'itm_0000000000', seller: null };
}

interface Ticket {
  number: string;
  payment: string;
  holder: bigint | null;
  buyer: bigint | null;
  seller: bigint | null;
}

/** The nth newest ticket, of those that are good first. */
async function ticket({ owner }: World, back: number): Promise<Ticket> {
  const rows = await owner<Ticket[]>`
    select t.number, t.payment, t.holder, t.buyer, i.seller
    from (select * from shop_ticket_state order by ticket desc limit 30) t
    join shop_item i on i.id = t.item
    order by t.state <> 'valid', t.ticket desc limit ${back + 1}`;
  const nobodys = {
    number: '123456789015',
    payment: 'pay_0000000000',
    holder: null,
    buyer: null,
    seller: null,
  };
  return rows.at(-1) ?? nobodys;
}

interface Code {
  code: string;
  number: string;
  holder: Identity;
  /** How often the ticket had been given to somebody when the code was shown. */
  gifts: number;
}

/** What is known at the door without asking the books: the codes that were shown, the newest last, and by which event somebody came in. */
interface Door {
  codes: Code[];
  inside: Map<string, string>;
}
const codes_kept = 40;
const doors = new WeakMap<World, Door>();
const doorOf = (world: World): Door => {
  const door = doors.get(world) ?? { codes: [], inside: new Map() };
  doors.set(world, door);
  return door;
};

async function giftsOf({ owner }: World, number: string): Promise<number> {
  const [row] = await owner<{ gifts: number }[]>`
    select count(*)::int as gifts from shop_ticket_gift g join shop_ticket t on t.id = g.ticket where t.number = ${number}`;
  return row!.gifts;
}

/** Its newest code is in the holder's hands, and in ours. */
async function show(
  world: World,
  core: Core,
  { holder, number, origin, button }: { holder: Identity; number: string; origin: Origin; button: boolean },
): Promise<Result<unknown>> {
  const gifts = await giftsOf(world, number);
  const listed = button ? (await core.shop.tickets(holder)).tickets : [];
  const intent = listed.find((one) => one.number === number)?.intent;
  const pressed = intent ? await core.intents.press(intent, holder, origin) : null;
  const shown = pressed ?? (await core.shop.showTicket({ by: holder, number, origin }));
  if (!shown.ok) return shown;
  const notice = 'private' in shown.value ? shown.value.private : shown.value;
  if (!('kind' in notice!) || notice.kind !== 'ticket' || notice.code === null)
    throw new Error(`Ticket ${number} was shown without a code`);
  // Where it was given away meanwhile, nobody knows whether that was before.
  const { codes } = doorOf(world);
  if ((await giftsOf(world, number)) === gifts) codes.push({ code: notice.code, number, holder, gifts });
  codes.splice(0, codes.length - codes_kept);
  return shown;
}

/** Throws where somebody came in who should not have. */
async function mayHaveComeIn(world: World, { number, holder, gifts }: Code, key: string): Promise<void> {
  const { inside } = doorOf(world);
  const before = inside.get(number);
  if (before !== undefined && before !== key) throw new Error(`Ticket ${number} let in twice`);
  inside.set(number, key);
  const [row] = await world.owner<{ isHolder: boolean; state: string }[]>`
    select t.state, t.holder = coalesce(p.merged_into, p.id) as "isHolder"
    from shop_ticket_state t, identity i join person p on p.id = i.person
    where t.number = ${number} and i.platform = ${holder.platform} and i.tenant = ${holder.tenant} and i.user_id = ${holder.user}`;
  if (!row?.isHolder || (await giftsOf(world, number)) !== gifts)
    throw new Error(`A code of ticket ${number} let in after the ticket was given away`);
}

/** Throws where whoever bought a ticket got their money back later than the event allows, or without the ticket. */
async function mayHaveComeBack({ owner, clock }: World, number: string, by: Identity): Promise<void> {
  const [row] = await owner<{ late: boolean }[]>`
    select coalesce(i.refund_until <= ${clock.now()}, true) or t.holder <> t.buyer as late
    from shop_ticket_state t join shop_item i on i.id = t.item
    join person q on q.id = i.seller,
    identity one join person p on p.id = one.person
    where t.number = ${number} and one.platform = ${by.platform} and one.tenant = ${by.tenant} and one.user_id = ${by.user}
      and coalesce(p.merged_into, p.id) <> coalesce(q.merged_into, q.id)`;
  if (row?.late) throw new Error(`Ticket ${number} was given back by its buyer, too late`);
}

interface Doing {
  crowd: readonly Identity[];
  self: Identity;
  origin: Origin;
}

/** As `prepared` of everything. */
export async function preparedTickets(
  world: World,
  { crowd, self, origin }: Doing,
  one: TicketOperation,
): Promise<(core: Core) => Promise<unknown>> {
  const { key } = origin;
  switch (one.do) {
    case 'hold event': {
      const day = new Date(world.clock.now().getTime() + one.ahead_days * day_ms).toISOString().slice(0, 10);
      const refund_before_ms = one.refund_before_days === null ? null : one.refund_before_days * day_ms;
      const held = { day, time: 20 * 60, zone: 'Europe/Berlin', place: 'Town Hall', refund_before_ms };
      const item = { name: key, description: null, stock: one.stock, per_person: one.limit, event: held };
      const price = BigInt(one.amount) * (one.dear ? 50n : 1n);
      return (core) => core.shop.add({ ...item, seller: self, price, asset: 'GBP', origin });
    }
    case 'buy tickets': {
      const { reference: item } = await event(world, one.back, 'open');
      return async (core) => {
        const asked = await core.shop.choose({ by: self, item, origin, quantity: one.quantity });
        if (!asked.ok) return asked;
        const [offer] = asked.value.offers;
        const bought = await core.intents.press(offer!.intent, self, { ...origin, key: `${key}-yes` });
        if (one.settles) await world.settleAll(core.pay);
        return bought;
      };
    }
    case 'show ticket': {
      const { number, holder: has } = await ticket(world, one.back);
      const holder = one.holder ? await bearer(world, has, self) : self;
      return (core) => show(world, core, { holder, number, origin, button: one.button });
    }
    case 'give ticket': {
      const { number, holder: has } = await ticket(world, one.back);
      const holder = one.holder ? await bearer(world, has, self) : self;
      const giving = { by: holder, number, origin, to: by(crowd[one.to]!) };
      const showing = { holder, number, origin: { ...origin, key: `${key}-show` }, button: false };
      return async (core) => {
        if (one.shown) await show(world, core, showing);
        return core.shop.giveTicket(giving);
      };
    }
    case 'check in': {
      const { codes } = doorOf(world);
      if (one.fresh) {
        const { number, holder } = await ticket(world, one.back);
        const showing = { holder: await bearer(world, holder, self), number, button: false };
        await show(world, world.core, { ...showing, origin: { ...origin, key: `${key}-show` } });
      }
      const found = one.fresh ? codes.at(-1) : codes.at(-1 - one.back);
      if (!found) return async () => refuse('ticket_code_unknown');
      const checker = await atDoor(world, found.number, one.door, self);
      return async (core) => {
        const let_in = await core.shop.checkIn({ by: checker, code: found.code, origin });
        if (let_in.ok) await mayHaveComeIn(world, found, key);
        return let_in;
      };
    }
    case 'try an old code': {
      const old: Code[] = [];
      for (const shown of [...doorOf(world).codes].reverse())
        if (old.length <= one.back && (await giftsOf(world, shown.number)) > shown.gifts) old.push(shown);
      const found = old.at(-1);
      if (!found) return async () => refuse('ticket_code_unknown');
      const checker = await atDoor(world, found.number, 'seller', self);
      return async (core) => {
        const let_in = await core.shop.checkIn({ by: checker, code: found.code, origin });
        if (let_in.ok) throw new Error(`Ticket ${found.number} let in by a code of before it was given away`);
        // A door that is frozen says nothing of the code.
        return let_in.refusal.code === 'ticket_code_void' ? null : let_in;
      };
    }
    case 'give ticket back': {
      const { number, ...people } = await ticket(world, one.back);
      const returner = one.as === 'anybody' ? self : await bearer(world, people[one.as], self);
      return async (core) => {
        const back = await core.shop.refundTicket({ by: returner, number, origin });
        if (back.ok) await mayHaveComeBack(world, number, returner);
        return back;
      };
    }
    case 'refund tickets by hand': {
      const { payment: reference, seller } = await ticket(world, one.back);
      const amount =
        one.part === null ? null : { minor: String(one.part), asset: { code: 'GBP', exponent: 2 } };
      const payee = await bearer(world, seller, self);
      return (core) =>
        one.bank
          ? core.refund.refundByBank(null, { reference, payee: null, amount, key })
          : core.refund.refund(payee, { reference, amount, key });
    }
    case 'add staff': {
      const { reference: item, seller } = await event(world, one.back, 'not called off');
      const adder = one.seller ? await bearer(world, seller, self) : self;
      return (core) => core.shop.addStaff({ by: adder, item, who: by(self), origin });
    }
    case 'call off': {
      const { reference: item, seller } = await event(world, one.back, 'not called off');
      const caller = one.seller ? await bearer(world, seller, self) : self;
      return (core) => core.shop.cancelEvent({ by: caller, item, origin });
    }
  }
}

/** Who stands at the door of a ticket's event. */
async function atDoor(
  world: World,
  number: string,
  door: 'seller' | 'staff' | 'anybody',
  self: Identity,
): Promise<Identity> {
  const [row] = await world.owner<{ seller: bigint; staff: bigint | null }[]>`
    select i.seller, (select max(s.person) from shop_staff s where s.item = i.id) as staff
    from shop_ticket t join shop_purchase p on p.id = t.purchase join shop_item i on i.id = p.item
    where t.number = ${number}`;
  return door === 'anybody' || !row ? self : bearer(world, row[door] ?? row.seller, self);
}
