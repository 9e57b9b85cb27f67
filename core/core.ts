/** Puts the services together: capabilities stand on the kernel, which finds what they registered by name. */
import { createAccount } from './account/index.ts';
import { createAlerts } from './alerts/index.ts';
import type { Core, Services } from './api.ts';
import { createAssetBook } from './asset-book.ts';
import { ASSETS, findAsset } from './assets.ts';
import { createAudit, ESCROW_CHECKS } from './audit/index.ts';
import { createBank } from './bank/index.ts';
import { type Capability, collect } from './capability.ts';
import { createCheque } from './cheque/index.ts';
import type { Context } from './context.ts';
import { batched, run, type Sql } from './db/index.ts';
import { createDrop } from './drop/index.ts';
import { createChangeTold, createChanging, createExchange, spreadNow } from './exchange/index.ts';
import { createPeople, findBearers, findIdentities } from './identity/index.ts';
import type { HandleName } from './identity/types.ts';
import { createIntents, forgetIntents } from './intents/index.ts';
import { createInterest, interestDays, interestNow } from './interest/index.ts';
import { createInvest, valuedIn } from './invest/index.ts';
import { createLanguage } from './language/index.ts';
import { createLedger, LEDGER_CHECKS } from './ledger/index.ts';
import { createLoan } from './loan/index.ts';
import type { Money } from './money.ts';
import type { Notice, NoticeOf } from './notices.ts';
import {
  createDeliveries,
  createInbox,
  createOutbox,
  createSubjects,
  type Log,
  openPage,
  revisePages,
  silentLog,
} from './outbox/index.ts';
import { createPay } from './pay/index.ts';
import { createPaywall } from './paywall/index.ts';
import { operatorsOf } from './policy/operators.ts';
import type { Identity, Platform } from './ports/chat.ts';
import { type Clock, systemClock } from './ports/clock.ts';
import type { PricesSource } from './ports/prices.ts';
import type { RatesSource } from './ports/rates.ts';
import { createGuard, createProtection, deletePin, PIN_COST } from './protection/index.ts';
import { createRefund, createRefunding } from './refund/index.ts';
import { ok } from './refusals.ts';
import { createRequest } from './request/index.ts';
import { createSavings } from './savings/index.ts';
import { createSchedules } from './schedules.ts';
import { createShop } from './shop/index.ts';
import { createSplit } from './split/index.ts';
import { createStanding } from './standing/index.ts';
import { createStatement } from './statement/index.ts';
import { createSubscription } from './subscription/index.ts';
import { createTab } from './tab/index.ts';
import { readZone } from './time-zone.ts';
import { createTip } from './tip/index.ts';
import { createTracing } from './trace/index.ts';

/** One line for each capability. Those that stand on others (`pay.authorize`, say) are given their services. */
function capabilitiesOf(context: Context) {
  const pay = createPay(context, createChanging(context));
  const change = createChangeTold(context, (sql, amounts) => valuedIn(context, sql, amounts));
  return {
    people: createPeople(context),
    pay,
    tab: createTab(context, pay.service),
    split: createSplit(context, pay.service),
    request: createRequest(context, pay.service),
    standing: createStanding(context, pay.service),
    drop: createDrop(context),
    paywall: createPaywall(context, pay.service),
    subscription: createSubscription(context, pay.service),
    shop: createShop(context, pay.service, createRefunding(context)),
    exchange: createExchange(context),
    invest: createInvest(context, spreadNow),
    account: createAccount(context, interestNow, change),
    interest: createInterest(context),
    savings: createSavings(context, interestNow),
    statement: createStatement(context, { interestDays, ...change }),
    loan: createLoan(context),
    bank: createBank(context, { deletePin }),
    protection: createProtection(context),
    refund: createRefund(context),
    cheque: createCheque(context),
    alerts: createAlerts(context),
    tip: createTip(context),
    language: createLanguage(context),
  } satisfies { [Name in keyof Services]: Capability<Services[Name]> };
}

/** Somebody's own page: what they have, what is open, what they have set, who they are. What is not named comes last. */
const PAGE_ORDER: readonly (keyof Services)[] = [
  'account',
  'loan',
  'request',
  'standing',
  'split',
  'tab',
  'paywall',
  'shop',
  'subscription',
  'tip',
  'alerts',
  'cheque',
  'protection',
  'people',
];

export interface CoreOptions {
  /** A migrated database. */
  sql: Sql;
  /** The community's currency, an ISO 4217 code of {@link ASSETS}. */
  asset: string;
  /** Who may act for the bank; nobody unless told. */
  operators?: readonly Identity[];
  /** Time as the money path sees it. Unset: the machine's, and PostgreSQL's own for the ledger. */
  clock?: Clock;
  /** How long money waits for a payee who has never come. 14 unless told. */
  claim_days?: number;
  /** By whose clock the bank's days end, an IANA name. UTC unless told. */
  zone?: string;
  /** What a PIN costs to hash: scrypt's N, r and p as `N:r:p`. {@link PIN_COST} unless told. */
  pin_cost?: string;
  /** Where exchange rates come from. Unset: nothing is changed into anything. */
  rates?: RatesSource | null;
  /** Where prices of assets come from, beside operators. Unset: only these set them. */
  prices?: PricesSource | null;
  log?: Log;
}

/** What is only read, and asked at the same time, is asked in one statement, of this many at most. */
const together_max = 100;
/** Work and deliveries younger than this are somebody's already. */
const left_behind_ms = 10_000;

/** Makes the services over a database. Nothing runs by itself; several may stand on one database. Throws RangeError for an unknown currency or time zone. */
export function createCore(options: CoreOptions): Core {
  const { context, capabilities, noticeNow, intents, pageOf } = compose(options);
  const { sql, log, assets } = context;
  const all: readonly Capability[] = Object.values(capabilities);
  const outbox = createOutbox(sql, collect('topics', all));
  const checks = all.flatMap(({ verify = [] }) => verify);
  const audit = createAudit(sql, [LEDGER_CHECKS, ESCROW_CHECKS, ...checks], log);
  const kernel: Capability = {
    service: null,
    schedules: {
      sweep: { every_ms: 10_000, run: () => outbox.sweep(left_behind_ms) },
      forget_intents: forgetIntents(context),
      // It says itself, once in a while, how far it is.
      seal: { every_ms: 1_000, run: () => audit.seal().then(() => 0) },
    },
  };
  return {
    ...servicesOf(capabilities),
    inbox: createInbox(sql, { log }),
    intents,
    deliveries: createDeliveries(sql, noticeNow, {
      log,
      readerOf: context.known,
      reached: capabilities.people.service.setReachable,
    }),
    outbox,
    schedules: createSchedules(collect('schedules', [...all, kernel])),
    home: pageOf,
    pages: {
      open: async (identity, locale) => ({ delivery: await openPage(sql, identity, locale) }),
      changed: (people) => revisePages(sql, people),
    },
    trace: createTracing(
      context,
      all.flatMap(({ trail = [] }) => trail),
    ),
    audit,
    assets: {
      main: assets.main,
      get all() {
        return assets.all;
      },
      find: assets.find,
      currency: assets.currency,
      follow: () =>
        assets.follow(sql, (error) => log.warn({ error: (error as Error).message }, 'assets not read anew')),
    },
  };
}

/** The capabilities on their context, before the kernel's own services. */
export function compose({
  sql,
  asset,
  operators = [],
  clock,
  claim_days = 14,
  zone = 'UTC',
  pin_cost = PIN_COST,
  rates = null,
  prices = null,
  log = silentLog,
}: CoreOptions) {
  const main = findAsset(asset);
  if (!main) throw new RangeError(`Unknown currency ${asset}: ${ASSETS.map(({ code }) => code).join(', ')}`);
  const context: Context = {
    sql,
    ledger: createLedger(clock ? { clock } : {}),
    clock: clock ?? systemClock,
    log,
    assets: createAssetBook(main),
    rates,
    prices,
    operators: operatorsOf(operators),
    claim_days,
    zone: checkedZone(zone),
    pin_cost,
    accounts: new Map(),
    bearers: batched((names: HandleName[]) => findBearers(sql, names), together_max),
    known: batched((identities: Identity[]) => findIdentities(sql, identities), together_max),
    // Of capabilities that are made on this context.
    noticeOf: (transaction, subject) => subjects.noticeOf(transaction, subject),
    detailsOf: (code) => history.get(code) ?? (async () => []),
    payableOf(kind) {
      const payable = payables.get(kind);
      if (!payable) throw new Error(`No capability has the payable ${kind}`);
      return payable;
    },
    async paidFor(sql, orders) {
      const kinds = new Map<string, string>();
      if (orders.length === 0) return kinds;
      for (const [kind, { paid }] of payables)
        for (const { reference } of paid ? await run<{ reference: string }>(sql, paid, [orders]) : [])
          kinds.set(reference, kind);
      return kinds;
    },
    guard: {
      concerns: (...asked) => guard.concerns(...asked),
      press: (...asked) => guard.press(...asked),
      unasked: (...asked) => guard.unasked(...asked),
      typed: (...asked) => guard.typed(...asked),
      prove: (...asked) => guard.prove(...asked),
    },
    async acquainted(payer, payees) {
      const known = await Promise.all(all.map(({ acquainted }) => acquainted?.(payer, payees) ?? []));
      return known.flat();
    },
    async mayJoin(transaction, person, proven_at, as) {
      const answers = all.map(({ mayJoin }) => mayJoin?.(transaction, person, proven_at, as) ?? ok(null));
      return (await Promise.all(answers)).find((answer) => !answer.ok) ?? ok(null);
    },
    readIntent: (intent, by) => intents.read(intent, by),
    pressAgain: (intent, by, origin) => intents.pressAgain(intent, by, origin),
    async receiptsOf(sql, orders) {
      const said = new Map<string, Notice[]>();
      if (orders.length === 0) return said;
      for (const { receipts } of all)
        for (const [order, notice] of (await receipts?.(sql, orders)) ?? [])
          said.set(order, [...(said.get(order) ?? []), notice]);
      return said;
    },
    async claimWaiting(person) {
      const claimed: Money[] = [];
      for (const { contact } of all) claimed.push(...((await contact?.(person)) ?? []));
      return claimed;
    },
  };
  const capabilities = capabilitiesOf(context);
  const all: readonly Capability[] = Object.values(capabilities);
  const history = collect('history', all);
  const payables = collect('payables', all);
  const pageOf = async (identity: Identity): Promise<NoticeOf<'home'>> => {
    const ordered = new Set([...PAGE_ORDER.map((name): Capability => capabilities[name]), ...all]);
    const homes = [...ordered].map(({ home }) => home?.(identity) ?? []);
    const desks = context.operators.has(identity) ? all.map(({ desk }) => desk?.(identity) ?? []) : [];
    const sections = await Promise.all([...homes, ...desks]);
    return { kind: 'home', sections: sections.flat() };
  };
  const pages: Capability = {
    service: null,
    subjects: { home: (_sql, ids) => Promise.all(ids.map((id) => pageOf(identityOf(id)))) },
  };
  const subjects = createSubjects(sql, collect('subjects', [...all, pages]));
  const intents = createIntents(context, collect('presses', all));
  const guard = createGuard(context);
  return { context, capabilities, noticeNow: subjects.noticeNow, intents, pageOf };
}

function checkedZone(zone: string): string {
  const known = readZone(zone);
  if (known === null) throw new RangeError(`Unknown time zone ${zone}`);
  return known;
}

/** Of the subject of somebody's own page. */
function identityOf(text: string): Identity {
  const [platform, tenant, user] = text.split(':') as [Platform, string, string];
  return { platform, tenant, user };
}

const servicesOf = (capabilities: { [Name in keyof Services]: Capability<Services[Name]> }): Services =>
  Object.fromEntries(
    Object.entries(capabilities).map(([name, { service }]) => [name, service]),
  ) as unknown as Services;
