/** The state of one emulated workspace: people, channels, messages, views. Knows nothing of HTTP. */
import type { ChatFile, ChatUser } from '../emulator.ts';
import {
  ApiError,
  type AppManifest,
  type Channel,
  type Message,
  type Native,
  type SlackEmulatorOptions,
  type Upload,
  type View,
} from './types.ts';

export const BOT_USER = 'U0TUPPENCEAPP';
export const BOT_ID = 'B0TUPPENCEAPP';
export const APP_ID = 'A0TUPPENCEAPP';
export const OTHER_BOT_USER = 'U0OTHERBOT';

/** A response_url may be used 5 times within 30 minutes; a trigger_id once within 3 seconds. */
const RESPONSE_URL_USES_MAX = 5;
const RESPONSE_URL_LIFETIME_MS = 30 * 60_000;
const TRIGGER_LIFETIME_MS = 3000;

interface Ticket {
  user: string;
  channel: string | null;
  /** The message whose button was pressed. */
  ts: string | null;
  /** Of a response_url: the trigger_id that came with it. */
  cause?: string;
  until: number;
  uses: number;
}

export type World = ReturnType<typeof createWorld>;

export function createWorld({
  team,
  users,
  manifest,
  channels,
}: Pick<SlackEmulatorOptions, 'team' | 'users' | 'channels'> & { manifest: AppManifest }) {
  let serial = 0;
  let lastMicros = 0;
  const listeners = new Set<() => void>();
  const people = new Map<string, ChatUser>(users.map((user) => [user.id, user]));
  const everyChannel = new Map<string, Channel>();
  const views = new Map<string, View>();
  const homes = new Map<string, View>();
  /** The modal that each person looks at; those below it hang on it. */
  const modals = new Map<string, View>();
  const triggers = new Map<string, Ticket>();
  const responseUrls = new Map<string, Ticket>();
  const unreachable = new Set<string>();

  const nextId = (prefix: string): string => {
    serial += 1;
    return `${prefix}${Date.now().toString(36).toUpperCase()}${serial.toString(36).toUpperCase().padStart(5, '0')}`;
  };

  /** Slack's message id is its time, unique in its channel. */
  const nextTs = (): string => {
    lastMicros = Math.max(lastMicros + 1, Date.now() * 1000);
    return `${Math.floor(lastMicros / 1e6)}.${String(lastMicros % 1e6).padStart(6, '0')}`;
  };

  const addChannel = (id: string, name: string, kind: Channel['kind'], members: string[], app: boolean) => {
    const channel: Channel = { id, name, kind, members: new Set(members), app, messages: [] };
    everyChannel.set(id, channel);
    return channel;
  };

  for (const { id, name, kind = 'public', members, app } of channels ?? [
    { id: 'C0GENERAL', name: 'general' },
  ])
    addChannel(id, name, kind, members ?? users.map((user) => user.id), app ?? kind !== 'people');
  for (const user of users)
    addChannel(`D0${user.id}`, manifest.display_information.name, 'im', [user.id], true);

  const world = {
    team,
    manifest,
    people,
    channels: everyChannel,
    views,
    homes,
    modals,
    triggers,
    responseUrls,
    /** Files that are on their way, by their ids. */
    uploads: new Map<string, Upload>(),
    /** Files that people gave in a form, by their ids. */
    given: new Map<string, ChatFile>(),
    unreachable,
    nextId,
    nextTs,

    changed: () => {
      for (const listener of listeners) listener();
    },
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /** The direct conversation of the app with a person. */
    directChannel: (userId: string): Channel => everyChannel.get(`D0${userId}`)!,

    isBot: (userId: string): boolean => userId === BOT_USER || userId === OTHER_BOT_USER,

    nameOf: (userId: string | null): string =>
      userId === BOT_USER
        ? manifest.display_information.name
        : userId === OTHER_BOT_USER
          ? 'Other bot'
          : userId === null
            ? 'Webhook'
            : (people.get(userId)?.name ?? userId),

    handleOf: (userId: string): string =>
      userId === BOT_USER
        ? manifest.display_information.name.toLowerCase()
        : userId === OTHER_BOT_USER
          ? 'otherbot'
          : (people.get(userId)?.handle ?? userId),

    userByHandle: (handle: string): string | null => {
      const wanted = handle.toLowerCase();
      return (
        [...people.keys(), BOT_USER, OTHER_BOT_USER].find(
          (id) => world.handleOf(id).toLowerCase() === wanted,
        ) ?? null
      );
    },

    addMessage: (channel: Channel, message: Partial<Message> & Pick<Message, 'user' | 'text'>): Message => {
      const whole: Message = {
        ts: nextTs(),
        channel: channel.id,
        botId: null,
        mrkdwn: true,
        blocks: [],
        metadata: null,
        threadTs: null,
        ephemeralFor: null,
        edited: false,
        unfurls: { links: false, media: true },
        cause: null,
        reactions: new Map(),
        files: [],
        ...message,
      };
      channel.messages.push(whole);
      world.changed();
      return whole;
    },

    removeMessage: (message: Message): void => {
      const channel = everyChannel.get(message.channel)!;
      channel.messages = channel.messages.filter((each) => each !== message);
      world.changed();
    },

    findMessage: (channelId: string, ts: string): Message | null =>
      everyChannel.get(channelId)?.messages.findLast((message) => message.ts === ts) ?? null,

    newTrigger: (user: string): string => {
      const id = `${Date.now()}.${nextId('')}`;
      triggers.set(id, { user, channel: null, ts: null, until: Date.now() + TRIGGER_LIFETIME_MS, uses: 1 });
      return id;
    },

    /** The person who made it; a trigger opens one view. */
    useTrigger: (id: unknown): string => {
      const trigger = typeof id === 'string' ? triggers.get(id) : undefined;
      if (!trigger) throw new ApiError('invalid_trigger_id');
      if (trigger.uses < 1) throw new ApiError('exchanged_trigger_id');
      if (trigger.until < Date.now()) throw new ApiError('expired_trigger_id');
      trigger.uses = 0;
      return trigger.user;
    },

    newResponseUrl: (user: string, channel: string, ts: string | null = null, cause?: string): string => {
      const path = `/actions/${team.id}/${nextId('R')}`;
      responseUrls.set(path, {
        user,
        channel,
        ts,
        ...(cause && { cause }),
        until: Date.now() + RESPONSE_URL_LIFETIME_MS,
        uses: RESPONSE_URL_USES_MAX,
      });
      return path;
    },

    useResponseUrl: (path: string): Ticket => {
      const ticket = responseUrls.get(path);
      if (!ticket || ticket.until < Date.now()) throw new ApiError('expired_url');
      if (ticket.uses < 1) throw new ApiError('used_url');
      ticket.uses -= 1;
      return ticket;
    },

    expireReplies: () => {
      for (const ticket of [...responseUrls.values(), ...triggers.values()]) ticket.until = 0;
    },

    addView: (type: View['type'], user: string, native: Native, previous: View | null = null): View => {
      const view: View = {
        id: nextId('V'),
        hash: nextId('h'),
        type,
        user,
        native,
        previous,
        draft: {},
        errors: {},
      };
      views.set(view.id, view);
      return view;
    },
  };
  return world;
}
