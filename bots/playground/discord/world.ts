/** The emulated Discord itself: one guild, its people, its channels, and what has been said there. No network. */
import type { ChatFlash, ChatUser } from '../emulator.ts';
import { snowflake } from './snowflake.ts';
import type { Body, Upload, WireChoice, WireCommand, WireComponent, WireMessage, WireUser } from './wire.ts';

export interface GuildSetup {
  id?: string;
  name: string;
  channels: { id?: string; name: string }[];
}

export interface Person {
  setup: ChatUser;
  wire: WireUser;
  joined_at: string;
  reachable: boolean;
  direct: Channel;
}

export interface Channel {
  id: string;
  kind: 'group' | 'direct';
  name: string;
  /** Whose direct conversation with the bot it is. */
  person: string | null;
  /** Whether the bot may see it and write in it. */
  botMayWrite: boolean;
  messages: Map<string, Stored>;
}

export interface Stored {
  wire: WireMessage;
  channel: Channel;
  /** Ephemeral: the only person who sees it. */
  visibleTo: string | null;
  /** Who was notified by it. */
  pings: string[];
  /** The line shown above it: who used which command. */
  because: { author: string; preview: string } | null;
  /** By the ids of its attachments. */
  uploads: Map<string, Upload>;
}

type AnswerKind = 'message' | 'deferred' | 'deferred update' | 'update' | 'modal' | 'choices';

export interface Interaction {
  id: string;
  token: string;
  /** 2 command, 3 component, 4 autocompletion, 5 modal. */
  type: number;
  person: Person;
  channel: Channel;
  created_ms: number;
  answer: AnswerKind | null;
  /** What `@original` means. */
  original: Stored | null;
  /** The message whose button was pressed. */
  source: Stored | null;
  name: string;
  failed: boolean;
  onChoices: ((choices: WireChoice[]) => void) | null;
  settled: () => void;
}

export interface OpenForm {
  id: string;
  title: string;
  custom_id: string;
  rows: WireComponent[];
  channel: Channel;
  /** The message whose button opened it. */
  source: Stored | null;
  errors: Record<string, string>;
}

/** Who gets a gateway event: sessions with `intent`, or everybody when it is null. */
export interface Audience {
  intent: number | null;
  /** Caused by a person, so subject to the faults of delivery. */
  fromPeople?: boolean;
}

/** How many messages a channel remembers. */
const MESSAGES_MAX = 20_000;
const GUILD_ID = '200000000000000001';
const CHANNEL_ID = 300_000_000_000_000_001n;
const DIRECT_ID = 400_000_000_000_000_001n;
const BOT_ID = '900000000000000001';

export const wireUser = (id: string, username: string, name: string | null, bot = false): WireUser => ({
  id,
  username,
  global_name: name,
  discriminator: '0',
  avatar: null,
  public_flags: 0,
  ...(bot && { bot: true }),
});

const channelOf = (id: string, kind: Channel['kind'], name: string, person: string | null): Channel => ({
  id,
  kind,
  name,
  person,
  botMayWrite: true,
  messages: new Map(),
});

/** A real token begins with the bot's id in base64; any other token belongs to the one bot that there is. */
const botIdOf = (token: string): string => {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64').toString('latin1');
  return /^\d{17,20}$/.test(id) ? id : BOT_ID;
};

export const createWorld = (setup: { users: ChatUser[]; guild: GuildSetup; botToken: string }) => {
  const listeners = { change: new Set<() => void>(), flash: new Set<(flash: ChatFlash) => void>() };
  const bot = wireUser(botIdOf(setup.botToken), 'tuppence', null, true);
  bot.username = 'Tuppence';
  const channels = new Map<string, Channel>();
  const add = (channel: Channel) => {
    channels.set(channel.id, channel);
    return channel;
  };
  setup.guild.channels.forEach(({ id, name }, at) => {
    add(channelOf(id ?? String(CHANNEL_ID + BigInt(at)), 'group', name, null));
  });
  const people = new Map<string, Person>(
    setup.users.map((user, at) => [
      user.id,
      {
        setup: user,
        wire: wireUser(user.id, user.handle, user.name),
        joined_at: new Date().toISOString(),
        reachable: true,
        direct: add(channelOf(String(DIRECT_ID + BigInt(at)), 'direct', bot.username, user.id)),
      },
    ]),
  );

  return {
    token: setup.botToken,
    bot,
    guild: { id: setup.guild.id ?? GUILD_ID, name: setup.guild.name },
    channels,
    people,
    /** Other bots, by id. */
    strangers: new Map<string, WireUser>(),
    interactions: new Map<string, Interaction>(),
    /** The same, by token. */
    tokens: new Map<string, Interaction>(),
    /** By scope: 'global' or a guild id. */
    commands: new Map<string, WireCommand[]>([['global', []]]),
    forms: new Map<string, OpenForm>(),
    /** What was uploaded, by the attachment's id. */
    files: new Map<string, { upload: Upload; signature: string }>(),
    /** Of the content server; set when it listens. */
    origin: '',
    /** What each person was offered last for an option: they see its name, the bot gets its value. By person, command and option. */
    offered: new Map<string, WireChoice[]>(),
    /** Whether reactions name the author of the message, which Discord does in most of them. */
    reactionAuthors: true,
    listeners,
    changed: () => {
      for (const listener of listeners.change) listener();
    },
    flash: (flash: ChatFlash) => {
      for (const listener of listeners.flash) listener(flash);
    },
    /** Set by the gateway. */
    dispatch: (_event: string, _data: Body, _audience: Audience): void => {},
  };
};
export type World = ReturnType<typeof createWorld>;

export const inGuild = (world: World, channel: Channel): { guild_id?: string } =>
  channel.kind === 'group' ? { guild_id: world.guild.id } : {};

/** Manage Server and everything else, or what an ordinary member has. */
const ADMIN_PERMISSIONS = '9007199254740991';
const MEMBER_PERMISSIONS = '2248473465835073';

export const wireMember = (person: Person): Body => ({
  nick: null,
  avatar: null,
  banner: null,
  roles: [],
  joined_at: person.joined_at,
  premium_since: null,
  deaf: false,
  mute: false,
  flags: 0,
  pending: false,
  unusual_dm_activity_until: null,
  communication_disabled_until: null,
});

export const permissionsOf = (person: Person): string =>
  person.setup.admin ? ADMIN_PERMISSIONS : MEMBER_PERMISSIONS;

export const wireChannel = (world: World, channel: Channel): Body =>
  channel.kind === 'group'
    ? {
        id: channel.id,
        type: 0,
        guild_id: world.guild.id,
        name: channel.name,
        position: 0,
        permission_overwrites: [],
        topic: null,
        nsfw: false,
        last_message_id: null,
        rate_limit_per_user: 0,
        parent_id: null,
        flags: 0,
      }
    : {
        id: channel.id,
        type: 1,
        last_message_id: null,
        flags: 0,
        recipients: [world.people.get(channel.person!)!.wire],
      };

export const store = (message: Stored): Stored => {
  const { messages } = message.channel;
  messages.set(message.wire.id, message);
  if (messages.size > MESSAGES_MAX) messages.delete(messages.keys().next().value!);
  return message;
};

export const newWireMessage = (channel: Channel, author: WireUser, content: string): WireMessage => ({
  id: snowflake(),
  type: 0,
  channel_id: channel.id,
  author,
  content,
  timestamp: new Date().toISOString(),
  edited_timestamp: null,
  tts: false,
  mention_everyone: false,
  mentions: [],
  mention_roles: [],
  attachments: [],
  embeds: [],
  components: [],
  pinned: false,
  flags: 0,
});
