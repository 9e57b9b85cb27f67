/** Who wrote what, as core keeps it. */
import type { Core } from '../../core/index.ts';
import type { Authors } from './adapter.ts';

export const createAuthors = ({ tip }: Pick<Core, 'tip'>): Authors => ({
  async saw(conversation, message, author) {
    if (author.type !== 'person') return;
    const { identity, name, isBot = false } = author;
    await tip.wrote({ conversation, message, author: identity, name, isBot });
  },
  async of(conversation, message) {
    const found = await tip.authorOf(conversation, message);
    return found
      ? { type: 'person', identity: found.author, name: found.name, isBot: found.isBot }
      : undefined;
  },
});
