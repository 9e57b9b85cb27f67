/** Everything that people can do with money, as operations that chance chooses: for the tests that play them in random order. */
import fc from 'fast-check';
import type {
  Core,
  Division,
  Identity,
  PricesSource,
  PublishedPrice,
  Repeat,
  RepeatOn,
  StandingAct,
  StandingPlan,
  Statement,
} from '../../core/index.ts';
import { bearer, preparedTickets, ticketOperationOf } from './everything-tickets.ts';
import { by, granted, group, operator, type World } from './world.ts';

/** How many of each currency one euro is, where the operations are played: of the European Central Bank, 28 June 2024. */
export const perEuro = { GBP: '0.84638', JPY: '171.94' };

let published: PublishedPrice[] = [];

/** What is published as the operations are played. */
export const prices: PricesSource = { name: 'test', freshFor_ms: 3_600_000, fetch: async () => published };

/** The exchange has something to deal out of, there are shares to buy, and everybody may borrow. */
export async function stockExchange({ core, key }: World): Promise<void> {
  await core.exchange.refresh();
  const acme = {
    code: 'ACME',
    name: 'Acme plc',
    exponent: 4,
    kind: 'security',
    quote: null,
    price: '0.20',
  } as const;
  granted(await core.invest.define(null, acme, key()));
  granted(await core.invest.issue(null, { asset: 'ACME', units: 10_000_0000n }, key()));
  for (const [asset, amount] of [
    ['GBP', 1_000_00n],
    ['EUR', 1_000_00n],
    ['JPY', 100_000n],
  ] as const)
    granted(await core.exchange.stock(null, { amount, asset }, key()));
  for (const asset of ['GBP', 'EUR', 'JPY'])
    granted(await core.loan.setProduct(null, { tier: 'basic', asset, terms: lent(1) }, key()));
}

/** Every other time, half of a loan is its fee: of that most comes back. */
const lent = (amount: number) => ({
  ...{ amount_min: 1_00n, amount_max: 60_00n, months_min: 1, months_max: 6, rate_ppm: amount * 5_000 },
  ...{ fee_ppm: amount % 2 === 0 ? 10_000 : 500_000, outstanding_max: 90_00n, loans_max: 3 },
});

/** Who is there, and the one room where they talk: a tab belongs to a conversation. */
interface Town {
  crowd: readonly Identity[];
  channel: string;
}

const amount = fc.integer({ min: -1, max: 60 });
/** How far back: the newest, the one before it … */
const back = fc.nat(5);
/** Mostly by whom it concerns. */
const often = fc.constantFrom(true, true, true, false);

const currency = fc.constantFrom('GBP', 'GBP', 'EUR', 'JPY');
const rateKind = fc.constantFrom('credit_balance' as const, 'debit_balance' as const, 'savings' as const);

const daily: Repeat = { unit: 'day', every: 1, on: null, count: null, until: null };
const fridays: RepeatOn = { by: 'weekdays', weekdays: [5] };
const plan = fc.constantFrom<StandingPlan>(
  { from: null, time: null, repeat: { ...daily, count: 5 } },
  { from: null, time: 18 * 60, repeat: { ...daily, count: 2 } },
  { from: null, time: null, repeat: { ...daily, unit: 'week', every: 2, on: fridays } },
  { from: '2027-01-01', time: null, repeat: null },
);
const standingAct = fc.constantFrom<StandingAct>('pause', 'resume', 'skip', 'end');

/** What one of so many people may do next. */
export const operationOf = (people: number) => {
  const who = fc.nat(people - 1);
  const some = fc.uniqueArray(who, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('pay' as const), who, some, amount, total: fc.boolean() }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('request' as const), who, some, amount, total: fc.boolean() }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('split' as const), who, some, amount, mode: fc.nat(3) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('drop' as const),
        who,
        amount,
        shares: fc.nat(4),
        even: fc.boolean(),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('offer' as const), who, amount }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('unlock' as const), who, back }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('tier of a creator' as const), who, amount }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('subscribe' as const), who, back }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('unsubscribe' as const), who, back, subscriber: often }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('reprice' as const), who, back, amount, seller: often }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('tab add' as const), who, some, amount }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('tab edit' as const), who, back, amount }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('tab delete' as const), who, back }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('tab settle' as const), who }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('refund' as const),
        who,
        back,
        amount,
        payee: often,
        all: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('refund by bank' as const), back, amount, all: often }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('dispute' as const), who, back, payer: often }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('decide' as const), back, refund: fc.boolean() }) },
    // Every button that there is, pressed by whose it is, or by whoever comes by.
    {
      weight: 14,
      arbitrary: fc.record({ do: fc.constant('press' as const), who, back: fc.nat(11), owner: often }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('fund' as const), who, amount }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('tip' as const), who, to: who, amount }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('come' as const), who }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('freeze' as const), who, frozen: fc.boolean() }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('cheque' as const), who, to: who, amount, named: fc.boolean() }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('cash' as const), who, back, payee: often, guess: fc.nat(5) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('stop' as const), who, back, writer: often }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('link' as const), who, to: who }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('convert' as const),
        who,
        amount,
        give: currency,
        get: currency,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('pay abroad' as const), who, to: who, amount, get: currency }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('save' as const), who, amount, goal: fc.boolean() }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('unsave' as const), who, amount, all: fc.boolean() }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('credit' as const), who, amount, line: fc.boolean() }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('tier' as const), who, amount, line: fc.boolean() }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('rate' as const), kind: rateKind, percent: fc.nat(30) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('schedule' as const), who, to: who, amount, plan }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('standing' as const), who, back, act: standingAct }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('trade' as const),
        who,
        amount,
        side: fc.constantFrom('buy' as const, 'sell' as const),
        how: fc.constantFrom('units' as const, 'worth' as const, 'all' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('pay shares' as const),
        who,
        some,
        amount,
        drop: fc.boolean(),
        back,
        holder: often,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('price' as const), pence: fc.integer({ min: 1, max: 90 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('feed' as const), pence: fc.integer({ min: 10, max: 30 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('source' as const),
        source: fc.constantFrom('feed' as const, 'feed' as const, 'operator' as const),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('portfolio' as const), who }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('dividend' as const), amount, each: fc.boolean() }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('sell' as const),
        who,
        amount,
        stock: fc.option(fc.nat(3)),
        limit: fc.option(fc.nat(2)),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('buy' as const), who, back, quantity: fc.nat(3) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('change item' as const),
        who,
        back,
        amount,
        owner: often,
        how: fc.constantFrom('price', 'left', 'more', 'less', 'unlimited', 'remove'),
      }),
    },
    { weight: 20, arbitrary: ticketOperationOf(people) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('statement' as const), who, months: fc.nat(2) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('borrow' as const),
        who,
        amount,
        asset: currency,
        months: fc.nat(6),
        taken: often,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('repay' as const),
        who,
        back,
        borrower: often,
        amount,
        what: fc.constantFrom('part', 'part', 'due', 'all'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('terms' as const), amount, asset: currency, off: fc.nat(9) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('write off' as const), back }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('work' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 14, 30) }),
    },
  );
};
type Operation = ReturnType<typeof operationOf> extends fc.Arbitrary<infer T> ? T : never;

const money = (minor: number) => ({ minor: String(minor), asset: { code: 'GBP', exponent: 2 } });

const divisionOf = (mode: number, people: readonly Identity[], amount: number): Division => {
  const parts = (weight: number) => people.map((one) => ({ who: by(one), weight: String(weight) }));
  if (mode === 0) return { mode: 'equal', who: people.map((one) => by(one)) };
  if (mode === 1) return { mode: 'shares', parts: parts(2) };
  if (mode === 2) return { mode: 'percent', parts: parts(33_00) };
  return { mode: 'exact', parts: parts(Math.max(1, Math.floor(amount / 4))) };
};

/** What is nth newest of its kind; nobody's where there are too few. */
interface Found {
  reference: string;
  /** By id. */
  one: bigint | null;
  other: bigint | null;
}
const nothing: Found = { reference: 'pay_0000000000', one: null, other: null };

/** Of a payment, who paid and who was paid. */
async function payment({ owner }: World, back: number): Promise<Found> {
  const [row] = await owner<Found[]>`
    select o.reference, o.payer as one, p.payee as other
    from payment p join payment_order o on o.id = p.payment_order
    order by p.id desc limit 1 offset ${back}`;
  return row ?? nothing;
}

/** And of a paid post, who sells it; the oldest, where there are not so many. */
async function paidPost({ owner }: World, back: number): Promise<Found> {
  const rows = await owner<Found[]>`
    select reference, seller as one, null as other from paywall_post order by id desc limit ${back + 1}`;
  return rows.at(-1) ?? { ...nothing, reference: 'pst_0000000000' };
}

async function dispute({ owner }: World, back: number): Promise<string> {
  const rows = await owner<{ reference: string }[]>`
    select reference from dispute order by state <> 'open', id desc limit ${back + 1}`;
  return rows.at(-1)?.reference ?? 'dsp_0000000000';
}

/** With whoever set it up, by whichever chat. */
async function standingOrder(
  { owner }: World,
  back: number,
): Promise<{ reference: string; payer: Identity | null }> {
  const [row] = await owner<{ reference: string; payer: Identity }[]>`
    select reference, origin -> 'person' as payer from standing_order order by id desc limit 1 offset ${back}`;
  return row ?? { reference: 'sto_0000000000', payer: null };
}

/** Nothing comes again, so that what is under way comes to its end. */
export async function endStandingOrders({ core, owner, key }: World): Promise<void> {
  const open = await owner<{ reference: string; payer: Identity }[]>`
    select reference, origin -> 'person' as payer from standing_order where state <> 'ended'`;
  for (const { reference, payer } of open) {
    const origin = { key: key(), conversation: group(payer.platform) };
    granted(await core.standing.act({ by: payer, reference, act: 'end', origin }));
  }
}

/** Of what is or was for sale, who sells it. */
async function wares({ owner }: World, back: number): Promise<Found> {
  const [row] = await owner<Found[]>`
    select reference, seller as one, null::bigint as other from shop_item order by id desc limit 1 offset ${back}`;
  return row ?? { ...nothing, reference: 'itm_0000000000' };
}

/** Of a loan, of those that are owed first, who took it. */
async function loan({ owner }: World, back: number): Promise<Found> {
  const [row] = await owner<Found[]>`
    select reference, person as one, null::bigint as other from loan
    order by state <> 'active', id desc limit 1 offset ${back}`;
  return row ?? { ...nothing, reference: 'lon_0000000000' };
}

/** And of what creators offer by the month, who they are. */
async function tier({ owner }: World, back: number): Promise<Found> {
  const [row] = await owner<Found[]>`
    select reference, creator as one, null::bigint as other from subscription_tier
    where closed_at is null order by id desc limit 1 offset ${back}`;
  return row ?? { ...nothing, reference: 'tie_0000000000' };
}

/** Whoever has shares to give. */
async function holder({ owner }: World, back: number): Promise<bigint | null> {
  const [row] = await owner<{ id: bigint }[]>`
    select p.id from account a join person p on p.public_id = a.owner
    where a.asset = 'ACME' and a.purpose = 'wallet' and a.credits_posted > a.debits_posted order by a.id desc limit 1 offset ${back}`;
  return row?.id ?? null;
}

/** And of a subscription, who subscribed. */
async function subscription({ owner }: World, back: number): Promise<Found> {
  const [row] = await owner<Found[]>`
    select reference, subscriber as one, null::bigint as other from subscription order by id desc limit 1 offset ${back}`;
  return row ?? { ...nothing, reference: 'sub_0000000000' };
}

/** Throws for an account whose entries do not lead from its opening balance to its closing one. */
function addsUp({ accounts }: Statement): void {
  for (const { id, opening, closing, entries } of accounts) {
    const moved = entries.reduce((sum, { amount }) => sum + BigInt(amount.minor), BigInt(opening.minor));
    if (moved !== BigInt(closing.minor)) throw new Error(`${id} is ${closing.minor} and not ${moved}`);
  }
}

/** Of a cheque, who wrote it and who may cash it; with what a paper of it says that its writer prints for this. */
async function cheque(
  { owner, core }: World,
  back: number,
  key: string,
): Promise<Found & { secret: string }> {
  const [row] = await owner<(Found & { print: string })[]>`
    select c.reference, c.writer as one, c.payee as other, i.key as print
    from cheque c join intent i on i.subject = c.id and i.kind = 'cheque_print'
    order by c.id desc limit 1 offset ${back}`;
  if (!row) return { ...nothing, reference: 'TUP-1234-5678-9018', secret: '' };
  const writer = await bearer({ owner }, row.one, operator);
  const printed = await core.intents.press(row.print, writer, { key, conversation: group('discord') });
  const notice = printed.ok ? printed.value.private : undefined;
  return { ...row, secret: (notice?.kind === 'cheque_paper' && notice.secret) || '0'.repeat(28) };
}

/** What is done, decided once, so that it can be done again: the same in any process. */
export async function prepared(
  world: World,
  { crowd, channel }: Town,
  one: Operation,
): Promise<(core: Core) => Promise<unknown>> {
  const { owner } = world;
  const key = world.key();
  const self = 'who' in one ? crowd[one.who]! : operator;
  // One room for all, whatever their chat: a tab belongs to a conversation.
  const origin = { key, conversation: { ...group('discord'), channel: channel } };
  const people = 'some' in one ? one.some.map((index) => crowd[index]!) : [];
  const amount = 'amount' in one ? BigInt(one.amount) : 0n;
  const mode = 'total' in one && one.total ? ('total' as const) : ('each' as const);
  const common = { asset: 'GBP', memo: null, origin };
  switch (one.do) {
    case 'pay': {
      const request = { ...common, payer: self, payees: people.map((each) => by(each)), amount, mode };
      return (core) => core.pay.authorize(request);
    }
    case 'request': {
      const request = { ...common, asker: self, payers: people.map((each) => by(each)), amount, mode };
      return (core) => core.request.ask(request);
    }
    case 'split': {
      const division = divisionOf(one.mode, people, one.amount);
      const bill = { total: String(one.amount), asset: 'GBP', memo: null, division, withMe: true };
      return (core) => core.split.open({ bill, owner: self, origin });
    }
    case 'drop': {
      const { shares, even } = one;
      const how = {
        shares,
        mode: even ? ('even' as const) : ('random' as const),
        lasts_ms: null,
        account_age_ms: 0,
      };
      return (core) => core.drop.give({ ...common, giver: self, amount, ...how });
    }
    case 'offer': {
      const post = { title: 'a post', teaser: null, text: 'a secret', file: null, asset: 'GBP' };
      return (core) => core.paywall.offer({ ...post, seller: self, price: amount, origin });
    }
    case 'unlock': {
      const { reference } = await paidPost(world, one.back);
      return (core) => core.paywall.unlock({ by: self, reference, origin });
    }
    case 'tier of a creator':
      return (core) =>
        core.subscription.offer({ creator: self, price: amount, asset: 'GBP', name: null, origin });
    case 'subscribe': {
      const creator = await bearer(world, (await tier(world, one.back)).one, self);
      const found = await world.core.subscription.find(self, by(creator));
      return async (core) =>
        found.ok ? core.intents.press(found.value.tiers[0]!.intent, self, origin) : found;
    }
    case 'unsubscribe': {
      const { reference, one: subscriber } = await subscription(world, one.back);
      const canceller = one.subscriber ? await bearer(world, subscriber, self) : self;
      return (core) => core.subscription.cancel({ by: canceller, reference, origin });
    }
    case 'reprice': {
      const { reference, one: seller } = await paidPost(world, one.back);
      const editor = one.seller ? await bearer(world, seller, self) : self;
      const post = { title: 'a post', teaser: null, text: 'another secret', file: null, asset: 'GBP' };
      return (core) => core.paywall.edit({ ...post, by: editor, reference, price: amount, origin });
    }
    case 'tab add': {
      const among = people.map((each) => by(each));
      return (core) => core.tab.add({ ...common, by: self, amount, payer: null, among, only: false });
    }
    case 'tab edit': {
      const change = {
        amount: { minor: amount, asset: 'GBP' },
        memo: null,
        payer: null,
        among: [],
        only: false,
      };
      return (core) => core.tab.edit({ by: self, origin, number: one.back + 1, ...change });
    }
    case 'tab delete':
      return (core) => core.tab.remove({ by: self, origin, number: one.back + 1 });
    case 'tab settle':
      return (core) => core.tab.settle({ by: self, origin });
    case 'refund': {
      const { reference, other } = await payment(world, one.back);
      const payee = one.payee ? await bearer(world, other, self) : self;
      const asked = one.all ? null : money(one.amount);
      return (core) => core.refund.refund(payee, { reference, amount: asked, key });
    }
    case 'refund by bank': {
      const { reference } = await payment(world, one.back);
      const asked = one.all ? null : money(one.amount);
      return (core) => core.refund.refundByBank(null, { reference, payee: null, amount: asked, key });
    }
    case 'dispute': {
      const { reference, one: paid } = await payment(world, one.back);
      const payer = one.payer ? await bearer(world, paid, self) : self;
      return (core) => core.refund.dispute(payer, { reference, payee: 0, words: 'wrong', key });
    }
    case 'decide': {
      const reference = await dispute(world, one.back);
      const decision = one.refund
        ? { verdict: 'refund' as const, amount: null }
        : { verdict: 'reject' as const, words: 'no' };
      return (core) => core.refund.decide(operator, { reference, decision, key });
    }
    case 'press': {
      const [intent] = await owner<{ key: string; person: bigint | null }[]>`
        select key, person from intent where kind !~ 'form' and (expires_at is null or expires_at > ${world.clock.now()})
        order by created_at desc, kind, person, key limit 1 offset ${one.back}`;
      const presser = one.owner ? await bearer(world, intent?.person ?? null, self) : self;
      return async (core) => intent && core.intents.press(intent.key, presser, origin);
    }
    case 'fund':
      return (core) => core.bank.fund(null, by(self), amount, 'GBP', key);
    case 'tip': {
      const request = { tipper: self, author: by(crowd[one.to]!), amount, asset: 'GBP', origin };
      return (core) => core.tip.tip(request);
    }
    case 'come':
      return (core) => core.people.seen({ identity: self, name: 'somebody' }, origin.conversation);
    case 'cheque': {
      const payee = one.named ? by(crowd[one.to]!) : null;
      return (core) => core.cheque.write({ ...common, writer: self, payee, amount, months: 1 });
    }
    case 'cash': {
      const { reference: number, other, secret } = await cheque(world, one.back, `${key}-print`);
      const casher = one.payee ? await bearer(world, other, self) : self;
      const typed = one.guess === 0 ? '0'.repeat(28) : secret;
      return (core) => core.cheque.cash({ casher, number, secret: typed, key });
    }
    case 'stop': {
      const [row] = await owner<{ reference: string; writer: bigint }[]>`
        select reference, writer from cheque order by id desc limit 1 offset ${one.back}`;
      const writer = one.writer ? await bearer(world, row?.writer ?? null, self) : self;
      return (core) => core.cheque.stop(writer, row?.reference ?? 'TUP-1234-5678-9018', key);
    }
    case 'freeze':
      return (core) => core.bank.freeze(null, by(self), one.frozen);
    case 'link': {
      const made = await world.core.people.linkCode(self);
      return async (core) => made.ok && core.people.link(crowd[one.to]!, made.value.code, key);
    }
    case 'convert': {
      const { give: asset, get: to } = one;
      return async (core) => {
        const quote = await core.exchange.quote(self, { give: { amount, asset }, to, origin });
        return quote.ok ? core.exchange.accept(self, quote.value.reference, `${key}-accept`) : quote;
      };
    }
    case 'pay abroad': {
      const request = { ...common, payer: self, payees: [by(crowd[one.to]!)], amount, mode: 'each' as const };
      return async (core) => {
        const asked = await core.pay.ask({ ...request, asset: one.get });
        if (!asked.ok || !('confirm' in asked.value)) return asked;
        const [yes] = 'actions' in asked.value.confirm ? asked.value.confirm.actions : [];
        return yes && 'intent' in yes
          ? core.intents.press(yes.intent, self, { ...origin, key: `${key}-yes` })
          : asked;
      };
    }
    case 'trade': {
      const { side, how } = one;
      const size =
        how === 'all'
          ? ('all' as const)
          : how === 'units'
            ? { units: amount * 100n }
            : { worth: money(one.amount) };
      return async (core) => {
        const quote = await core.invest.quote(self, { side, asset: 'ACME', size, origin });
        return quote.ok ? core.invest.accept(self, quote.value.reference, `${key}-accept`) : quote;
      };
    }
    case 'pay shares': {
      const units = { amount: amount * 10n, asset: 'ACME' };
      const giver = one.holder ? await bearer(world, await holder(world, one.back), self) : self;
      const how = { shares: 2, mode: 'random' as const, lasts_ms: null, account_age_ms: 0 };
      if (one.drop) return (core) => core.drop.give({ ...common, ...units, giver, ...how });
      const request = { ...common, ...units, payer: giver, payees: people.map((each) => by(each)), mode };
      return (core) => core.pay.authorize(request);
    }
    case 'price': {
      const price = { asset: 'ACME', price: `0.${String(one.pence).padStart(2, '0')}`, from: null };
      return (core) => core.invest.setPrice(operator, price, key);
    }
    case 'feed':
      return (core) => {
        const at = world.clock.now().toISOString();
        published = [{ asset: 'ACME', price: `0.${one.pence}`, currency: 'GBP', at }];
        return core.invest.refresh();
      };
    case 'source':
      return (core) => core.invest.setSource(operator, { asset: 'ACME', source: one.source }, key);
    case 'dividend': {
      const dayIn = (days: number) =>
        new Date(world.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
      const dividend = {
        asset: 'ACME',
        currency: null,
        amount: one.each
          ? { per_unit: `0.${String(Math.abs(one.amount)).padStart(2, '0')}` }
          : { in_all: amount },
        record: dayIn(0),
        pay: dayIn(1),
      };
      return (core) => core.invest.declare(operator, dividend, key);
    }
    case 'portfolio':
      return (core) => core.invest.portfolio(self);
    case 'save': {
      const goal = one.goal ? { goal: { target: 100_00n, name: 'a boat' } } : {};
      return (core) => core.savings.save({ person: self, amount, asset: 'GBP', key, ...goal });
    }
    case 'unsave':
      return (core) =>
        core.savings.unsave({ person: self, amount: one.all ? null : amount, asset: 'GBP', key });
    case 'credit': {
      const credit = { asset: 'GBP', line: one.line ? amount : null, reason: null };
      return (core) => core.interest.setCredit(operator, by(self), credit, key);
    }
    case 'tier':
      return (core) =>
        one.line
          ? core.interest.setTierLine(operator, { tier: 'trusted', asset: 'GBP', line: amount }, key)
          : core.interest.setTier(operator, by(self), 'trusted', key);
    case 'rate': {
      const rate = { asset: 'GBP', kind: one.kind, rate_ppm: one.percent * 10_000, effective_from: null };
      return (core) => core.interest.setRate(operator, rate, key);
    }
    case 'schedule': {
      const { plan } = one;
      const request = {
        payer: self,
        payee: by(crowd[one.to]!),
        amount,
        asset: 'GBP',
        memo: null,
        plan,
        origin,
      };
      return async (core) => {
        const asked = await core.standing.propose(request);
        if (!asked.ok) return asked;
        const [create] = asked.value.actions;
        return core.intents.press(create!.intent, self, { ...origin, key: `${key}-yes` });
      };
    }
    case 'standing': {
      const { reference, payer } = await standingOrder(world, one.back);
      return (core) => core.standing.act({ by: payer ?? self, reference, act: one.act, origin });
    }
    case 'sell': {
      const item = { name: key, description: null, stock: one.stock, per_person: one.limit };
      return (core) => core.shop.add({ ...item, seller: self, price: amount, asset: 'GBP', origin });
    }
    case 'buy': {
      const { reference: item } = await wares(world, one.back);
      return async (core) => {
        const asked = await core.shop.choose({ by: self, item, origin, quantity: one.quantity });
        if (!asked.ok) return asked;
        const [offer] = asked.value.offers;
        return core.intents.press(offer!.intent, self, { ...origin, key: `${key}-yes` });
      };
    }
    case 'change item': {
      const { reference: item, one: seller } = await wares(world, one.back);
      const changer = one.owner ? await bearer(world, seller, self) : self;
      const act = { by: changer, item, origin };
      const few = (one.amount % 4) + 1;
      const to = { left: { left: few }, more: { by: few }, less: { by: -few }, unlimited: { left: null } };
      const { how } = one;
      if (how === 'price') return (core) => core.shop.edit({ ...act, change: { price: amount } });
      if (how === 'remove') return (core) => core.shop.remove(act);
      return (core) => core.shop.stock({ ...act, to: to[how] });
    }
    case 'hold event':
    case 'buy tickets':
    case 'show ticket':
    case 'give ticket':
    case 'check in':
    case 'try an old code':
    case 'give ticket back':
    case 'refund tickets by hand':
    case 'add staff':
    case 'call off':
      return preparedTickets(world, { crowd, self, origin }, one);
    case 'statement': {
      const period = { kind: 'months_ago', months: one.months } as const;
      return async (core) => {
        const asked = await core.statement.ask(self, { period, format: 'csv' });
        if (asked.ok) addsUp(await core.statement.figures(asked.value.of));
        await core.statement.spending(self, period);
        return asked;
      };
    }
    case 'borrow': {
      const request = { amount: amount * 100n, asset: one.asset, months: one.months, origin };
      return async (core) => {
        const offered = await core.loan.offer(self, request);
        const yes = offered.ok && one.taken && offered.value.actions[0];
        return yes ? core.intents.press(yes.intent, self, { ...origin, key: `${key}-yes` }) : offered;
      };
    }
    case 'repay': {
      const { reference, one: borrower } = await loan(world, one.back);
      const repays = one.what === 'part' ? amount * 10n : (one.what as 'due' | 'all');
      const request = { amount: repays, asset: null, reference, key };
      const payer = one.borrower ? await bearer(world, borrower, self) : self;
      return async (core) => {
        const quoted = await core.loan.quoteRepayment(payer, request);
        const [yes] = quoted.ok ? quoted.value.actions : [];
        return yes ? core.intents.press(yes.intent, payer, { ...origin, key: `${key}-yes` }) : quoted;
      };
    }
    case 'terms': {
      const product = { tier: 'basic', asset: one.asset, terms: one.off === 0 ? null : lent(one.amount) };
      return (core) => core.loan.setProduct(operator, product, key);
    }
    case 'write off': {
      const { reference } = await loan(world, one.back);
      return (core) => core.loan.writeOff(operator, { reference, reason: null }, key);
    }
    case 'work':
      return async (core) => {
        await world.payDue(core);
        for (const id of await world.authorized()) await core.pay.settle(id);
      };
    case 'wait':
      return async (core) => {
        for (const { name } of core.schedules.all) if (name !== 'seal') await core.schedules.run(name);
      };
  }
}
