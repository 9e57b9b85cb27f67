/** Requests for money: what may be asked of them, and what people are told. */
import type { NoticeAction, Origin, PersonView, Shown, Who } from '../common.ts';
import type { Money } from '../money.ts';
import type { Notice } from '../notices.ts';
import type { Conversation, Identity, MessageRef } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

export interface RequestService {
  /** The request, its shares, its card, and a message to everybody who does not see that, in one database transaction. */
  ask(asked: AskRequest): Promise<Result<Shown>>;
  /** Pays of a request what the person is asked for: so much, or all that is left. The answer is the payment's own card, or what they are asked before. */
  pay(paying: RequestPayment): Promise<Result<{ paid: Shown } | { confirm: Notice }>>;
  /** By somebody who is asked. */
  decline(ending: RequestAct): Promise<Result<Shown>>;
  /** By the asker: what is not paid yet is no longer asked for. */
  cancel(ending: RequestAct): Promise<Result<Shown>>;
  /** By the asker, once a day at most: everybody who has not paid yet gets a message of their own. */
  remind(reminding: RequestAct): Promise<Result<Shown>>;
  /** What a person owes and is owed by requests that are open. */
  list(identity: Identity): Promise<Extract<RequestNotice, { kind: 'requests' }>>;
  /** One request, for somebody who has part in it, with all that they can do about it. */
  find(identity: Identity, reference: string): Promise<Result<Extract<RequestNotice, { kind: 'request' }>>>;
  /** Ends what nobody has paid in time, and tells both sides. Returns how many requests it ended. */
  expireDue(limit: number): Promise<number>;
}

export interface AskRequest {
  asker: Identity;
  /** Null: whoever pays first, of all who see the card. */
  payers: Who[] | null;
  /** Exact minor units of `asset`, positive. */
  amount: bigint;
  asset: string;
  /** What `amount` is: of everybody who is asked, or of all together (divided, leftover pennies to the first named). */
  mode: 'each' | 'total';
  memo: string | null;
  origin: Origin;
  /** The card is there already, sent by the asker, and is to become the request's. */
  message?: MessageRef;
}

/** Something done about a request, by its reference. */
export interface RequestAct {
  by: Identity;
  reference: string;
  origin: Origin;
}

interface RequestPayment extends RequestAct {
  /** Minor units of `asset`, positive; null: all that is left. */
  amount: bigint | null;
  asset?: string;
}

/**
 * The payload of a `request_amount` intent, as JSON: what pressing its button asks for. `key` is the idempotency key of the command
 * that asked which amount was meant, so that of the two buttons only one ever acts.
 */
export interface RequestIntent {
  key: string;
  payers: Who[];
  /** Minor units, a decimal string. */
  amount: string;
  asset: string;
  mode: 'each' | 'total';
  memo: string | null;
  conversation: Conversation;
}

/** The payload of a `request_part` intent: what pressing its button pays of a request. `key` as above. */
export interface RequestPartIntent {
  key: string;
  reference: string;
  amount: string;
  asset: string;
}

/** How one share stands. `paying`: all of it is paid or on its way. `given_back`: it was paid when its time was over, and the asker has returned it since. */
export type RequestLineState =
  | 'open'
  | 'part'
  | 'paying'
  | 'paid'
  | 'declined'
  | 'cancelled'
  | 'expired'
  | 'given_back';

/** How all of them together stand. `part_ended`: some was paid, and the rest will not be. `ended`: in different ways, and nothing was paid. */
export type RequestState = RequestLineState | 'part_ended' | 'ended';

export interface RequestLine {
  /** Null: whoever pays first. */
  payer: PersonView | null;
  amount: Money;
  /** And kept. */
  paid: Money;
  /** What was paid once, and the asker has returned; null for nothing. */
  given_back: Money | null;
  state: RequestLineState;
}

export type RequestAction = 'pay' | 'pay_part' | 'decline' | 'cancel' | 'remind';

export type RequestNotice =
  /** The card: in the conversation for all of it, and to one who is asked (`to`) for their own part. */
  | {
      kind: 'request';
      reference: string;
      asker: PersonView;
      lines: RequestLine[];
      total: Money;
      paid: Money;
      /** What was paid once, and the asker has returned; null for nothing. */
      given_back: Money | null;
      /** What may still be paid. */
      remaining: Money;
      memo: string | null;
      state: RequestState;
      at: string;
      expires_at: string;
      actions: NoticeAction<RequestAction>[];
      to?: 'asker' | 'payer';
      /** The asker has asked for this message. */
      reminder?: true;
    }
  /** A person's open requests: what they owe, and what they are owed. */
  | { kind: 'requests'; owes: RequestItem[]; owed: RequestItem[] }
  /** To the asker: one of those who were asked will not pay. */
  | { kind: 'request_declined'; reference: string; payer: PersonView; amount: Money; memo: string | null }
  /** To both sides, after its time: `amount` is what was not paid. */
  | {
      kind: 'request_expired';
      reference: string;
      to: 'asker' | 'payer';
      asker: PersonView;
      payers: PersonView[];
      amount: Money;
      memo: string | null;
    }
  /** A word in passing, to whoever did it. */
  | { kind: 'request_done'; did: 'declined' | 'cancelled' | 'reminded' };

export interface RequestItem {
  reference: string;
  /** Who asks, or who are asked. */
  people: PersonView[];
  /** What is not paid yet. */
  remaining: Money;
  /** Of these, what was paid once, and the asker has returned; null for nothing. */
  given_back: Money | null;
  memo: string | null;
  expires_at: string;
  /** Opens it. */
  intent: string;
}

export type RequestForm =
  /** The form of `/request`; `payer`: who is chosen already. */
  | { form: 'request'; intent: string; payer: Who | null }
  /** How much of a request to pay now. */
  | { form: 'request_part'; intent: string; reference: string; remaining: Money };

export interface RequestRefusals {
  /** Somebody and an amount are needed. */
  request_how: Record<never, never>;
  request_unknown: { text: string };
  /** It has ended, or all of it is paid or on its way: nothing more can be done about it. */
  request_over: { state: Exclude<RequestLineState, 'open' | 'part'> };
  request_too_much: { remaining: Money };
  request_currency: { asset: string };
  /** When the next reminder is possible. */
  request_reminded: { again_at: string };
  request_part_how: { reference: string; remaining: Money };
  requests_too_many: { limit: number };
}
