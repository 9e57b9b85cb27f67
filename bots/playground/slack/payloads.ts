/** What the workspace sends to the app, as Slack documents it: slash commands, interactions, events. */

import { messageObject } from './methods.ts';
import type { Message, Native, View } from './types.ts';
import { APP_ID, BOT_ID, BOT_USER, type World } from './world.ts';

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
    response_url: `${address}${world.newResponseUrl(user, channel)}`,
    trigger_id: world.newTrigger(user),
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

const pressed = (element: Native, blockId: string): Native => ({
  type: 'button',
  action_id: element.action_id,
  block_id: blockId,
  text: element.text,
  ...(element.value !== undefined && { value: element.value }),
  ...(element.style && { style: element.style }),
});

export const buttonPayload = (
  world: World,
  address: string,
  user: string,
  message: Message,
  element: Native,
  blockId: string,
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
  state: { values: {} },
  response_url: `${address}${world.newResponseUrl(user, message.channel, message.ts)}`,
  actions: [{ ...pressed(element, blockId), action_ts: world.nextTs() }],
});

export const homeButtonPayload = (
  world: World,
  user: string,
  view: View,
  element: Native,
  blockId: string,
): Native => ({
  ...interaction(world, 'block_actions', user),
  container: { type: 'view', view_id: view.id },
  view: { ...view.native, id: view.id, hash: view.hash, team_id: world.team.id },
  actions: [{ ...pressed(element, blockId), action_ts: world.nextTs() }],
});

export const submissionPayload = (
  world: World,
  view: View,
  values: Record<string, string | string[]>,
): Native => {
  const state: Native = {};
  for (const block of view.native.blocks as Native[]) {
    if (block.type !== 'input') continue;
    const value = values[block.block_id];
    const people = block.element.type === 'multi_users_select';
    state[block.block_id] = {
      [block.element.action_id]: people
        ? { type: 'multi_users_select', selected_users: [value ?? []].flat().filter((id) => id !== '') }
        : { type: 'plain_text_input', value: value === undefined || value === '' ? null : String(value) },
    };
  }
  return {
    ...interaction(world, 'view_submission', view.user),
    view: {
      ...view.native,
      id: view.id,
      hash: view.hash,
      team_id: world.team.id,
      app_id: APP_ID,
      bot_id: BOT_ID,
      state: { values: state },
    },
    response_urls: [],
  };
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
