/** Files that stand in another conversation than their cards. Pure. */
import type { OutgoingCard } from '../shared/adapter.ts';
import type { Card } from '../shared/card.ts';

/** Nobody sees a file alone in a channel: what is for one person goes to the direct conversation, and its card stays where it was asked for. */
export const goesApart = ({ audience, conversation, fileElsewhere }: OutgoingCard): boolean =>
  audience === 'private' &&
  conversation !== undefined &&
  conversation.kind !== 'direct' &&
  fileElsewhere !== undefined;

/** Says where its file is. */
export const pointing = (card: Card, words: string): Card => ({
  ...card,
  lines: [...card.lines, [{ type: 'text', text: words }]],
  fallback: `${card.fallback} ${words}`,
});
