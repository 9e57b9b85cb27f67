/** Core's way out, made of the platforms' messengers: what happened becomes a card in the reader's language, on the reader's platform. */
import type { Messenger, Notice, Outgoing, Platform, SendResult } from '../../core/index.ts';
import type { PlatformMessenger } from './adapter.ts';
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

/**
 * `platforms`: those that are connected. A person on any other is unreachable: what they are to be told waits until they come.
 */
export function createMessenger(platforms: readonly PlatformMessenger[]): Messenger {
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
        card: viewOf(notice, locale, context),
        ...(isPassing(notice) && { passing: true }),
        ...(sections.length > 0 && { sections: sections.map((section) => viewOf(section, locale, context)) }),
      });
    },
  };
}
