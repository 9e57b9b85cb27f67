/** One event being handled: who asks, in which language, and how they are answered. */
import type { Logger } from 'pino';
import type {
  Audience,
  Core,
  FormRequest,
  MessageRef,
  Messenger,
  Notice,
  Outgoing,
  Pressed,
  Refusal,
  Result,
  SeenPerson,
  SendResult,
  Shown,
} from '../../core/index.ts';
import type { PlatformMessenger } from './adapter.ts';
import { COMMANDS } from './commands.ts';
import type { InboundEvent } from './event.ts';
import { keyOf } from './key.ts';
import { showPressed } from './press.ts';
import { RateLimited, TryLater } from './try-later.ts';
import { formOf, viewOf } from './views/index.ts';

export { TryLater } from './try-later.ts';

export interface HandlerParts {
  core: Core;
  messenger: Messenger;
  platforms: readonly PlatformMessenger[];
  log: Logger;
}

/** Which try of handling an event this is, from 1; after `last` nobody tries again. */
export interface Attempt {
  number: number;
  last: boolean;
}

interface AnswerOptions {
  audience?: Audience;
  /** One per message that an event leads to. */
  slot?: string;
  /** Edit this message instead. */
  previous?: MessageRef;
  /** In another one than the turn's. */
  locale?: string | undefined;
}

export interface Turn<E extends InboundEvent = InboundEvent> {
  parts: HandlerParts;
  event: E;
  seen: SeenPerson;
  locale: string;
  /** The idempotency key of whatever this event does. */
  key: string;
  platform: PlatformMessenger | undefined;
  attempt: Attempt;
  /** What was typed, or whose form was filled in, once that is known: its refusals show how it is typed. Such as `pay` or `tab add`. */
  command?: string;
  /** Throws {@link TryLater} when it has to be shown again. */
  answer(notice: Notice, options?: AnswerOptions): Promise<void>;
  refuse(refusal: Refusal): Promise<void>;
  /** What came of a call: tells its value, or its refusal. */
  told<T>(result: Result<T>, tell: (value: T) => Promise<void>): Promise<void>;
  /** A form, as the first answer to the event; where there are none, `instead`, or how it is typed. */
  open(request: FormRequest, instead?: Notice): Promise<void>;
  /** `about`: one command, by a name that it may not have. */
  help(about?: string | null): Promise<void>;
  /** Deletes what the person wrote. False where that cannot be done. Never rejects. */
  erase(): Promise<boolean>;
  /** Something private that the person did not ask for just now: shown if it can be. Never rejects. */
  aside(notice: Notice, slot: string): Promise<void>;
  /** A card that core made, in its newest state. */
  show(shown: Pick<Shown, 'delivery'>): Promise<void>;
  /** What a pressed button led to; or the form, or the message, that gave what the button had asked for. */
  pressed(pressed: Pressed): Promise<void>;
  /** A notice in a few words, for the reader of a toast. */
  titleOf(notice: Notice): string;
}

const asideTriesMax = 3;
const asideWaitMax_ms = 5_000;

export function turnOf<E extends InboundEvent>(
  parts: HandlerParts,
  event: E,
  seen: SeenPerson,
  attempt: Attempt,
): Turn<E> {
  const key = keyOf(event);
  const { locale } = seen;
  const platform = parts.platforms.find((messenger) => messenger.platform === event.platform);
  const log = parts.log.child({ event: key });
  const inGroup = event.conversation.kind === 'group';

  const outgoing = (
    notice: Notice,
    { audience = 'private', slot = 'answer', previous, locale: other }: AnswerOptions,
  ): Outgoing => ({
    id: `${key}:${slot}`,
    audience,
    conversation: event.conversation,
    person: event.actor.identity,
    notice,
    locale: other ?? locale,
    ...(seen.toldLocale && { toldLocale: seen.toldLocale }),
    ...(seen.zone && { zone: seen.zone }),
    ...(event.reply && { reply: event.reply }),
    ...(previous && { previous }),
    ...(attempt.number > 1 && { reconcile: true }),
  });

  /** In a group of a platform that has no private answers in place, people are told where to look, once in a while. Never what is there. */
  const sayWhere = async (reachable: boolean, other: string | undefined): Promise<void> => {
    if (!inGroup || platform?.capabilities.ephemeral !== false) return;
    const { people } = parts.core;
    if (!(await people.mayPoint(event.actor.identity, event.conversation, reachable))) return;
    const note = outgoing(
      { kind: 'answered_privately', reachable },
      { audience: 'conversation', slot: 'where', locale: other },
    );
    const result = await parts.messenger.show(note);
    if (result.status !== 'sent') log.warn({ result }, 'the note in the group was not shown');
  };

  /** What a direct message has shown of whether there can be one. */
  const goesThrough = async (reachable: boolean): Promise<void> => {
    if (reachable !== seen.reachable) await parts.core.people.setReachable(event.actor.identity, reachable);
  };

  /** One way after the other: the platform's answer to the event, without it, by direct message. */
  const shown = async (message: Outgoing): Promise<SendResult> => {
    const result = await parts.messenger.show(message);
    if (result.status === 'expired' && (message.reply || message.previous)) {
      const { reply: _reply, previous: _previous, ...anew } = message;
      return shown(anew);
    }
    if (result.status === 'forbidden' && message.audience === 'private')
      return shown({ ...message, audience: 'direct' });
    return result;
  };

  const answer = async (notice: Notice, options: AnswerOptions = {}): Promise<void> => {
    const result = await shown(outgoing(notice, options));
    switch (result.status) {
      case 'sent':
        if (result.degraded) {
          await goesThrough(true);
          await sayWhere(true, options.locale);
        }
        return;
      case 'unreachable':
        await goesThrough(false);
        await sayWhere(false, options.locale);
        return;
      case 'rate_limited':
        throw new RateLimited(result.retry_after_ms);
      case 'unknown':
        throw new TryLater(result.reason);
      default:
        log.error({ result, notice: notice.kind }, 'an answer could not be shown');
    }
  };

  const aside = async (notice: Notice, slot: string): Promise<void> => {
    const message = outgoing(notice, { slot });
    for (let tries = 1; ; tries += 1) {
      const result = await shown(tries === 1 ? message : { ...message, reconcile: true });
      const again = result.status === 'rate_limited' || result.status === 'unknown';
      if (again && tries < asideTriesMax) {
        const wait_ms = result.status === 'rate_limited' ? result.retry_after_ms : 0;
        await new Promise((resolve) => setTimeout(resolve, Math.min(wait_ms, asideWaitMax_ms)));
        continue;
      }
      if (result.status !== 'sent') log.warn({ result, notice: notice.kind }, 'an aside was not shown');
      return;
    }
  };

  const refuse = (refusal: Refusal): Promise<void> =>
    answer({ kind: 'refusal', refusal, ...(turn.command !== undefined && { command: turn.command }) });

  const erase = async (): Promise<boolean> => {
    if (!event.reply || !platform?.erase) return false;
    for (let tries = 1; ; tries += 1) {
      const result = await platform.erase(event.reply);
      if (result.status === 'sent') return true;
      const again = result.status === 'rate_limited' || result.status === 'unknown';
      if (!again || tries === asideTriesMax) {
        log.warn({ result }, 'a message could not be erased');
        return false;
      }
      const wait_ms = result.status === 'rate_limited' ? result.retry_after_ms : 0;
      await new Promise((resolve) => setTimeout(resolve, Math.min(wait_ms, asideWaitMax_ms)));
    }
  };

  const open = async (request: FormRequest, instead?: Notice): Promise<void> => {
    const pressed = event.kind === 'action' ? event.message : undefined;
    const { form, instead: usage } = formOf(request, locale);
    if (event.reply && platform?.capabilities.modal) {
      const result = await platform.open(event.reply, form, pressed);
      if (result.status !== 'sent') log.warn({ result }, 'the form did not open');
      // An answer that was lost: the form may well be open, and a hint beside it would only confuse.
      if (result.status === 'sent' || result.status === 'unknown') return;
    }
    log.debug('no form: the usage instead');
    await (instead ? answer(instead) : refuse(usage));
  };

  const turn: Turn<E> = {
    parts,
    event,
    seen,
    locale,
    key,
    platform,
    attempt,
    answer,
    aside,
    erase,
    titleOf: (notice) => {
      const { tenant } = event.actor.identity;
      const reader = event.actor.identity;
      const { zone, toldLocale } = seen;
      const context = {
        platform: event.platform,
        tenant,
        private: true,
        reader,
        ...(platform?.capabilities.translatesCommands && { translatesCommands: true }),
        ...(toldLocale && { toldLocale }),
        ...(zone && { zone }),
      };
      return viewOf(notice, locale, context).title;
    },
    refuse,
    told: (result, tell) => (result.ok ? tell(result.value) : refuse(result.refusal)),
    open,
    help: (about = null) =>
      answer({ kind: 'help', commands: COMMANDS.map(({ name }) => name), operator: seen.operator, about }),
    show: ({ delivery }) => parts.core.deliveries.show(parts.messenger, delivery),
    pressed: (pressed) => showPressed(turn, pressed),
  };
  return turn;
}
