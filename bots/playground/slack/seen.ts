/** What people see in Slack's client: messages, the modal that is open, the Home tab. */
import type { ChatField, ChatForm, ChatMessage, Outsider } from '../emulator.ts';
import { type Given, shownElement, shownField } from './elements.ts';
import { emojiCharacter } from './emoji.ts';
import { readBlocks, readMrkdwn, readPlain, readPreviews } from './reading.ts';
import type { Message, Native, View } from './types.ts';
import { BOT_USER, type World } from './world.ts';

const PREVIEW_CHARACTERS = 60;

const outsiderOf = ({ user, botId }: Message): Outsider | null => {
  if (botId === null || user === BOT_USER) return null;
  return user === null ? 'webhook' : 'bot';
};

const blocksFor = (world: World, userId: string, blocks: Native[]) =>
  readBlocks(blocks, world.nameOf, (element, blockId) => shownElement(world, userId, element, blockId));

export const seenMessage = (world: World, message: Message, userId: string): ChatMessage => {
  const parent = message.threadTs ? world.findMessage(message.channel, message.threadTs) : null;
  const kind = outsiderOf(message);
  const previews = message.botId && !message.ephemeralFor ? readPreviews(message) : [];
  const text = message.mrkdwn ? readMrkdwn(message.text, world.nameOf) : readPlain(message.text);
  return {
    id: message.ts,
    channel: message.channel,
    at: new Date(Number.parseFloat(message.ts) * 1000).toISOString(),
    author: {
      id: message.user ?? 'webhook',
      name: world.nameOf(message.user),
      bot: message.botId !== null,
      ...(kind && { kind }),
    },
    // With blocks, Slack keeps `text` for notifications.
    text: message.blocks.length > 0 ? [] : text,
    ...blocksFor(world, userId, message.blocks),
    ...(previews.length > 0 && { previews }),
    ...(message.files.length > 0 && {
      files: message.files.map(({ name, text, data, alt }) => ({
        name,
        text: text ?? '',
        ...(data && { data }),
        ...(alt && { alt }),
      })),
    }),
    reactions: [...message.reactions].map(([name, users]) => ({
      emoji: emojiCharacter(name),
      count: users.size,
      mine: users.has(userId),
    })),
    edited: message.edited,
    ephemeral: message.ephemeralFor !== null,
    ...(message.cause !== null && { cause: message.cause }),
    ...(parent && {
      replyTo: {
        author: world.nameOf(parent.user),
        preview: parent.text.slice(0, PREVIEW_CHARACTERS),
      },
    }),
  };
};

const noField = {
  label: '',
  placeholder: '',
  value: '',
  required: false,
  multiline: false,
  charactersMax: 0,
};

const filledIn = (field: ChatField, given: Given): ChatField => {
  if (given === undefined) return field;
  const chosen = [given].flat().filter((value) => value !== '');
  return field.select
    ? { ...field, select: { ...field.select, chosen } }
    : { ...field, value: chosen.join(' ') };
};

/** A block of a modal: an input, or words and buttons between the inputs. */
const fieldsOf = (world: World, userId: string, block: Native, draft: View['draft']): ChatField[] => {
  if (block.type === 'input') return [filledIn(shownField(world, userId, block), draft[block.block_id])];
  const { frames, buttons } = blocksFor(world, userId, [block]);
  const name = block.block_id;
  const words = frames.flatMap(({ title, body, fields, footer }) =>
    [title, body, ...fields.flatMap(({ label, value }) => [label, value]), footer].filter(
      (text) => text.length > 0,
    ),
  );
  return [
    ...words.map(
      (text, at): ChatField => ({ ...noField, name: `${name}/words-${at}`, kind: 'words', words: text }),
    ),
    ...buttons.map((row): ChatField => ({ ...noField, name, kind: 'buttons', buttons: row })),
  ];
};

export const seenModal = (world: World, userId: string): ChatForm | null => {
  const view = world.modals.get(userId);
  if (!view) return null;
  const { title, submit, close, blocks } = view.native;
  const asks = (blocks as Native[]).some(({ type }) => type === 'input');
  return {
    id: view.id,
    title: title.text,
    submit: submit?.text ?? (asks ? 'Submit' : null),
    close: close?.text ?? (view.previous ? 'Back' : 'Cancel'),
    fields: (blocks as Native[]).flatMap((block) => fieldsOf(world, userId, block, view.draft)),
    errors: view.errors,
  };
};

export const seenHome = (world: World, userId: string): ChatMessage | null => {
  const view = world.homes.get(userId);
  if (!view) return null;
  return {
    id: view.id,
    channel: world.directChannel(userId).id,
    at: new Date().toISOString(),
    author: { id: 'home', name: world.manifest.display_information.name, bot: true },
    text: [],
    ...blocksFor(world, userId, view.native.blocks),
    reactions: [],
    edited: false,
    ephemeral: true,
  };
};
