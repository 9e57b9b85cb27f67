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

/** `nobody`: written like a name, and no name. Null: no name at all. */
export function readWho(word: string, speaker: Identity): Who | 'nobody' | null {
  const identity = parseIdentity(word);
  if (identity) return { by: 'identity', identity };
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

/** Two ways of writing that are surely the same person have the same key. Core finds the rest (linked identities, a handle and its id). */
export const whoKey = (who: Who): string =>
  who.by === 'identity'
    ? identityText(who.identity)
    : `@${who.handle.toLowerCase()}@${who.platform}:${who.tenant ?? '*'}`;
