/** Being asked before money goes, and the PIN: what people may set, and what they are told. */
import type { NoticeAction, Origin, PersonView } from '../common.ts';
import type { Pressed } from '../intents/types.ts';
import type { Money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';
import type { Refusal, Result } from '../refusals.ts';
import type { AskReason } from './rules.ts';

export interface ProtectionService {
  settings(of: Identity): Promise<ProtectionSettings>;
  /**
   * Refused with `pin_required` where somebody with a PIN would be asked less and gave none. `sending` (here and below): the key of
   * what the PIN came with, so that looking at it twice is one try; without it, each look is one.
   */
  change(
    by: Identity,
    change: ProtectionChange,
    pin: string | null,
    sending?: string,
  ): Promise<Result<ProtectionSettings>>;
  /** What {@link change} would refuse, and nothing is changed. */
  mayChange(
    by: Identity,
    change: ProtectionChange,
    pin: string | null,
    sending?: string,
  ): Promise<Result<null>>;
  /**
   * The button of a question, with the PIN that it wants: as pressing it, once the PIN is right. Null: none was given.
   * `sending` unset: the origin's key.
   */
  confirm(
    by: Identity,
    intent: string,
    pin: string | null,
    origin: Origin,
    sending?: string,
  ): Promise<Result<Pressed>>;
  /** The question that a form of {@link confirm} was opened by, as it stands; null where it was opened by a card that is not the person's alone. */
  asked(
    by: Identity,
    intent: string,
  ): Promise<Extract<ProtectionNotice, { kind: 'confirm_spending' }> | null>;
  /** A first PIN, or another one: then with the one before, or with the intent of {@link provePin}. */
  setPin(
    by: Identity,
    pin: string,
    before: { pin: string | null } | { proof: string },
    sending?: string,
  ): Promise<Result<null>>;
  removePin(by: Identity, pin: string, sending?: string): Promise<Result<null>>;
  /** For those who are asked for one thing after the other: an intent of this kind, for whoever knows their PIN or has none. */
  provePin(by: Identity, pin: string | null, kind: string, sending?: string): Promise<Result<string>>;
  /** Whether it is theirs. A wrong one counts, as everywhere. */
  tryPin(by: Identity, pin: string, sending: string): Promise<Result<null>>;
  /** What {@link setPin} would say of a new one, whoever's it is. */
  readNewPin(pin: string): Result<string>;
  /** Where there are no forms: the next direct message is the PIN for this button … */
  awaitPin(of: Identity, intent: string): Promise<void>;
  /** … and now it is no longer, if it was. */
  forgetPrompt(of: Identity, intent: string): Promise<void>;
  /** For which button it is; null when none is waited for. */
  awaited(of: Identity): Promise<string | null>;
}

/** Amounts of the community's currency; null: never. */
export interface ProtectionSettings {
  ask_above: Money | null;
  /** Of somebody who has never been paid. */
  ask_new_above: Money | null;
  pin_above: Money;
  has_pin: boolean;
  /** ISO 8601: nobody may try the PIN before. */
  locked_until?: string;
}

/** In minor units of the community's currency, decimal strings; null: never. What is not named stays. */
export interface ProtectionChange {
  ask_above?: string | null;
  ask_new_above?: string | null;
  pin_above?: string;
}

/** What somebody is asked before their money goes. */
interface SpendingQuestion {
  payees: PersonView[];
  total: Money;
  memo: string | null;
  /** Empty: only the PIN is wanted. */
  reasons: AskReason[];
  /** It is borrowed: what they would owe. */
  borrows?: true;
  /** It has been paid: its worth is handed to somebody (a ticket), or to whoever bears it (the paper of a cheque). */
  taken?: true;
  /** It goes again and again by itself. */
  repeats?: true;
  /** The PIN is wanted, too. */
  pin?: true;
  /** Because this much went without it in the last 24 hours. */
  recent?: Money;
}

export type ProtectionNotice =
  /** `state` other than `asked`: it has been answered, and there are no actions. */
  | ({
      kind: 'confirm_spending';
      state: 'asked' | 'confirmed' | 'cancelled';
      /** ISO 8601: how long it may be answered. */
      until: string;
      /** Why the PIN that was just given with it is not taken. */
      problem?: Refusal;
      actions: NoticeAction<'confirm' | 'cancel'>[];
    } & SpendingQuestion)
  | ({
      kind: 'protection';
      actions: NoticeAction<'new_always' | 'new_never' | 'protection_form' | 'pin_form'>[];
    } & ProtectionSettings)
  /** Where there are no forms: it is to be sent as a message. `spending`: to pay this. */
  | {
      kind: 'pin_wanted';
      which: 'current' | 'new';
      spending?: Pick<SpendingQuestion, 'payees' | 'total' | 'recent' | 'borrows' | 'taken'>;
    }
  /** Where a form cannot stay open: why what was given in it is not taken, and the way to give it again. */
  | { kind: 'pin_again'; refusal: Refusal; actions: NoticeAction<'pin_again'>[] }
  | { kind: 'pin_changed'; did: 'set' | 'changed' | 'removed' }
  /** To whom it was: an operator took it away. */
  | { kind: 'pin_reset'; person: PersonView };

/** `pin`: the one that they have; of a payment of this much, for a code that links, or for anything else. `pin_set`: a new one. */
export type ProtectionForm =
  | { form: 'pin'; intent: string; total?: Money; act?: 'link_code' | 'borrow' | 'release' }
  | { form: 'pin_set'; intent: string; has_pin: boolean }
  | ({ form: 'protection'; intent: string } & Pick<
      ProtectionSettings,
      'ask_above' | 'ask_new_above' | 'pin_above' | 'has_pin'
    >);

export interface ProtectionRefusals {
  pin_invalid: Record<never, never>;
  pin_guessable: Record<never, never>;
  pin_differs: Record<never, never>;
  /** `left`: tries before a lock-out. */
  pin_wrong: { left: number };
  pin_locked: { until: string };
  /** None was given, or it got lost on the way: nothing keeps it. */
  pin_missing: Record<never, never>;
  pin_required: Record<never, never>;
  pin_none: Record<never, never>;
  /** It was typed where it does not belong; `erased`: but it is gone. */
  pin_typed: { erased: boolean };
  /** A PIN that nobody asked for. */
  pin_unasked: Record<never, never>;
  /** Their account joins no other while it has a PIN. The other one can join it. */
  link_pin: Record<never, never>;
  protection_currency: { asset: string };
  form_unopened: Record<never, never>;
  /** More would go than was confirmed. */
  spending_changed: Record<never, never>;
}
