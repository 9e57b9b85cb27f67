/** Buttons and forms whose meaning is kept here, under an opaque key. */
import type { Origin, Shown } from '../common.ts';
import type { FormRequest, Notice } from '../notices.ts';
import type { Identity, Json } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

export interface IntentService {
  /**
   * A button or a form of one person, for `life_ms` milliseconds, or as long as a form stays open. What it means, a capability says by its kind; the payload is the kind's own.
   * Capabilities themselves make theirs by `putIntent`, in the database transaction of what they belong to.
   */
  create(intent: {
    person: Identity;
    kind: string;
    payload: Json;
    life_ms?: number | undefined;
  }): Promise<string>;
  press(key: string, by: Identity, origin: Origin): Promise<Result<Pressed>>;
  /** The payload of a form's intent, for its owner, without using it up. */
  read(key: string, by: Identity): Promise<Result<{ kind: string; payload: Json }>>;
}

/** What a pressed button leads to; all that is given is shown, in this order. Nothing at all is an answer, too. */
export interface Pressed {
  /** A card by its delivery, in its newest state. */
  show?: Shown;
  /** What the button's own message becomes, where that is the presser's alone. Beside `show` it is an ornament; else it is the answer, posted anew where the message is gone. */
  in_place?: Notice;
  /** The presser's own page is shown anew. */
  page?: true;
  /** A message to the presser alone. */
  private?: Notice;
  /** A word in passing: the title of its view. Where the platform has no such words, a message to the presser alone. */
  toast?: Notice;
  /** In which they are spoken to from now on, BCP 47, where that has changed. */
  locale?: string;
  /** To fill in; where forms cannot be opened, `private` is shown instead, or its usage is told. */
  form?: FormRequest;
}
