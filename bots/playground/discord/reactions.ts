/** Who reacted to what: kept beside the messages, because a message on the wire only says how many. */
import type { Stored } from './world.ts';

const kept = new WeakMap<Stored, Map<string, Set<string>>>();

export const reactorsOf = (message: Stored, emoji: string): Set<string> => {
  const all = kept.get(message) ?? new Map<string, Set<string>>();
  kept.set(message, all);
  const set = all.get(emoji) ?? new Set<string>();
  all.set(emoji, set);
  return set;
};
