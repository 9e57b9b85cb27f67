/** The services that core offers, as types: what bots and workers may ask. `createCore` (core/core.ts) makes one over a database. */
import type { AccountService } from './account/types.ts';
import type { AlertService } from './alerts/types.ts';
import type { Audit } from './audit/index.ts';
import type { BankService } from './bank/types.ts';
import type { ChequeService } from './cheque/types.ts';
import type { Shown } from './common.ts';
import type { DropService } from './drop/types.ts';
import type { ExchangeService } from './exchange/types.ts';
import type { PeopleService } from './identity/types.ts';
import type { IntentService } from './intents/types.ts';
import type { InterestService } from './interest/types.ts';
import type { InvestService } from './invest/types.ts';
import type { LanguageService } from './language/types.ts';
import type { LoanService } from './loan/types.ts';
import type { Asset } from './money.ts';
import type { NoticeOf } from './notices.ts';
import type { PayService } from './pay/types.ts';
import type { PaywallService } from './paywall/types.ts';
import type { Identity, Json, Platform } from './ports/chat.ts';
import type { Messenger } from './ports/messenger.ts';
import type { ProtectionService } from './protection/types.ts';
import type { RefundService } from './refund/types.ts';
import type { RequestService } from './request/types.ts';
import type { SavingsService } from './savings/types.ts';
import type { ShopService } from './shop/types.ts';
import type { SplitService } from './split/types.ts';
import type { StandingService } from './standing/types.ts';
import type { StatementService } from './statement/types.ts';
import type { SubscriptionService } from './subscription/types.ts';
import type { TabService } from './tab/types.ts';
import type { TipService } from './tip/types.ts';
import type { Tracing } from './trace/types.ts';

/** What each capability offers, by its name. */
export interface Services {
  people: PeopleService;
  pay: PayService;
  tab: TabService;
  split: SplitService;
  request: RequestService;
  standing: StandingService;
  drop: DropService;
  paywall: PaywallService;
  shop: ShopService;
  subscription: SubscriptionService;
  exchange: ExchangeService;
  invest: InvestService;
  account: AccountService;
  interest: InterestService;
  savings: SavingsService;
  statement: StatementService;
  loan: LoanService;
  bank: BankService;
  protection: ProtectionService;
  refund: RefundService;
  cheque: ChequeService;
  alerts: AlertService;
  tip: TipService;
  language: LanguageService;
}

export interface Core extends Kernel, Services {}

/** What every capability stands on. */
interface Kernel {
  /** The durable inbox: every inbound event is here before it is acknowledged. */
  inbox: {
    put(platform: Platform, dedupeKey: string, event: Json): Promise<{ id: bigint; fresh: boolean }>;
    done(id: bigint): Promise<void>;
    /**
     * Handling failed for now: another try after this many ms, until it is given up (and logged) after 10. `counts: false`: that try is none of
     * them, for the platform had enough; what cannot be answered for a day is given up all the same.
     */
    later(id: bigint, after_ms: number, reason: string, options?: { counts: boolean }): Promise<void>;
    /** Leases up to `limit` events that no process is handling (their process died, or they were put off). */
    claim(limit: number): Promise<{ id: bigint; event: Json; attempts: number }[]>;
  };

  intents: IntentService;

  deliveries: {
    /** Shows one delivery now, in its newest state, unless another process is on it. For the ack, straight from the command. */
    show(messenger: Messenger, delivery: bigint): Promise<void>;
    /** Shows what is due in one conversation, in order, honouring its rate limit. Returns the ms to wait before calling again, or null when nothing is left. */
    drain(messenger: Messenger, lane: string): Promise<number | null>;
  };

  outbox: {
    /** Takes up to `limit` unpublished rows, hands them to `publish` (which must be idempotent by id), and marks them. Returns how many. */
    relay(limit: number, publish: (rows: OutboxRow[]) => Promise<void>): Promise<number>;
    /** Calls back when rows may be waiting (LISTEN). */
    onReady(listener: () => void): Promise<() => Promise<void>>;
    /** Does what nudges of a topic ask for. Idempotent. Throws for a topic that no capability has. */
    handle(topic: string, subjects: readonly bigint[]): Promise<void>;
    /** Finds what a lost nudge left behind: work not done, lanes with due deliveries. Writes outbox rows for them. Returns how many. */
    sweep(olderThan_ms: number): Promise<number>;
  };

  /** Work that time brings. Each run is idempotent, and one that was missed is made up by the next. */
  schedules: {
    all: readonly { name: string; every_ms: number }[];
    /** Does what is due. Returns how much there was to do. Throws for a name that no capability has. */
    run(name: string): Promise<number>;
  };

  /** A person's own page. Never moves anything. */
  home(identity: Identity): Promise<NoticeOf<'home'>>;
  /** Where a platform has such pages: each is a delivery, made when it is first opened. */
  pages: {
    /** They look at it: to be shown by `deliveries.show`. */
    open(identity: Identity, locale: string): Promise<Pick<Shown, 'delivery'>>;
    /** Something has happened to these people: those of their pages that were opened within the hour are shown again, once in 2 s at most. */
    changed(people: readonly Identity[]): Promise<void>;
  };

  /** What happened, for whoever has to explain it. Only reads. */
  trace: Tracing;

  audit: Audit;

  assets: {
    /** By code, any case. */
    find(code: string): Asset | null;
    /** The same among currencies alone. */
    currency(code: string): Asset | null;
    main: Asset;
    /** The currencies first, then what operators have defined. */
    readonly all: Asset[];
    /** Knows from then on what operators define, in whichever process. Ends with what it returns, or with the database's pool. */
    follow(): Promise<() => Promise<void>>;
  };
}

/** A nudge: to show what is due in a conversation, or to do a capability's work on one of its subjects. */
export type OutboxRow = { id: bigint } & (
  | { topic: 'deliver'; lane: string }
  | { topic: string; subject: bigint }
);
