/** Whether somebody is asked once more before their money goes. The capabilities ask here; protection answers (core/protection). */
import type { PressedIntent } from './capability.ts';
import type { Origin } from './common.ts';
import type { Pressed } from './intents/types.ts';
import type { Notice } from './notices.ts';
import type { Identity, Json } from './ports/chat.ts';
import type { Result } from './refusals.ts';

/** What is about to be spent. */
export interface Spending {
  /** Ids of people; nobody where it is for whoever comes. */
  payees: readonly bigint[];
  /** All together, in minor units. */
  amount: bigint;
  asset: string;
  memo?: string | null;
  /** The button and its card said whom and how much: then only a large amount, or a foreign one, is asked about again. */
  seen?: true;
  /** Nothing goes now: it is what they would owe. The card that it was pressed on was the question, so that only the PIN may be wanted. */
  borrows?: true;
  /** It was taken when its person said so, and by this somebody may get it (the paper of a cheque, once more): only the PIN may be wanted. */
  taken?: true;
  /** It goes again and again by itself, unasked: the PIN is wanted whatever the amount, for no sum of 24 hours would bound it. */
  repeats?: true;
}

/** What was typed, as a button that would do it: an intent of the capability's own, with its payload. */
export interface Typed {
  by: Identity;
  kind: string;
  payload: Json;
  origin: Origin;
}

/** A PIN that was given with what wants it. */
export interface GivenPin {
  pin: string;
  /** The key of what it came with: looked at twice, it is one try. */
  sending: string;
}

export interface Guard {
  /** Whether so much may have to be asked about at all: most is not, and then nobody needs to find out more. */
  concerns(by: Identity, spending: Pick<Spending, 'amount' | 'asset' | 'seen'>): Promise<boolean>;
  /**
   * Before a press spends. Null: go on. Else the press is answered with this, and has done nothing yet; once its person
   * has confirmed, the very same press comes again, under the same event's key and with `confirmed`.
   * `in_place`: the button's message is the presser's alone, and may become the question.
   */
  press(pressed: PressedIntent, spending: Spending, options?: { in_place?: true }): Promise<Pressed | null>;
  /** Where nobody can be asked: whether it may go all the same. As a yes it counts as spent, once for each key. */
  unasked(by: Identity, key: string, spending: Spending): Promise<boolean>;
  /** Before a command spends. Null: go on. Else this is what its person is asked, privately; confirmed, the kind's press is called with the payload. */
  typed(typed: Typed, spending: Spending): Promise<Notice | null>;
  /**
   * Before what nobody may do who only has somebody's chat. Whether they have proven themselves by their PIN; false: they have none.
   * Refused with `pin_required` where they gave none, and as every wrong one.
   */
  prove(person: bigint, given: GivenPin | null): Promise<Result<boolean>>;
}
