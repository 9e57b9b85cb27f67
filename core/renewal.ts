/** Fresh quotes in the place of those whose time is over. */
import { derivedKey } from './ids.ts';

/**
 * The key of the quote in the place of one that is over. However often it is pressed too late, by how many events: there is one fresh quote at a
 * time, so that no two are carried out. `find`: the quote of a key.
 */
export async function renewalKey(
  reference: string,
  find: (key: string) => Promise<{ reference: string; state: string; expires_at: Date } | null>,
  now: Date,
): Promise<string> {
  const key = derivedKey('requote', reference);
  const fresh = await find(key);
  const isOver = fresh !== null && fresh.state === 'open' && fresh.expires_at <= now;
  return isOver ? renewalKey(fresh.reference, find, now) : key;
}
