/** What follows from a platform's answer. Pure: the rules of delivery in one place. */
import type { MessageRef } from '../ports/chat.ts';
import type { SendResult } from '../ports/messenger.ts';

/** A delivery that has just been tried. */
interface Tried {
  messageRef: MessageRef | null;
  hasReply: boolean;
  hasPerson: boolean;
  reconcile: boolean;
  /** Failed tries before this one. */
  attempts: number;
  posting: number;
  /** Since when it has been due. */
  age_ms: number;
}

export interface Change {
  state: 'shown' | 'due' | 'unreachable' | 'given_up';
  messageRef: MessageRef | null;
  keepReply: boolean;
  reconcile: boolean;
  attempts: number;
  posting: number;
  /** Before the next try. */
  wait_ms: number;
  failure: string | null;
  pause: { scope: 'conversation' | 'platform'; wait_ms: number } | null;
}

const BACKOFF_FIRST_MS = 1_000;
const BACKOFF_MAX_MS = 10 * 60_000;
const GIVE_UP_AFTER_MS = 24 * 60 * 60_000;
/** What a platform may ask us to wait: longer is taken for a mistake. */
const PAUSE_MAX_MS = 60 * 60_000;

/** Before try number `attempts` + 1: 1 s, 2 s, 4 s … 10 min. */
const backoff_ms = (attempts: number): number =>
  Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** Math.min(attempts - 1, 30));

const unchanged = (tried: Tried, failure: string | null): Change => ({
  state: 'due',
  messageRef: tried.messageRef,
  keepReply: true,
  reconcile: tried.reconcile,
  attempts: tried.attempts,
  posting: tried.posting,
  wait_ms: 0,
  failure,
  pause: null,
});

/** Whoever cannot be shown it now is told when they come to us; what concerns nobody in particular is given up. */
const undeliverable = (tried: Tried, failure: string): Change => ({
  ...unchanged(tried, failure),
  state: tried.hasPerson ? 'unreachable' : 'given_up',
});

export const changeAfter = (tried: Tried, result: SendResult): Change => {
  if (result.status === 'sent')
    return {
      ...unchanged(tried, null),
      state: 'shown',
      messageRef: result.ref,
      reconcile: false,
      attempts: 0,
    };
  if (result.status === 'rate_limited') {
    const wait_ms = Math.min(Math.max(Math.ceil(result.retry_after_ms), 1), PAUSE_MAX_MS);
    return { ...unchanged(tried, null), wait_ms, pause: { scope: result.scope, wait_ms } };
  }
  const failure = `${result.status}: ${result.reason}`;
  switch (result.status) {
    case 'unreachable':
    case 'forbidden':
      return undeliverable(tried, failure);
    case 'expired':
      return withoutTheExpired(tried, failure);
    case 'invalid':
      return { ...unchanged(tried, failure), state: 'given_up' };
    case 'unknown': {
      if (tried.age_ms >= GIVE_UP_AFTER_MS) return undeliverable(tried, failure);
      const attempts = tried.attempts + 1;
      return { ...unchanged(tried, failure), reconcile: true, attempts, wait_ms: backoff_ms(attempts) };
    }
  }
};

/** A reply context dies long before the message that it made, so it goes first; without either, nothing could have expired. */
const withoutTheExpired = (tried: Tried, failure: string): Change => {
  if (tried.hasReply) return { ...unchanged(tried, failure), keepReply: false };
  if (tried.messageRef)
    return { ...unchanged(tried, failure), messageRef: null, posting: tried.posting + 1, reconcile: false };
  return { ...unchanged(tried, failure), state: 'given_up' };
};
