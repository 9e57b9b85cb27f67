/** How somebody is named in a command: a mention, `platform:tenant:id`, `@handle`, `@handle@slack`. */
import {
  type Identity,
  identityText,
  PLATFORMS,
  type Platform,
  parseIdentity,
  type Who,
} from '../../core/index.ts';
import type { Argument } from './event.ts';

const handlePattern = /^@(?<handle>[\p{L}\p{N}._-]{1,64})(?:@(?<platform>[a-z]+))?$/iu;

/** What platforms take for everybody; it is nobody. */
const everybody = new Set(['everyone', 'here', 'channel', 'all']);

export const whoOf = (person: Extract<Argument, { type: 'person' }>): Who => ({
  by: 'identity',
  identity: person.identity,
  name: person.name,
  ...(person.isBot !== undefined && { isBot: person.isBot }),
});

/** Word joiners, which nobody sees: on Telegram they stand in every `@name` that the bot writes, and come along when one is copied. */
const withoutJoiners = (word: string): string => word.replaceAll('\u2060', '');

/** Whoever writes this means an id, whether or not there can be such a one. */
const identityLike = new RegExp(`^(?:${PLATFORMS.join('|')}):[^:]*:.`, 'i');

/** `nobody`: written like a name, and no name. Null: no name at all. */
export function readWho(written: string, speaker: Identity): Who | 'nobody' | null {
  const word = withoutJoiners(written);
  const identity = parseIdentity(word);
  if (identity) return { by: 'identity', identity, typed: true };
  if (identityLike.test(word)) return 'nobody';
  if (!word.startsWith('@') || word.length === 1) return null;
  const groups = handlePattern.exec(word)?.groups;
  const handle = groups?.handle?.replace(/\.+$/, '') ?? '';
  if (handle === '' || everybody.has(handle.toLowerCase())) return 'nobody';
  const named = groups!.platform?.toLowerCase();
  if (named === undefined || named === speaker.platform) {
    return { by: 'handle', handle, platform: speaker.platform, tenant: speaker.tenant };
  }
  if (!PLATFORMS.includes(named as Platform)) return 'nobody';
  return { by: 'handle', handle, platform: named as Platform, tenant: null };
}

/** `@carol@slak` is `@carol@slack`, most likely. Null where no platform is as near as two letters. */
export function nearestWho(word: string): string | null {
  const { handle, platform } = handlePattern.exec(withoutJoiners(word))?.groups ?? {};
  if (handle === undefined || platform === undefined) return null;
  const distances = PLATFORMS.map((name) => ({ name, distance: distance(platform.toLowerCase(), name) }));
  const nearest = distances.reduce((best, one) => (one.distance < best.distance ? one : best));
  return nearest.distance <= 2 ? `@${handle}@${nearest.name}` : null;
}

/** Levenshtein's: how many letters have to be put in, left out or exchanged. */
function distance(one: string, other: string): number {
  let row = [...Array(other.length + 1).keys()];
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (let to = 1; to <= other.length; to += 1) {
      const exchanged = row[to - 1]! + (letter === other[to - 1] ? 0 : 1);
      next.push(Math.min(exchanged, row[to]! + 1, next[to - 1]! + 1));
    }
    row = next;
  }
  return row[other.length]!;
}

/** Two ways of writing that are surely the same person have the same key. Core finds the rest (linked identities, a handle and its id). */
export const whoKey = (who: Who): string =>
  who.by === 'identity'
    ? identityText(who.identity)
    : `@${who.handle.toLowerCase()}@${who.platform}:${who.tenant ?? '*'}`;
