/** Paid posts: what may be asked of them, and what people are told. */
import type { NoticeAction, Origin, PersonView, Shown } from '../common.ts';
import type { Money } from '../money.ts';
import type { Notice } from '../notices.ts';
import type { Identity, Platform } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

export interface PaywallService {
  /** The post, what is behind it and its card, in one database transaction. The same event offers one post. */
  offer(request: OfferRequest): Promise<Result<Shown>>;
  /** What an event has offered already: whoever handles it again need not fetch its file anew. */
  offered(key: string): Promise<Shown | null>;
  /** By its seller: what it says and what is behind it from now on, for everybody. Null: as it was. */
  edit(request: EditRequest): Promise<Result<Shown>>;
  /** By its seller: nobody else can unlock it. Whoever has it keeps it. */
  withdraw(act: PaywallAct): Promise<Result<Shown>>;
  /** Its seller offers it once more, where they are: another card in the conversation. */
  share(act: PaywallAct): Promise<Result<Shown>>;
  /** Pays for it at the price that its newest version has. Whoever has it already is shown what is behind it, and pays nothing. */
  unlock(act: PaywallAct): Promise<Result<Unlocked>>;
  /** What is behind it to whoever may see that, its card to everybody else. To its seller the card, with what can be done about it. */
  open(by: Identity, reference: string): Promise<Result<PaywallNotice>>;
  /** For the seller's form. */
  draft(by: Identity, reference: string): Promise<Result<PaywallDraft>>;
  /** What somebody offers and has taken with it, and what they have unlocked. */
  list(identity: Identity): Promise<Extract<PaywallNotice, { kind: 'paywalls' }>>;
  /** The content of a file that a notice names. */
  file(id: string): Promise<Uint8Array | null>;
}

export type Unlocked = { paid: Shown } | { confirm: Notice } | { has: PaywallNotice };

/** As what a chat shows a file, where it is not only there to be opened. */
export type ShownAs = 'photo' | 'video' | 'animation' | 'audio' | 'voice';

/** What a platform knows a file by that can send it once more without its content. */
export interface KnownFile {
  platform: Platform;
  reference: string;
}

export interface PaywallFile {
  name: string;
  media_type: string;
  /** 1 to 8,000,000. */
  bytes: Uint8Array;
  /** As its sender's platform showed it; unset: as a file. */
  shown_as?: ShownAs;
  known_as?: KnownFile;
}

export interface OfferRequest {
  seller: Identity;
  /** Exact minor units of `asset`, positive. */
  price: bigint;
  asset: string;
  title: string | null;
  /** What everybody may read. */
  teaser: string | null;
  /** What is behind it: at least one of the two. A text that is one address of the web and nothing else is a link. */
  text: string | null;
  file: PaywallFile | null;
  origin: Origin;
}

export interface EditRequest extends Omit<OfferRequest, 'seller'> {
  by: Identity;
  reference: string;
}

/** Something done about a post, by its reference. */
export interface PaywallAct {
  by: Identity;
  reference: string;
  origin: Origin;
}

export interface PaywallDraft {
  reference: string;
  price: Money;
  title: string | null;
  teaser: string | null;
  text: string | null;
  /** The name of the file. */
  file: string | null;
}

/** What is behind a post, as everybody may know it. */
interface PaywallContents {
  text: boolean;
  link: boolean;
  file: PaywallFileView | null;
}

interface PaywallFileView {
  name: string;
  size_bytes: number;
  /** Null: as a file. */
  shown_as: ShownAs | null;
}

export type PaywallAction = 'unlock' | 'show' | 'edit' | 'withdraw';

/** What is behind a post. */
export interface PaywallContent {
  text: string | null;
  /** An address of the web, `http` or `https`. */
  link: string | null;
  /** `id`: what {@link PaywallService.file} knows it by. */
  file:
    | (PaywallFileView & {
        id: string;
        media_type: string;
        known_as: KnownFile | null;
      })
    | null;
}

export type PaywallNotice =
  /** The card. Nothing of what is behind it. */
  | {
      kind: 'paywall';
      reference: string;
      seller: PersonView;
      title: string | null;
      teaser: string | null;
      price: Money;
      contains: PaywallContents;
      /** How many have unlocked it. */
      unlocked: number;
      withdrawn: boolean;
      actions: NoticeAction<PaywallAction>[];
      /** To its seller alone. */
      takings?: PaywallTakings;
    }
  /** What is behind it, to one who may see it. `paid`: what they paid for it, where they did. */
  | ({
      kind: 'paywall_content';
      reference: string;
      seller: PersonView;
      title: string | null;
      paid?: Money;
      /** To ask for the money back, while it may be asked for so: until then (ISO 8601). */
      actions: NoticeAction<'back'>[];
      back_until?: string;
    } & PaywallContent)
  /** To the seller: a buyer would like their money back. `payment`: its reference; `given`: what has come back of it since. */
  | {
      kind: 'paywall_back';
      reference: string;
      payment: string;
      title: string | null;
      buyer: PersonView;
      paid: Money;
      given?: Money;
      actions: NoticeAction<'give_back'>[];
    }
  /** In the place of what is behind it: all that was paid for it has been given back meanwhile. */
  | { kind: 'paywall_refunded'; reference: string; title: string | null }
  | {
      kind: 'paywalls';
      /** What they offer, the newest first. */
      offers: PaywallOffer[];
      /** What they have taken with all that they offer, less what they gave back, by currency. */
      takings: Money[];
      /** What they have unlocked, the newest first. */
      has: PaywallItem[];
    }
  /** A word in passing, to whoever did it. */
  | { kind: 'paywall_done'; did: 'paid' | 'withdrawn' | 'edited' | 'asked' };

interface PaywallTakings {
  /** Less what was given back. */
  taken: Money;
  /** The last who unlocked it, the newest first. */
  buyers: PersonView[];
}

export interface PaywallItem {
  reference: string;
  title: string | null;
  seller: PersonView;
  /** Opens it. */
  intent: string;
}

export interface PaywallOffer extends Omit<PaywallItem, 'seller'> {
  price: Money;
  unlocked: number;
  taken: Money;
  withdrawn: boolean;
}

export type PaywallForm =
  | { form: 'paywall'; intent: string; price: Money | null; title: string | null }
  | ({ form: 'paywall_edit'; intent: string } & PaywallDraft);

export interface PaywallRefusals {
  /** A price and something behind it are needed. */
  paywall_how: Record<never, never>;
  /** What of one is to be otherwise, where there is no form. */
  paywall_edit_how: { reference: string };
  /** Nothing is behind it. */
  paywall_empty: Record<never, never>;
  /** UTF-16 units. `file`: beside one. */
  paywall_text_too_long: { limit: number; file: boolean };
  paywall_title_too_long: { limit: number };
  /** Everybody there could read it. */
  paywall_in_public: Record<never, never>;
  paywall_unknown: { text: string };
  paywall_not_yours: Record<never, never>;
  paywall_withdrawn: Record<never, never>;
  /** It costs this by now: the card that was pressed said another price. */
  paywall_changed: { price: Money };
  /** They have it, or their payment for it is on its way. */
  paywall_paid: Record<never, never>;
  /** They have not unlocked it. */
  paywall_locked: { price: Money };
  /** What they would like back has come back, or a part of it: that is decided. */
  paywall_back_given: { back: Money };
  /** Once is enough. */
  paywall_back_asked: Record<never, never>;
  /** Its time is over. `payment`: its reference. */
  paywall_back_late: { minutes: number; payment: string };
  /** Its price stays in the currency in which it was offered. */
  paywall_currency: { asset: string };
  paywalls_too_many: { limit: number };
  /** Of the files of one day. */
  paywall_files_too_many: { limit_megabytes: number };
}
