/** Core's way out, made of the platforms' messengers: what happened becomes a card in the reader's language, on the reader's platform. */
import {
  type Messenger,
  type Notice,
  type Outgoing,
  ok,
  type Platform,
  type SendResult,
} from '../../core/index.ts';
import type { PlatformMessenger } from './adapter.ts';
import type { FileSources } from './capability.ts';
import { type Card, isPicture } from './card.ts';
import { messagesFor } from './messages/index.ts';
import { fileOf, viewOf } from './views/index.ts';

/** Notices that hold a way to the direct conversation: a button, one on paper, or the code of a ticket. */
const leadsToDirect = (message: Outgoing): boolean =>
  message.notice.kind === 'answered_privately' ||
  message.notice.kind === 'cheque_paper' ||
  message.notice.kind === 'ticket' ||
  ('actions' in message.notice && message.notice.actions.some(({ action }) => action === 'open_direct'));

/** A payment settles as soon as a worker has it, or is voided. */
const isPassing = (notice: Notice): boolean => notice.kind === 'payment' && notice.state === 'authorized';

const isPrivate = ({ audience, conversation }: Outgoing): boolean =>
  audience !== 'conversation' || conversation?.kind === 'direct';

const platformOf = (message: Outgoing): Platform | undefined =>
  message.audience === 'conversation' || message.audience === 'private'
    ? (message.conversation ?? message.person)?.platform
    : (message.person ?? message.conversation)?.platform;

/** With the content of its file, where that is core's. */
async function withFile(card: Card, { paywall }: FileSources): Promise<Card> {
  if (!card.file || !('stored' in card.file)) return card;
  const { stored: id, ...file } = card.file;
  const bytes = await paywall.file(id);
  if (!bytes) throw new Error(`There is no file ${id}`);
  return { ...card, file: { ...file, bytes } };
}

/**
 * `platforms`: those that are connected. A person on any other is unreachable: what they are to be told waits until they come.
 * `sources`: whom the files are read from that go along with messages.
 */
export function createMessenger(platforms: readonly PlatformMessenger[], sources: FileSources): Messenger {
  const byPlatform = new Map(platforms.map((messenger) => [messenger.platform, messenger]));

  return {
    async show(message): Promise<SendResult> {
      const platform = platformOf(message);
      if (platform === undefined)
        return { status: 'invalid', reason: 'a message to no conversation and no person' };
      const messenger = byPlatform.get(platform);
      if (!messenger) return { status: 'unreachable', reason: `${platform} is not connected` };
      const { notice, locale, toldLocale, zone, ...rest } = message;
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
        ...(toldLocale && isPrivate(message) && { toldLocale }),
        ...(zone && isPrivate(message) && { zone }),
        ...(message.person && { reader: message.person }),
      };
      const sections = notice.kind === 'home' ? notice.sections.slice(1) : [];
      // A message that is edited keeps the file that it has.
      const file = message.previous ? ok(null) : await fileOf(notice, locale, context, sources);
      const told: Notice = file.ok ? notice : { kind: 'refusal', refusal: file.refusal };
      const view = viewOf(told, locale, context);
      const card = file.ok && file.value ? { ...view, file: file.value } : await withFile(view, sources);
      const { elsewhere } = messagesFor(locale).common;
      return messenger.show({
        ...rest,
        card,
        ...(card.file && { fileElsewhere: elsewhere[isPicture(card.file) ? 'picture' : 'file'] }),
        ...(isPassing(notice) && { passing: true }),
        ...(sections.length > 0 && { sections: sections.map((section) => viewOf(section, locale, context)) }),
      });
    },
  };
}
