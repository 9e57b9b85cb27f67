/** From an event to the idempotency keys that it acts under, and back. The way there is the bots' and the capabilities' own. */
import { createHash } from 'node:crypto';
import { derivedKey, keyTail } from '../ids.ts';
import { PLATFORMS } from '../ports/chat.ts';

/** Longer dedupe keys are hashed for the ledger (bots/shared/turn.ts). */
const dedupeKey_characters_max = 150;

interface EventName {
  platform: string;
  dedupe_key: string;
}

const eventKey = ({ platform, dedupe_key }: EventName): string =>
  dedupe_key.length <= dedupeKey_characters_max
    ? `${platform}:${dedupe_key}`
    : `${platform}:#${createHash('sha256').update(dedupe_key).digest('hex')}`;

/** Everything that an event may have been the idempotency key of: itself, the answer to its question, the form that it filled in. */
export const keysOf = (event: EventName & { event: { intent?: string } }): string[] => {
  const key = eventKey(event);
  const { intent } = event.event;
  return [key, derivedKey('intent', key), ...(intent === undefined ? [] : [`form:${intent}`])];
};

/** How the ledger's keys end that were made from these. */
export const endingsOf = (keys: readonly string[]): string[] => keys.map((key) => `:${keyTail(key)}`);

interface EventsWanted {
  platforms: string[];
  dedupeKeys: string[];
  /** Intents that a form carried, and hashes of long keys: these are looked for around a moment. */
  names: string[];
}

const isPlatform = (text: string): boolean => (PLATFORMS as readonly string[]).includes(text);

/** The events that these keys name. What is made from another key in a way that cannot be undone names none. */
export const eventsOf = (keys: Iterable<string>): EventsWanted => {
  const wanted: EventsWanted = { platforms: [], dedupeKeys: [], names: [] };
  for (const key of keys) {
    const at = key.indexOf(':');
    const [source, rest] = [key.slice(0, at), key.slice(at + 1)];
    if (source === 'form') wanted.names.push(rest);
    else if (isPlatform(source) && rest.startsWith('#')) wanted.names.push(rest.slice(1));
    else if (isPlatform(source)) {
      wanted.platforms.push(source);
      wanted.dedupeKeys.push(rest);
    }
  }
  return wanted;
};
