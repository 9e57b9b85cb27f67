/** Tickets, decided from facts alone: their numbers and codes, and what may be done with them. */
import { readBase32, sha256 } from '../ids.ts';
import { normalise } from '../numerals.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { wallOf } from '../time-zone.ts';
import type { LocalTime, TicketState } from './ticket-types.ts';

/** Digits that a number has before the one that checks them. */
export const numberDigits = 11;
/** Characters of a code, 5 bits each. */
export const codeCharacters = 16;

/** The digit that makes the sum of Luhn (ISO/IEC 7812-1, annex B) a multiple of ten: every single wrong digit is seen, and most that are swapped. */
export function checkDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** `1234 5678 9012`, as people type it; null where it is none, or mistyped. */
export function readTicketNumber(text: string): string | null {
  const digits = normalise(text.replace(/[\s-]/g, ''));
  if (digits === null || !/^\d{12}$/.test(digits)) return null;
  return checkDigit(digits.slice(0, numberDigits)) === digits.at(-1) ? digits : null;
}

/** What is kept of a code. */
export const hashOfCode = (code: string): string => sha256(`ticket:${readBase32(code)}`);

/** What stands in a QR code or was typed; null for what can be no code. */
export function readCode(text: string): string | null {
  const code = readBase32(text);
  return code.length === codeCharacters && /^[0-9A-HJKMNP-TV-Z]+$/.test(code) ? code : null;
}

export interface TicketStanding {
  state: TicketState;
  holder: bigint;
  buyer: bigint;
  seller: bigint;
  checked_in_at: Date | null;
  /** Who let them in, as they are called. */
  checked_in_by_name: string | null;
}

/** Why a ticket lets nobody in; null where it does. */
export function stateRefusal({ state, checked_in_at, checked_in_by_name }: TicketStanding): Refusal | null {
  switch (state) {
    case 'valid':
      return null;
    case 'used':
      return { code: 'ticket_used', at: checked_in_at!.toISOString(), by: checked_in_by_name ?? '?' };
    case 'refunded':
      return { code: 'ticket_refunded' };
    case 'cancelled':
      return { code: 'ticket_cancelled' };
    case 'pending':
      return { code: 'ticket_pending' };
    case 'void':
      return { code: 'ticket_void' };
  }
}

/** Whether what a ticket cost may go back now: by the seller at any time, by whoever bought it and still holds it until the event's time for that. */
export function mayRefund(
  ticket: TicketStanding,
  by: bigint,
  { refund_until, zone, now }: { refund_until: Date | null; zone: string; now: Date },
): Result<null> {
  const refusal = stateRefusal(ticket);
  if (refusal) return { ok: false, refusal };
  if (by === ticket.seller) return ok(null);
  if (ticket.holder !== ticket.buyer) return refuse('ticket_refund_given');
  return refund_until !== null && now < refund_until
    ? ok(null)
    : refuse('ticket_refund_over', { until: refund_until && localTime(refund_until, zone) });
}

/** By the clock of a zone. */
export function localTime(at: Date, zone: string): LocalTime {
  const shown = new Date(wallOf(zone, at)).toISOString();
  return { day: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** Events that anybody sells tickets for begin within so long. */
const eventAhead_ms = 5 * 366 * 86_400_000;

export const isEventTime = (at: Date, now: Date): boolean =>
  at > now && at.getTime() - now.getTime() <= eventAhead_ms;
