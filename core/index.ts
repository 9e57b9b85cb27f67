/** The only public face of core. Bots and workers import this file and nothing behind it. */
export type * from './account/types.ts';
export { ALERT_KINDS, type AlertKind, alertKinds, kindsOfForm } from './alerts/kinds.ts';
export type { AlertButtons, AlertChange, AlertForm, AlertSetting } from './alerts/types.ts';
export type * from './api.ts';
export { ASSETS, currenciesToName, findAsset, readCurrency } from './assets.ts';
export type { AuditOptions, AuditProgress, AuditReport, Head } from './audit/index.ts';
export type { InterestSegment } from './bearing.ts';
export type {
  CashRequest,
  ChequeCashForm,
  ChequeIntent,
  ChequeItem,
  ChequeRefusals,
  ChequeRequest,
  ChequeState,
} from './cheque/types.ts';
export type * from './common.ts';
export { type CoreOptions, createCore } from './core.ts';
export { type Cell, readCsv, writeCsv } from './csv.ts';
export {
  ConnectionLostError,
  type ConnectOptions,
  connect,
  DatabaseNewerError,
  DatabaseOlderError,
  type Migrated,
  migrate,
  type Sql,
} from './db/index.ts';
export type {
  DropClaim,
  DropForm,
  DropIntent,
  DropMode,
  DropRefusals,
  DropRequest,
  DropRules,
  DropState,
} from './drop/types.ts';
export type {
  ExchangeRefusals,
  QuoteRequest,
  QuoteState,
  TermsChange,
} from './exchange/types.ts';
export type { Linked, Redeemed, SeenPerson } from './identity/types.ts';
export { readReference } from './ids.ts';
export type { Pressed } from './intents/types.ts';
export type { NewRate, RateKind, RateView } from './interest/types.ts';
export {
  ASSET_KINDS,
  type AssetKind,
  type DividendView,
  type HoldingView,
  type InvestRefusals,
  type ListingView,
  type NewAsset,
  type NewDividend,
  PRICE_SOURCES,
  type PriceSource,
  type PriceView,
  type TradeRequest,
  type TradeState,
} from './invest/types.ts';
export { LANGUAGES, type LanguageCode } from './languages.ts';
export type {
  Arrears,
  LoanPayment,
  LoanProductView,
  LoanRequest,
  LoanState,
  LoanView,
  NewLoanProduct,
  RepayRequest,
} from './loan/types.ts';
export {
  type AmountContext,
  type Asset,
  decimalText,
  formatDecimal,
  formatMoney,
  type Money,
  money,
  type ParsedAmount,
  parseAmount,
} from './money.ts';
export type * from './notices.ts';
export type { PayForm, PayIntent, PaymentLine, PaymentState, PayRequest } from './pay/types.ts';
export type {
  EditRequest,
  KnownFile,
  OfferRequest,
  PaywallAction,
  PaywallDraft,
  PaywallFile,
  PaywallForm,
  PaywallItem,
  PaywallOffer,
  PaywallRefusals,
  ShownAs,
} from './paywall/types.ts';
export { paywallLimits, tipUndoSeconds } from './policy/limits.ts';
export * from './ports/chat.ts';
export * from './ports/clock.ts';
export type * from './ports/messenger.ts';
export * from './ports/prices.ts';
export * from './ports/rates.ts';
export type { ProtectionChange, ProtectionForm, ProtectionSettings } from './protection/types.ts';
export type * from './refund/dispute-types.ts';
export type * from './refund/types.ts';
export * from './refusals.ts';
export { remember } from './remember.ts';
export type {
  AskRequest,
  RequestAction,
  RequestForm,
  RequestIntent,
  RequestItem,
  RequestLine,
  RequestLineState,
  RequestPartIntent,
  RequestRefusals,
  RequestState,
} from './request/types.ts';
export type { Pot, SaveRequest, SavingsGoal, UnsaveRequest } from './savings/types.ts';
export type {
  EventView,
  LocalTime,
  TicketRefusals,
  TicketState,
  TicketView,
} from './shop/ticket-types.ts';
export type {
  AddItem,
  ChoiceChange,
  ItemChange,
  ItemState,
  ShopForm,
  ShopItem,
  ShopRefusals,
  StockChange,
} from './shop/types.ts';
export type * from './split/types.ts';
export type {
  Repeat,
  RepeatOn,
  RepeatUnit,
  SkipWhy,
  StandingAct,
  StandingForm,
  StandingIntent,
  StandingItem,
  StandingPlan,
  StandingRefusals,
  StandingRequest,
  StandingState,
  StandingView,
  StandingWhy,
} from './standing/types.ts';
export type { Category, Movement } from './statement/categories.ts';
export { daysOf as daysOfPeriod } from './statement/rules.ts';
export * from './statement/types.ts';
export type {
  SubscriptionItem,
  SubscriptionRefusals,
  TierRequest,
  TierView,
} from './subscription/types.ts';
export type {
  TabDueView,
  TabEntryView,
  TabFile,
  TabImportForm,
  TabIntent,
  TabMatch,
  TabPart,
  TabRefusals,
  TabRequest,
  TabStanding,
  TabWhoForm,
  TabWhoIntent,
} from './tab/types.ts';
export { clip } from './text.ts';
export { dayAfter, findZones, type Hours, readZone, type TimeOfDay } from './time-zone.ts';
export type {
  TipEmoji,
  TipForm,
  TipFormPayload,
  TipIntent,
  TipReaction,
  TipRefusals,
  TipRequest,
  TipState,
  Written,
} from './tip/types.ts';
export type * from './trace/types.ts';
