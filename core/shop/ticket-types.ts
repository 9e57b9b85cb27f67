/** Tickets to events: what may be asked of them, and what people are told. */
import type { NoticeAction, Origin, PersonView, Who } from '../common.ts';
import type { Money } from '../money.ts';
import type { Notice } from '../notices.ts';
import type { Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';
import type { TimeOfDay } from '../time-zone.ts';
import type { ItemAct, ShopItem } from './types.ts';

export interface TicketService {
  /** The tickets that somebody holds, those to come first. */
  tickets(by: Identity): Promise<Extract<TicketNotice, { kind: 'tickets' }>>;
  /** One of theirs, with a new code that lets them in. Only a hash of that is kept, so that it is never shown again. */
  showTicket(act: TicketAct): Promise<Result<Extract<TicketNotice, { kind: 'ticket' }>>>;
  /** It is somebody else's from now on, and every code of it is void. */
  giveTicket(act: TicketAct & { to: Who }): Promise<Result<TicketDone>>;
  /** As `giveTicket`, for what somebody typed: asked first, always, for nobody takes back what they have given. Done where this event has given it already. */
  askGiveTicket(
    act: TicketAct & { to: Who },
  ): Promise<Result<{ done: TicketDone } | { confirm: Extract<TicketNotice, { kind: 'ticket_give' }> }>>;
  /** What it cost goes back to whoever bought it: by the buyer who still holds it, until the event's time for that, or by the seller. Once. */
  refundTicket(act: TicketAct): Promise<Result<TicketDone>>;
  /** As `refundTicket`, for what somebody typed: a seller is asked first where that is wanted. The event's key is the refund's. */
  askRefundTicket(act: TicketAct): Promise<Result<{ done: TicketDone } | { confirm: Notice }>>;
  /** Lets somebody in, once: by the seller, or by whomever they named. */
  checkIn(checking: { by: Identity; code: string; origin: Origin }): Promise<Result<CheckedIn>>;
  /** Somebody else lets people in, too. */
  addStaff(act: ItemAct & { who: Who }): Promise<Result<Extract<TicketNotice, { kind: 'shop_staff' }>>>;
  /** The event does not happen: nobody buys, nobody is let in, and everybody gets back what they paid. */
  cancelEvent(act: ItemAct): Promise<Result<Cancelled>>;
  /** As `cancelEvent`, for what somebody typed: they are asked first where what goes back is as much as that. */
  askCancelEvent(act: ItemAct): Promise<Result<{ done: Cancelled } | { confirm: Notice }>>;
}

type TicketDone = Extract<TicketNotice, { kind: 'ticket_done' }>;
type Cancelled = Extract<TicketNotice, { kind: 'shop_cancelled' }>;
type CheckedIn = Extract<TicketNotice, { kind: 'ticket_checked_in' }>;

/** About one ticket, by its number. */
export interface TicketAct {
  by: Identity;
  number: string;
  origin: Origin;
}

/** A moment by the clock of the event's place: `2026-12-24`, `20:00`. */
export interface LocalTime {
  day: string;
  time: string;
}

export interface EventView extends LocalTime {
  place: string | null;
  /** Until when whoever bought a ticket may give it back; null: only the seller decides. */
  refund_until: LocalTime | null;
}

/** What an event is when it is put up for sale. */
export interface NewEvent {
  /** `2026-12-24`, with the minutes since midnight, by the clock of `zone` (an IANA name). */
  day: string;
  time: TimeOfDay;
  zone: string;
  place: string | null;
  /** How long before it begins whoever bought a ticket may give it back; null: only the seller decides. */
  refund_before_ms: number | null;
}

/** `void`: its payment did not go through. `cancelled`: the event is, and the money is on its way back. */
export type TicketState = 'pending' | 'valid' | 'used' | 'refunded' | 'cancelled' | 'void';

export interface TicketView {
  number: string;
  /** What the event is called. */
  name: string;
  event: EventView;
  state: TicketState;
  price: Money;
  seller: PersonView;
  holder: PersonView;
}

export type TicketNotice =
  /** To its holder alone. `code`: lets them in; null where it is not shown. */
  | { kind: 'ticket'; ticket: TicketView; code: string | null; actions: NoticeAction<'ticket_show'>[] }
  | { kind: 'tickets'; tickets: (TicketView & { intent: string | null })[]; more: number }
  /** To its holder, before they give it to somebody; `until` ISO 8601. */
  | {
      kind: 'ticket_give';
      ticket: TicketView;
      to: PersonView;
      until: string;
      actions: NoticeAction<'ticket_give'>[];
    }
  /** To whoever got it. */
  | { kind: 'ticket_given'; ticket: TicketView; from: PersonView; actions: NoticeAction<'ticket_show'>[] }
  /** To whoever did it. `amount`: what went back to `to`, who are the reader themselves where it is their `own`. */
  | {
      kind: 'ticket_done';
      did: 'gave' | 'refunded';
      ticket: TicketView;
      to: PersonView;
      own?: true;
      amount: Money | null;
    }
  /** To whoever let them in: how many of the event's tickets are in by now. */
  | { kind: 'ticket_checked_in'; ticket: TicketView; inside: number; sold: number }
  /** To a holder who did not buy it: it is good no more. */
  | { kind: 'ticket_over'; ticket: TicketView }
  | { kind: 'shop_staff'; item: ShopItem; staff: PersonView[] }
  | { kind: 'shop_cancelled'; item: ShopItem };

export interface TicketRefusals {
  ticket_unknown: { text: string };
  /** Nobody knows this code, or it is none. */
  ticket_code_unknown: Record<never, never>;
  /** The number names a ticket and lets nobody in. */
  ticket_number_only: Record<never, never>;
  /** The ticket was given to somebody since; this code was its holder's before. */
  ticket_code_void: Record<never, never>;
  /** `at` ISO 8601. */
  ticket_used: { at: string; by: string };
  ticket_refunded: Record<never, never>;
  ticket_cancelled: Record<never, never>;
  ticket_pending: Record<never, never>;
  ticket_void: Record<never, never>;
  /** Only the seller, and whomever they named, let people in. */
  checkin_not_staff: { name: string };
  /** Only the seller gives back money now; null: ever. */
  ticket_refund_over: { until: LocalTime | null };
  /** It was given to somebody: only the seller gives its money back. */
  ticket_refund_given: Record<never, never>;
  /** The seller has too little for it. */
  ticket_uncovered: { seller: string; needed: Money };
  shop_event_how: Record<never, never>;
  /** It begins in the past, or too far from now. */
  shop_event_when: { text: string };
  shop_event_over: { name: string };
  shop_no_event: { name: string };
}
