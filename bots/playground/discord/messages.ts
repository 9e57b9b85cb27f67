/** Writing, editing and deleting messages, with the events that they cause. */
import { keepFile } from './attachments.ts';
import { repliesToNothing } from './errors.ts';
import { forgetReactors } from './reactions.ts';
import { refuseEmpty } from './validate.ts';
import { Intent, type MessageBody, MessageFlag, type WireUser } from './wire.ts';
import {
  type Channel,
  inGuild,
  newWireMessage,
  type Stored,
  store,
  type World,
  wireMember,
} from './world.ts';

const intentOf = (channel: Channel): number =>
  channel.kind === 'group' ? Intent.guildMessages : Intent.directMessages;

const announce = (world: World, event: string, message: Stored, fromPeople = false): void => {
  world.changed();
  if (message.visibleTo) return;
  const author = world.people.get(message.wire.author.id);
  const guild = message.channel.kind === 'group' && { ...inGuild(world, message.channel) };
  const member = message.channel.kind === 'group' && author && { member: wireMember(author) };
  world.dispatch(
    event,
    { ...message.wire, channel_type: message.channel.kind === 'group' ? 0 : 1, ...guild, ...member },
    { intent: intentOf(message.channel), fromPeople },
  );
};

const mentioned = (content: string): string[] => [
  ...new Set([...content.matchAll(/<@!?(\d+)>/g)].map((match) => match[1]!)),
];

/** Who is really notified: named in the content and allowed. Embeds never ping. */
const pingsOf = (
  world: World,
  body: MessageBody,
  content: string,
): { users: WireUser[]; everyone: boolean } => {
  const allowed = body.allowed_mentions;
  const all = !allowed || allowed.parse?.includes('users');
  const users = mentioned(content)
    .filter((id) => all || allowed?.users?.includes(id))
    .flatMap((id) => world.people.get(id)?.wire ?? []);
  const everyone =
    (!allowed || (allowed.parse?.includes('everyone') ?? false)) && /@(everyone|here)\b/.test(content);
  return { users, everyone };
};

/** Puts a body into a message. Fields that are absent stay as they are. */
const apply = (world: World, message: Stored, body: MessageBody): void => {
  const { wire } = message;
  if (body.content !== undefined) wire.content = body.content ?? '';
  if (body.embeds !== undefined)
    wire.embeds = (body.embeds ?? []).map((embed) => ({ type: 'rich', ...embed }));
  for (const upload of body.uploads ?? []) {
    const kept = keepFile(world, upload, { channel: wire.channel_id, ephemeral: false });
    wire.attachments = [...wire.attachments, kept];
    message.uploads.set(kept.id, upload);
  }
  if (body.components !== undefined) wire.components = numbered(body.components ?? []);
  if (body.content !== undefined) {
    const { users, everyone } = pingsOf(world, body, wire.content);
    wire.mentions = users;
    wire.mention_everyone = everyone;
  }
};

/** Discord gives every component a number. */
const numbered = (rows: NonNullable<MessageBody['components']>) => {
  let next = 0;
  return structuredClone(rows).map((row) => {
    next += 1;
    const id = row.id ?? next;
    const components = (row.components ?? []).map((child) => {
      next += 1;
      return { ...child, id: child.id ?? next };
    });
    return { ...row, id, components };
  });
};

export interface Posting {
  channel: Channel;
  author: WireUser;
  body: MessageBody;
  visibleTo?: string | null;
  because?: Stored['because'];
  /** Fields of the message that come from an interaction. */
  extra?: Partial<Stored['wire']>;
  fromPeople?: boolean;
}

/** Makes it an answer to a message, whose author is notified unless the writer said no. Throws 50035 when that message is gone and must not be. */
const answers = (
  world: World,
  message: Stored,
  body: MessageBody,
  { message_id, fail_if_not_exists }: NonNullable<MessageBody['message_reference']>,
): void => {
  const { wire, channel } = message;
  const answered = channel.messages.get(message_id);
  if ((!answered || answered.visibleTo) && fail_if_not_exists !== false) throw repliesToNothing();
  if (!answered || answered.visibleTo) return;
  const { referenced_message: _, ...original } = answered.wire;
  wire.type = 19;
  wire.message_reference = { type: 0, channel_id: channel.id, message_id };
  wire.referenced_message = original;
  const author = world.people.get(answered.wire.author.id);
  if (!author || body.allowed_mentions?.replied_user === false) return;
  if (body.allowed_mentions && body.allowed_mentions.replied_user === undefined) return;
  wire.mentions = [...wire.mentions.filter(({ id }) => id !== author.wire.id), author.wire];
  message.pings = wire.mention_everyone ? message.pings : wire.mentions.map(({ id }) => id);
};

export const post = (world: World, { channel, author, body, ...more }: Posting): Stored => {
  const wire = { ...newWireMessage(channel, author, ''), ...more.extra };
  const message: Stored = {
    wire,
    channel,
    visibleTo: more.visibleTo ?? null,
    pings: [],
    because: more.because ?? null,
    uploads: new Map(),
  };
  apply(world, message, body);
  if (!(wire.flags & MessageFlag.loading)) refuseEmpty(wire);
  message.pings = wire.mention_everyone ? ['everyone'] : wire.mentions.map(({ id }) => id);
  if (body.nonce !== undefined && body.nonce !== null) wire.nonce = body.nonce;
  if (body.message_reference) answers(world, message, body, body.message_reference);
  store(message);
  announce(world, 'MESSAGE_CREATE', message, more.fromPeople);
  return message;
};

/** Edits, or fills in a message that was "thinking…" (which does not count as an edit, and may ping). */
export const edit = (world: World, message: Stored, body: MessageBody, fromPeople = false): Stored => {
  const { wire } = message;
  const before = structuredClone(wire);
  const wasLoading = (wire.flags & MessageFlag.loading) !== 0;
  apply(world, message, body);
  try {
    refuseEmpty(wire);
  } catch (error) {
    Object.assign(wire, before);
    throw error;
  }
  if (wasLoading) {
    wire.flags &= ~MessageFlag.loading;
    message.pings = wire.mentions.map(({ id }) => id);
  } else wire.edited_timestamp = new Date().toISOString();
  announce(world, 'MESSAGE_UPDATE', message, fromPeople);
  return message;
};

export const remove = (world: World, message: Stored, fromPeople = false): void => {
  message.channel.messages.delete(message.wire.id);
  world.changed();
  if (message.visibleTo) return;
  world.dispatch(
    'MESSAGE_DELETE',
    { id: message.wire.id, channel_id: message.channel.id, ...inGuild(world, message.channel) },
    { intent: intentOf(message.channel), fromPeople },
  );
};

export const react = (
  world: World,
  message: Stored,
  user: WireUser,
  reactors: Set<string>,
  emoji: string,
  added: boolean,
): void => {
  const { wire, channel } = message;
  wire.reactions ??= [];
  const list = wire.reactions;
  let reaction = list.find((each) => each.emoji.name === emoji);
  if (!reaction) {
    reaction = { emoji: { id: null, name: emoji }, count: 0, me: false };
    list.push(reaction);
  }
  if (added) reactors.add(user.id);
  else reactors.delete(user.id);
  reaction.count = reactors.size;
  reaction.me = reactors.has(world.bot.id);
  wire.reactions = list.filter(({ count }) => count > 0);
  world.changed();
  const person = world.people.get(user.id);
  world.dispatch(
    added ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE',
    {
      user_id: user.id,
      channel_id: channel.id,
      message_id: wire.id,
      ...inGuild(world, channel),
      emoji: { id: null, name: emoji },
      type: 0,
      burst: false,
      ...(added && { burst_colors: [] }),
      ...(added && world.reactionAuthors && { message_author_id: wire.author.id }),
      ...(added && channel.kind === 'group' && { member: { ...(person && wireMember(person)), user } }),
    },
    {
      intent: channel.kind === 'group' ? Intent.guildMessageReactions : Intent.directMessageReactions,
      fromPeople: person !== undefined,
    },
  );
};

/** Takes all reactions off, or all of one emoji. */
export const clearReactions = (world: World, message: Stored, emoji?: string): void => {
  const { wire, channel } = message;
  wire.reactions =
    emoji === undefined ? [] : (wire.reactions ?? []).filter((each) => each.emoji.name !== emoji);
  forgetReactors(message, emoji);
  world.changed();
  world.dispatch(
    emoji === undefined ? 'MESSAGE_REACTION_REMOVE_ALL' : 'MESSAGE_REACTION_REMOVE_EMOJI',
    {
      channel_id: channel.id,
      message_id: wire.id,
      ...inGuild(world, channel),
      ...(emoji !== undefined && { emoji: { id: null, name: emoji } }),
    },
    { intent: channel.kind === 'group' ? Intent.guildMessageReactions : Intent.directMessageReactions },
  );
};
