/**
 * Native payload → inbound event. Pure: what needs a call to Slack (display names, whether a D… channel is ours) is filled
 * in afterwards (people.ts).
 * Tenant: always the team that the app is installed in. Slack gives everybody whom we can meet there, guests of shared
 * channels included, one user id that is stable within it; whose home is another team, we do not serve.
 */
import type { z } from 'zod';
import type { Conversation, Identity } from '../../core/index.ts';
import type { Argument, InboundEvent, InboundFile } from '../shared/event.ts';
import { playedAs } from '../shared/file.ts';
import { emojiOf } from './emoji.ts';
import { SEND_MONEY_SHORTCUT, shortcutNamed } from './manifest.ts';
import {
  blockActionsSchema,
  eventCallbackSchema,
  homeEventSchema,
  messageEventSchema,
  reactionEventSchema,
  shortcutSchema,
  slashSchema,
  viewSubmissionSchema,
} from './payloads.ts';
import { readFormMetadata, replyContext, replyExpiry } from './reply.ts';
import { messagePlainText, slashArguments } from './text.ts';

export interface DecodeContext {
  team: string;
  /** Our own bot's user id. */
  botUser: string;
  now: Date;
}

type Decoded =
  | { is: 'event'; event: InboundEvent }
  /** Acknowledged and forgotten: not for us, our own, another bot's, an edit. */
  | { is: 'ignored'; reason: string }
  /** Of another workspace: not acknowledged as an event, not stored. */
  | { is: 'wrong_tenant' };

/** The button values and action ids that are ours begin so; a link button's do not. */
export const INTENT_ACTION = 'tuppence_intent';
const SLACKBOT = 'USLACKBOT';

const ignored = (reason: string): Decoded => ({ is: 'ignored', reason });
const event = (value: InboundEvent): Decoded => ({ is: 'event', event: value });

const identity = (context: DecodeContext, user: string): Identity => ({
  platform: 'slack',
  tenant: context.team,
  user,
});

/** A channel as a place to talk in. D… may be a conversation between two people: `direct` only after people.ts has checked. */
const place = (context: DecodeContext, channel: string, thread?: string): Conversation => ({
  platform: 'slack',
  tenant: context.team,
  community: context.team,
  channel,
  ...(thread && { thread }),
  kind: 'group',
});

/** Our direct conversation with a person. Slack takes the user id for its channel id where that is not known. */
const directPlace = (context: DecodeContext, user: string, channel?: string): Conversation => ({
  platform: 'slack',
  tenant: context.team,
  community: '',
  channel: channel ?? user,
  kind: 'direct',
});

/** Slack's time, or ours where it says none that a date can hold. */
const timeOf = (seconds: number, { now }: DecodeContext): string => {
  const time = new Date(seconds * 1000);
  return (Number.isNaN(time.getTime()) ? now : time).toISOString();
};

function decodeCommand(body: unknown, context: DecodeContext): Decoded {
  const parsed = slashSchema.safeParse(body);
  if (!parsed.success) return ignored('a slash command that does not have its shape');
  const slash = parsed.data;
  if (slash.team_id !== context.team) return { is: 'wrong_tenant' };
  const conversation = place(context, slash.channel_id);
  return event({
    kind: 'command',
    platform: 'slack',
    dedupeKey: `command:${slash.trigger_id}`,
    at: context.now.toISOString(),
    actor: {
      identity: identity(context, slash.user_id),
      name: slash.user_name ?? slash.user_id,
      ...(slash.user_name && { handle: slash.user_name }),
    },
    conversation,
    reply: replyContext(
      slash.user_id,
      conversation,
      { responseUrl: slash.response_url, triggerId: slash.trigger_id },
      replyExpiry(context.now),
    ),
    name: slash.command.slice(1).toLowerCase(),
    args: slashArguments(slash.text, context.team),
  });
}

type Presser = { id: string; team_id?: string | undefined; username?: string | undefined };

const foreign = (team: { id: string } | null | undefined, user: Presser, context: DecodeContext): boolean =>
  (team?.id ?? user.team_id) !== context.team ||
  (user.team_id !== undefined && user.team_id !== context.team);

const presser = (context: DecodeContext, user: Presser) => ({
  identity: identity(context, user.id),
  name: user.username ?? user.id,
  ...(user.username && { handle: user.username }),
});

/** An ephemeral message can only be replaced by the way that its own button gives. */
const pressedMessage = (pressed: { channel: string; message: string; ephemeral: boolean }) => ({
  platform: 'slack' as const,
  channel: pressed.channel,
  message: pressed.message,
  ...(pressed.ephemeral && { data: { via: 'pressed' } }),
});

function decodeAction(body: unknown, context: DecodeContext): Decoded {
  const parsed = blockActionsSchema.safeParse(body);
  if (!parsed.success) return ignored('a block action that does not have its shape');
  const { user, team, actions, container, ...press } = parsed.data;
  if (foreign(team, user, context)) return { is: 'wrong_tenant' };
  const action = actions[0]!;
  if (!action.action_id.startsWith(INTENT_ACTION) || !action.value)
    return ignored('a button that carries no intent');
  if (action.value.length > 64) return ignored('a button that is not ours');
  const channel = press.channel?.id ?? container?.channel_id;
  const conversation = channel
    ? place(context, channel, container?.thread_ts)
    : directPlace(context, user.id);
  const message = container?.message_ts;
  return event({
    kind: 'action',
    platform: 'slack',
    dedupeKey: `action:${channel ?? container?.view_id ?? ''}:${message ?? ''}:${user.id}:${action.action_id}:${action.action_ts}`,
    at: timeOf(Number.parseFloat(action.action_ts), context),
    actor: presser(context, user),
    conversation,
    reply: replyContext(
      user.id,
      conversation,
      { responseUrl: press.response_url, triggerId: press.trigger_id },
      replyExpiry(context.now),
    ),
    intent: action.value,
    ...(channel &&
      message && {
        message: pressedMessage({ channel, message, ephemeral: container?.is_ephemeral === true }),
      }),
  });
}

type FileObject = NonNullable<
  z.infer<typeof viewSubmissionSchema>['view']['state']['values'][string][string]['files']
>[number];

const fileOf = ({ name, mimetype, size, ...urls }: FileObject): InboundFile => {
  const shown_as = playedAs(mimetype ?? '');
  return {
    name: (name ?? '').slice(0, 1000),
    media_type: mimetype ?? '',
    size_bytes: size ?? 0,
    reference: urls.url_private_download ?? urls.url_private ?? '',
    ...(shown_as && { shown_as }),
  };
};

function decodeForm(body: unknown, context: DecodeContext): Decoded {
  const parsed = viewSubmissionSchema.safeParse(body);
  if (!parsed.success) return ignored('a form that does not have its shape');
  const { user, team, view, trigger_id } = parsed.data;
  if (foreign(team, user, context)) return { is: 'wrong_tenant' };
  const metadata = readFormMetadata(view.private_metadata);
  if (!metadata || view.callback_id.length > 64) return ignored('a form that is not ours');
  const values: Record<string, Argument[]> = {};
  const files: Record<string, InboundFile> = {};
  for (const [name, elements] of Object.entries(view.state.values)) {
    values[name] = Object.values(elements).flatMap((element): Argument[] => [
      ...[element.value, element.selected_option?.value].flatMap((text) =>
        text ? [{ type: 'text' as const, text }] : [],
      ),
      ...(element.selected_users ?? []).map((id) => ({
        type: 'person' as const,
        identity: identity(context, id),
        name: id,
      })),
    ]);
    const [file] = Object.values(elements).flatMap((element) => element.files ?? []);
    if (file) files[name] = fileOf(file);
  }
  const conversation: Conversation = {
    platform: 'slack',
    tenant: context.team,
    community: metadata.where.community,
    channel: metadata.where.channel,
    ...(metadata.where.thread && { thread: metadata.where.thread }),
    kind: metadata.where.kind,
  };
  return event({
    kind: 'form',
    platform: 'slack',
    dedupeKey: `form:${view.id}:${view.hash}`,
    at: context.now.toISOString(),
    actor: presser(context, user),
    conversation,
    reply: replyContext(
      user.id,
      conversation,
      { responseUrl: metadata.responseUrl, triggerId: trigger_id },
      Date.parse(metadata.expiresAt),
    ),
    intent: view.callback_id,
    values,
    ...(Object.keys(files).length > 0 && { files }),
    ...(trigger_id && { submission: trigger_id.slice(0, 150) }),
    ...(metadata.pressed && { message: pressedMessage(metadata.pressed) }),
  });
}

function decodeShortcut(body: unknown, context: DecodeContext): Decoded {
  const parsed = shortcutSchema.safeParse(body);
  if (!parsed.success) return ignored('a shortcut that does not have its shape');
  const { user, team, callback_id, trigger_id, response_url } = parsed.data;
  if (foreign(team, user, context)) return { is: 'wrong_tenant' };
  const { channel, message } = parsed.data;
  const conversation = channel ? place(context, channel.id) : directPlace(context, user.id);
  const shared = {
    platform: 'slack' as const,
    dedupeKey: `shortcut:${trigger_id}`,
    at: context.now.toISOString(),
    actor: presser(context, user),
    conversation,
    reply: replyContext(
      user.id,
      conversation,
      { responseUrl: response_url, triggerId: trigger_id },
      replyExpiry(context.now),
    ),
  };
  if (callback_id === SEND_MONEY_SHORTCUT)
    return event({ ...shared, kind: 'command', name: 'pay', args: [] });
  const shortcut = shortcutNamed(callback_id, parsed.data.type === 'shortcut' ? 'global' : 'message');
  if (shortcut === null) return ignored(`the shortcut ${callback_id} is not ours`);
  const { name, ofAuthor } = shortcut;
  const target = channel && message && targetOf(channel.id, message, context);
  if (!target || !ofAuthor) return event({ ...shared, kind: 'shortcut', name, ...(target && { target }) });
  const person = target.author && !target.author.isBot ? target.author : null;
  return event({ ...shared, kind: 'shortcut', name, ...(person && { person }) });
}

/** The message whose menu it was. What a bot or a webhook wrote has no person behind it. */
function targetOf(
  channel: string,
  { ts, user, bot_id, text }: NonNullable<z.infer<typeof shortcutSchema>['message']>,
  context: DecodeContext,
) {
  return {
    message: { platform: 'slack' as const, channel, message: ts },
    at: timeOf(Number(ts), context),
    ...(text && { text: messagePlainText(text).slice(0, 4000) }),
    ...(user && {
      author: {
        type: 'person' as const,
        identity: identity(context, user),
        name: user,
        ...((bot_id || user === context.botUser) && { isBot: true }),
      },
    }),
  };
}

function decodeEvent(body: unknown, context: DecodeContext): Decoded {
  const parsed = eventCallbackSchema.safeParse(body);
  if (!parsed.success) return ignored('an event that does not have its shape');
  const { team_id, authorizations, event_id, event_time, event: native } = parsed.data;
  const teams = [team_id, ...(authorizations ?? []).map((authorization) => authorization.team_id)];
  if (!teams.includes(context.team)) return { is: 'wrong_tenant' };
  const author = native.user;
  if (author === context.botUser || author === SLACKBOT || native.bot_id) return ignored('written by a bot');
  if (typeof author !== 'string') return ignored(`${native.type} by nobody`);
  const shared = {
    platform: 'slack' as const,
    dedupeKey: `event:${event_id}`,
    at: timeOf(event_time, context),
    actor: { identity: identity(context, author), name: author },
  };
  switch (native.type) {
    case 'message': {
      if (native.subtype || native.edited) return ignored(`message of subtype ${String(native.subtype)}`);
      const message = messageEventSchema.safeParse(native).data;
      if (!message) return ignored('a message that is not a direct one');
      if (message.text === '') return ignored('a forwarded message or a file, without words of its sender');
      const conversation = directPlace(context, author, message.channel);
      return event({ ...shared, kind: 'message', conversation, text: messagePlainText(message.text) });
    }
    case 'reaction_added':
    case 'reaction_removed': {
      const reaction = reactionEventSchema.safeParse(native).data;
      if (!reaction) return ignored('a reaction to something that is no message');
      const { item, item_user } = reaction;
      return event({
        ...shared,
        kind: 'reaction',
        conversation: place(context, item.channel),
        // The envelope tells the second; the event itself knows better.
        at: timeOf(Number.parseFloat(reaction.event_ts ?? '') || event_time, context),
        emoji: emojiOf(reaction.reaction),
        added: native.type === 'reaction_added',
        message: { platform: 'slack', channel: item.channel, message: item.ts },
        // Absent for what an incoming webhook wrote: then nobody can be tipped.
        ...(item_user && {
          author: {
            type: 'person',
            identity: identity(context, item_user),
            name: item_user,
            ...(item_user === context.botUser && { isBot: true }),
          },
        }),
      });
    }
    case 'app_home_opened': {
      const home = homeEventSchema.safeParse(native).data;
      if (!home) return ignored('another tab of the home');
      return event({ ...shared, kind: 'home', conversation: directPlace(context, author, home.channel) });
    }
    default:
      return ignored(`the event ${native.type} is not ours`);
  }
}

/** Decodes whatever Bolt's receivers hand over: the parsed body of a signed request, or the payload of a socket envelope. */
export function decode(body: unknown, context: DecodeContext): Decoded {
  if (typeof body !== 'object' || body === null) return ignored('no object');
  if ('command' in body) return decodeCommand(body, context);
  switch ((body as { type?: unknown }).type) {
    case 'block_actions':
      return decodeAction(body, context);
    case 'view_submission':
      return decodeForm(body, context);
    case 'shortcut':
    case 'message_action':
      return decodeShortcut(body, context);
    case 'event_callback':
      return decodeEvent(body, context);
    default:
      return ignored('a payload of another kind');
  }
}
