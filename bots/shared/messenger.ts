/** Core's way out, made of the platforms' messengers: what happened becomes a card in the reader's language, on the reader's platform. */
import type { Messenger, Notice, Outgoing, Platform, SendResult } from '../../core/index.ts';
import type { PlatformMessenger } from './adapter.ts';
import type { Card } from './card.ts';
import { viewOf } from './views/index.ts';

/** Notices that hold a button to the direct conversation. */
const leadsToDirect = (message: Outgoing): boolean =>
  message.notice.kind === 'answered_privately' ||
  ('actions' in message.notice && message.notice.actions.some(({ action }) => action === 'open_direct'));

/** A payment settles as soon as a worker has it, or is voided. */
const isPassing = (notice: Notice): boolean => notice.kind === 'payment' && notice.state === 'authorized';

const isPrivate = ({ audience, conversation }: Outgoing): boolean =>
  audience !== 'conversation' || conversation?.kind === 'direct';

const platformOf = (message: Outgoing): Platform | undefined =>
  message.audience === 'conversation' || message.audience === 'private'
    ? (message.conversation ?? message.person)?.platform
    : (message.person ?? message.conversation)?.platform;

/** Content of a file that core has, by the id that a card names. */
type FileStore = (id: string) => Promise<Uint8Array | null>;

/** With the content of its file, where that is core's. */
async function withFile(card: Card, stored: FileStore): Promise<Card> {
  if (!card.file || !('stored' in card.file)) return card;
  const { name, media_type, stored: id } = card.file;
  const bytes = await stored(id);
  if (!bytes) throw new Error(`There is no file ${id}`);
  return { ...card, file: { name, media_type, bytes } };
}

/**
 * `platforms`: those that are connected. A person on any other is unreachable: what they are to be told waits until they come.
 * `stored`: where the content of files is that core keeps.
 */
export function createMessenger(platforms: readonly PlatformMessenger[], stored: FileStore): Messenger {
  const byPlatform = new Map(platforms.map((messenger) => [messenger.platform, messenger]));

  return {
    async show(message): Promise<SendResult> {
      const platform = platformOf(message);
      if (platform === undefined)
        return { status: 'invalid', reason: 'a message to no conversation and no person' };
      const messenger = byPlatform.get(platform);
      if (!messenger) return { status: 'unreachable', reason: `${platform} is not connected` };
      const { notice, locale, zone, ...rest } = message;
      const tenant = message.conversation?.tenant ?? message.person?.tenant ?? '';
      const directUrl =
        leadsToDirect(message) && message.person
          ? ((await messenger.directUrl?.(message.person)) ?? null)
          : null;
      const context = {
        platform,
        tenant,
        directUrl,
        ...(messenger.capabilities.translatesCommands && { translatesCommands: true }),
        private: isPrivate(message),
        ...(zone && isPrivate(message) && { zone }),
        ...(message.person && { reader: message.person }),
      };
      const sections = notice.kind === 'home' ? notice.sections.slice(1) : [];
      return messenger.show({
        ...rest,
        card: await withFile(viewOf(notice, locale, context), stored),
        ...(isPassing(notice) && { passing: true }),
        ...(sections.length > 0 && { sections: sections.map((section) => viewOf(section, locale, context)) }),
      });
    },
  };
}
