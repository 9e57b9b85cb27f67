/** Who reacted to what: kept beside the messages, because a message on the wire only says how many. */
import type { Stored } from './world.ts';

/** How many different emoji a message takes. */
export const REACTIONS_MAX = 20;

/** A few of all that Discord's picker has: there, any emoji can be a reaction. */
export const PALETTE = [
  { emoji: '👍', name: 'thumbs up' },
  { emoji: '❤️', name: 'heart' },
  { emoji: '😂', name: 'laughing' },
  { emoji: '🎉', name: 'hooray' },
  { emoji: '🪙', name: 'coin' },
  { emoji: '☕', name: 'coffee' },
  { emoji: '🍺', name: 'beer' },
  { emoji: '🍕', name: 'pizza' },
  { emoji: '🔥', name: 'fire' },
  { emoji: '👀', name: 'eyes' },
  { emoji: '🙏', name: 'thank you' },
  { emoji: '💯', name: 'a hundred' },
];

const kept = new WeakMap<Stored, Map<string, Set<string>>>();

export const reactorsOf = (message: Stored, emoji: string): Set<string> => {
  const all = kept.get(message) ?? new Map<string, Set<string>>();
  kept.set(message, all);
  const set = all.get(emoji) ?? new Set<string>();
  all.set(emoji, set);
  return set;
};

export const forgetReactors = (message: Stored, emoji?: string): void => {
  if (emoji === undefined) kept.delete(message);
  else kept.get(message)?.delete(emoji);
};
