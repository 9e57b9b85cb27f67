/** What the workspace sends to the app, as Slack documents it: slash commands, interactions, events. */

import type { ChatFile } from '../emulator.ts';
import { bytesOf } from '../kept.ts';
import { buttonId, type Given, stateOf, takesFile, valuesOf } from './elements.ts';
import { messageObject } from './objects.ts';
import type { Message, Native, View } from './types.ts';
import { viewObject } from './views.ts';
import { APP_ID, BOT_USER, type World } from './world.ts';

const DEAD_TOKEN = 'playground-verification-token';

const teamOf = (world: World): Native => ({ id: world.team.id, domain: 'playground' });

const userOf = (world: World, user: string): Native => ({
  id: user,
  username: world.handleOf(user),
  name: world.handleOf(user),
  team_id: world.team.id,
});

const channelOf = (world: World, id: string): Native => {
  const channel = world.channels.get(id)!;
  const direct = channel.kind === 'im' || channel.kind === 'people';
  return {
    id,
    name: direct ? 'directmessage' : channel.kind === 'private' ? 'privategroup' : channel.name,
  };
};

const escapeText = (text: string): string =>
  text.replace(/[&<>]/g, (found) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[found]!);

/** As Slack's client escapes what was typed: people, channels and addresses become references. */
export const typedText = (world: World, typed: string): string =>
  escapeText(typed)
    .replace(/(?<![\w@.])@([\w.-]*[\w-])(?![\w@])/g, (whole, handle: string) => {
      const user = world.userByHandle(handle);
      return user ? `<@${user}|${world.handleOf(user)}>` : whole;
    })
    .replace(/(?<![\w#])#([\w-]+)/g, (whole, name: string) => {
      const channel = [...world.channels.values()].find(
        (each) => each.name === name && each.kind === 'public',
      );
      return channel ? `<#${channel.id}|${channel.name}>` : whole;
    })
    .replace(/(?<![<|\w])https?:\/\/[^\s<>]+/g, (url) => `<${url}>`);

export const slashPayload = (
  world: World,
  address: string,
  user: string,
  channel: string,
  command: string,
  text: string,
): Native => {
  const { id, name } = channelOf(world, channel);
  const trigger_id = world.newTrigger(user);
  return {
    token: DEAD_TOKEN,
    team_id: world.team.id,
    team_domain: 'playground',
    channel_id: id,
    channel_name: name,
    user_id: user,
    user_name: world.handleOf(user),
    command,
    text,
    api_app_id: APP_ID,
    is_enterprise_install: 'false',
    response_url: `${address}${world.newResponseUrl(user, channel, null, trigger_id)}`,
    trigger_id,
  };
};

const interaction = (world: World, type: string, user: string): Native => ({
  type,
  team: teamOf(world),
  user: userOf(world, user),
  api_app_id: APP_ID,
  token: DEAD_TOKEN,
  enterprise: null,
  is_enterprise_install: false,
  trigger_id: world.newTrigger(user),
});

/** An action: what was pressed, or what was chosen in a menu. */
const action = (world: World, element: Native, blockId: string, chosen: Given): Native => ({
  type: element.type,
  action_id: element.action_id,
  block_id: blockId,
  ...(element.type === 'button'
    ? { text: element.text, ...(element.value !== undefined && { value: element.value }) }
    : stateOf(element, chosen)),
  ...(element.style && { style: element.style }),
  ...(element.placeholder && { placeholder: element.placeholder }),
  action_ts: world.nextTs(),
});

export interface Pressed {
  element: Native;
  blockId: string;
  /** What was chosen, where it is a menu. */
  chosen: Given;
  /** In a modal: what is filled in so far. */
  values: Record<string, string | string[]>;
}

const stateAfter = (blocks: Native[], { element, blockId, chosen, values }: Pressed): Native =>
  valuesOf(blocks, {
    ...values,
    ...(chosen !== undefined && { [buttonId(blockId, element.action_id)]: chosen }),
  });

export const buttonPayload = (
  world: World,
  address: string,
  user: string,
  message: Message,
  pressed: Pressed,
): Native => ({
  ...interaction(world, 'block_actions', user),
  container: {
    type: 'message',
    message_ts: message.ts,
    channel_id: message.channel,
    is_ephemeral: message.ephemeralFor !== null,
    ...(message.threadTs && { thread_ts: message.threadTs }),
  },
  channel: channelOf(world, message.channel),
  ...(message.ephemeralFor === null && { message: messageObject(message) }),
  state: { values: stateAfter(message.blocks, pressed) },
  response_url: `${address}${world.newResponseUrl(user, message.channel, message.ts)}`,
  actions: [action(world, pressed.element, pressed.blockId, pressed.chosen)],
});

/** In the Home tab or a modal. */
export const viewButtonPayload = (world: World, view: View, pressed: Pressed): Native => ({
  ...interaction(world, 'block_actions', view.user),
  container: { type: 'view', view_id: view.id },
  view: viewObject(world, view, stateAfter(view.native.blocks, pressed)),
  actions: [action(world, pressed.element, pressed.blockId, pressed.chosen)],
});

/** Conversations chosen in a select that asks for it come with an address to answer to. */
const responseUrls = (world: World, address: string, view: View, values: Native): Native[] =>
  (view.native.blocks as Native[]).flatMap(({ block_id, element }) => {
    const channel =
      element?.response_url_enabled && values[block_id]?.[element.action_id]?.selected_conversation;
    return channel
      ? [
          {
            block_id,
            action_id: element.action_id,
            channel_id: channel,
            response_url: `${address}${world.newResponseUrl(view.user, channel)}`,
          },
        ]
      : [];
  });

/** What a person chose in a form, as a file object. https://docs.slack.dev/reference/objects/file-object */
const uploaded = (world: World, address: string, user: string, file: ChatFile): Native => {
  const id = world.nextId('F');
  world.given.set(id, file);
  const created = Math.floor(Date.now() / 1000);
  const path = `${address}/files-pri/${world.team.id}-${id}`;
  return {
    id,
    created,
    timestamp: created,
    name: file.name,
    title: file.name,
    mimetype: file.media_type || 'text/plain',
    filetype: /\.([^.]+)$/.exec(file.name)?.[1] ?? 'text',
    user,
    user_team: world.team.id,
    editable: false,
    size: bytesOf(file).length,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    url_private: `${path}/${encodeURIComponent(file.name)}`,
    url_private_download: `${path}/download/${encodeURIComponent(file.name)}`,
    file_access: 'visible',
  };
};

export const submissionPayload = (
  world: World,
  address: string,
  view: View,
  given: { values: Record<string, string | string[]>; files: Record<string, ChatFile> },
): Native => {
  const values = valuesOf(view.native.blocks, given.values);
  for (const { block_id, element } of (view.native.blocks as Native[]).filter(takesFile)) {
    const file = given.files[block_id];
    const files = file ? [uploaded(world, address, view.user, file)] : [];
    values[block_id] = { [element.action_id]: { type: element.type, files } };
  }
  return {
    ...interaction(world, 'view_submission', view.user),
    view: viewObject(world, view, values),
    response_urls: responseUrls(world, address, view, values),
  };
};

/** For a view that asked to hear of its closing. `cleared`: with all the others. */
export const closedPayload = (world: World, view: View, cleared: boolean): Native => {
  const { trigger_id: _, ...payload } = interaction(world, 'view_closed', view.user);
  return { ...payload, view: viewObject(world, view), is_cleared: cleared };
};

export const shortcutPayload = (
  world: World,
  address: string,
  user: string,
  callbackId: string,
  message: Message | null,
): Native => ({
  ...interaction(world, message ? 'message_action' : 'shortcut', user),
  callback_id: callbackId,
  action_ts: world.nextTs(),
  ...(message && {
    message_ts: message.ts,
    message: messageObject(message),
    channel: channelOf(world, message.channel),
    response_url: `${address}${world.newResponseUrl(user, message.channel, message.ts)}`,
  }),
});

export const eventPayload = (world: World, event: Native): Native => ({
  token: DEAD_TOKEN,
  team_id: world.team.id,
  context_team_id: world.team.id,
  api_app_id: APP_ID,
  event: { event_ts: world.nextTs(), ...event },
  type: 'event_callback',
  event_id: world.nextId('Ev'),
  event_time: Math.floor(Date.now() / 1000),
  authorizations: [{ enterprise_id: null, team_id: world.team.id, user_id: BOT_USER, is_bot: true }],
  is_ext_shared_channel: false,
});
