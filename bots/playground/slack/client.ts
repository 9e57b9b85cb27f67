/** What people do in Slack's own client, and what they see there: the page's half of the emulator. */
import { type ChatFlash, type ChatForm, type ChatMessage, type EmulatedChat, NotSent } from '../emulator.ts';
import type { Deliver } from './delivery.ts';
import { emojiCharacter, emojiName } from './emoji.ts';
import { type MethodContext, messageObject, react } from './methods.ts';
import {
  buttonPayload,
  eventPayload,
  homeButtonPayload,
  shortcutPayload,
  slashPayload,
  submissionPayload,
  typedText,
} from './payloads.ts';
import { buttonId, readBlocks, readMrkdwn, readPlain } from './reading.ts';
import type { Channel, DeliveryOutcome, Message, Native } from './types.ts';
import type { World } from './world.ts';

const PREVIEW_CHARACTERS = 60;

type PeoplesHalf = Omit<EmulatedChat, 'platform' | 'apiUrl' | 'onChange' | 'onCall' | 'faults' | 'stop'>;

export function createPeoplesHalf(
  world: World,
  deliver: Deliver,
  emit: MethodContext['emit'],
  address: () => string,
): PeoplesHalf {
  const flashes = new Set<(flash: ChatFlash) => void>();
  const flash = (userId: string, text: string) => {
    for (const listener of flashes) listener({ userId, text, alert: true });
  };
  const { features } = world.manifest;
  const commandList = features.slash_commands ?? [];
  const shortcuts = features.shortcuts ?? [];

  const visible = (userId: string, channelId: string): { channel: Channel; messages: Message[] } => {
    const channel = world.channels.get(channelId);
    if (!channel?.members.has(userId)) throw new Error(`${userId} is not in ${channelId}`);
    return {
      channel,
      messages: channel.messages.filter(
        ({ ephemeralFor }) => ephemeralFor === null || ephemeralFor === userId,
      ),
    };
  };

  const read = (text: string, mrkdwn = true) => (mrkdwn ? readMrkdwn(text, world.nameOf) : readPlain(text));

  const shown = (message: Message, userId: string): ChatMessage => {
    const parent = message.threadTs ? world.findMessage(message.channel, message.threadTs) : null;
    const framed = readBlocks(message.blocks, world.nameOf);
    return {
      id: message.ts,
      channel: message.channel,
      at: new Date(Number.parseFloat(message.ts) * 1000).toISOString(),
      author: {
        id: message.user ?? 'webhook',
        name: world.nameOf(message.user),
        bot: message.botId !== null,
      },
      // With blocks, Slack keeps `text` for notifications.
      text: message.blocks.length > 0 ? [] : read(message.text, message.mrkdwn),
      ...framed,
      reactions: [...message.reactions].map(([name, users]) => ({
        emoji: emojiCharacter(name),
        count: users.size,
        mine: users.has(userId),
      })),
      edited: message.edited,
      ephemeral: message.ephemeralFor !== null,
      ...(parent && {
        replyTo: {
          author: world.nameOf(parent.user),
          preview: parent.text.slice(0, PREVIEW_CHARACTERS),
        },
      }),
    };
  };

  /** In the background, as people see it: nothing waits for the app, but a failure is told. */
  const hand = (
    kind: 'slash_commands' | 'interactive',
    payload: Native,
    failed: (error: string) => void,
  ): Promise<DeliveryOutcome> =>
    deliver(kind, payload).then((outcome) => {
      if (!outcome.ok) failed(outcome.error.startsWith('http_') ? 'dispatch_failed' : outcome.error);
      return outcome;
    });

  const button = (blocks: Native[], id: string): { element: Native; blockId: string } => {
    for (const block of blocks)
      for (const element of block.type === 'actions' ? (block.elements as Native[]) : [])
        if (buttonId(block.block_id, element.action_id) === id) return { element, blockId: block.block_id };
    throw new Error(`no button ${id} there`);
  };

  function command(userId: string, channelId: string, typed: string): void {
    const [, name = '', rest = ''] = /^(\/\S*)\s*([\s\S]*)$/.exec(typed) ?? [];
    const found = commandList.find((each) => each.command === name.toLowerCase());
    if (!found) throw new NotSent(`${name} is not a valid command.`);
    const text = found.should_escape ? typedText(world, rest) : rest;
    const payload = slashPayload(world, address(), userId, channelId, found.command, text);
    void hand('slash_commands', payload, (error) =>
      flash(userId, `${found.command} failed with the error "${error}"`),
    ).then((outcome) => {
      // An acknowledgement with a body is an ephemeral answer, unless it says otherwise.
      if (!outcome.ok || !outcome.response?.text) return;
      world.addMessage(world.channels.get(channelId)!, {
        user: null,
        text: String(outcome.response.text),
        ephemeralFor: outcome.response.response_type === 'in_channel' ? null : userId,
      });
    });
  }

  function message(userId: string, channel: Channel, typed: string, threadTs: string | null): void {
    const added = world.addMessage(channel, { user: userId, text: typedText(world, typed), threadTs });
    const event = { ...messageObject(added), channel: channel.id, client_msg_id: world.nextId('m') };
    if (channel.kind === 'im') emit('message.im', { ...event, channel_type: 'im' });
    else if (channel.app) emit('message.channels', { ...event, channel_type: 'channel' });
  }

  return {
    users: () => [...world.people.values()],

    channels: (userId) =>
      [...world.channels.values()]
        .filter(({ members }) => members.has(userId))
        .map(({ id, name, kind }) => ({ id, name, kind: kind === 'im' ? 'direct' : 'group' })),

    messages: (userId, channelId) => visible(userId, channelId).messages.map((each) => shown(each, userId)),

    commands: () =>
      commandList.map(({ command: name, description, usage_hint = '' }) => ({
        name: name.slice(1),
        description,
        usage: usage_hint,
      })),

    form(userId): ChatForm | null {
      const view = world.modals.get(userId);
      if (!view) return null;
      const blocks = view.native.blocks as Native[];
      return {
        id: view.id,
        title: view.native.title.text,
        submit: view.native.submit?.text ?? 'Submit',
        fields: blocks
          .filter(({ type }) => type === 'input')
          .map(({ block_id, label, element, optional }) => ({
            name: block_id,
            label: label.text,
            kind: element.type === 'multi_users_select' ? 'people' : 'text',
            placeholder: element.placeholder?.text ?? '',
            value: element.initial_value ?? element.initial_users?.[0] ?? '',
            required: optional !== true,
            multiline: element.multiline === true,
            charactersMax: element.max_length ?? 3000,
          })),
        errors: view.errors,
      };
    },

    home(userId) {
      const view = world.homes.get(userId);
      if (!view) return null;
      return {
        id: view.id,
        channel: world.directChannel(userId).id,
        at: new Date().toISOString(),
        author: { id: 'home', name: world.manifest.display_information.name, bot: true },
        text: [],
        ...readBlocks(view.native.blocks as Native[], world.nameOf),
        reactions: [],
        edited: false,
        ephemeral: true,
      };
    },

    async say(userId, channelId, text, replyTo) {
      const { channel } = visible(userId, channelId);
      if (text.startsWith('/') && !replyTo) command(userId, channelId, text.trim());
      else message(userId, channel, text, replyTo ?? null);
    },

    async press(userId, channelId, messageId, id) {
      const home = world.homes.get(userId);
      const failed = (error: string) => flash(userId, `This app did not respond (${error}).`);
      if (home?.id === messageId) {
        const { element, blockId } = button(home.native.blocks, id);
        void hand('interactive', homeButtonPayload(world, userId, home, element, blockId), failed);
        return;
      }
      const found = visible(userId, channelId).messages.find(({ ts }) => ts === messageId);
      if (!found) throw new Error(`no message ${messageId} there`);
      const { element, blockId } = button(found.blocks, id);
      const payload = buttonPayload(world, address(), userId, found, element, blockId);
      void hand('interactive', payload, failed);
    },

    async react(userId, channelId, messageId, emoji, on) {
      const found = visible(userId, channelId).messages.find(({ ts }) => ts === messageId);
      if (!found || found.ephemeralFor) throw new Error(`no message ${messageId} that takes reactions`);
      react(world, found, userId, emojiName(emoji), on, emit);
    },

    menu: () => shortcuts.map(({ callback_id, name, type }) => ({ id: callback_id, label: name, on: type })),

    async choose(userId, channelId, menuId, target) {
      const shortcut = shortcuts.find(({ callback_id }) => callback_id === menuId);
      if (!shortcut) throw new Error(`no shortcut ${menuId}`);
      const found = shortcut.type === 'message' && target ? world.findMessage(channelId, target) : null;
      const payload = shortcutPayload(world, address(), userId, menuId, found);
      void hand('interactive', payload, (error) => flash(userId, `${shortcut.name} failed (${error}).`));
    },

    async submitForm(userId, formId, values) {
      const view = world.modals.get(userId);
      if (view?.id !== formId) throw new Error(`no form ${formId} is open`);
      const missing = (view.native.blocks as Native[]).filter(
        ({ type, optional, block_id }) =>
          type === 'input' && optional !== true && (values[block_id] ?? '').length === 0,
      );
      view.errors = Object.fromEntries(missing.map(({ block_id }) => [block_id, 'Please fill this in.']));
      world.changed();
      if (missing.length > 0) return;
      const outcome = await hand('interactive', submissionPayload(world, view, values), (error) =>
        flash(userId, `We had some trouble connecting (${error}). Try again?`),
      );
      if (!outcome.ok) return;
      if (outcome.response?.response_action === 'errors') view.errors = outcome.response.errors ?? {};
      else if (world.modals.get(userId) === view) world.modals.delete(userId);
      world.changed();
    },

    closeForm(userId, formId) {
      if (world.modals.get(userId)?.id === formId) world.modals.delete(userId);
      world.changed();
    },

    async openHome(userId) {
      const channel = world.directChannel(userId).id;
      emit('app_home_opened', { type: 'app_home_opened', user: userId, channel, tab: 'home' });
    },

    setReachable(userId, reachable) {
      if (reachable) world.unreachable.delete(userId);
      else world.unreachable.add(userId);
    },

    onFlash(listener) {
      flashes.add(listener);
      return () => void flashes.delete(listener);
    },
  };
}

/** Sends an event to the app where its manifest subscribes to it. */
export const createEmit =
  (world: World, deliver: Deliver): MethodContext['emit'] =>
  (subscription, event) => {
    if (!world.manifest.settings.event_subscriptions.bot_events.includes(subscription)) return;
    void deliver('events_api', eventPayload(world, event));
  };
