/** What people do in Slack's own client: the page's half of the emulator. */
import { type ChatFlash, type EmulatedChat, NotSent } from '../emulator.ts';
import type { Deliver } from './delivery.ts';
import { buttonId, fileProblemOf, problemOf, takesFile } from './elements.ts';
import { emojiName, PALETTE } from './emoji.ts';
import { deleted } from './methods.ts';
import { type MethodContext, messageObject } from './objects.ts';
import {
  buttonPayload,
  closedPayload,
  eventPayload,
  type Pressed,
  shortcutPayload,
  slashPayload,
  submissionPayload,
  typedText,
  viewButtonPayload,
} from './payloads.ts';
import { react } from './reactions.ts';
import { seenHome, seenMessage, seenModal } from './seen.ts';
import {
  ApiError,
  type Channel,
  type DeliveryOutcome,
  type Message,
  type Native,
  type View,
} from './types.ts';
import { closeModal, replaceView, showModal, viewObject } from './views.ts';
import type { World } from './world.ts';

type PeoplesHalf = Omit<
  EmulatedChat,
  'platform' | 'apiUrl' | 'onChange' | 'onCall' | 'faults' | 'stop' | 'outsiders' | 'outsiderSays'
>;

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

  /** The element behind a button or menu of the page, and its block. */
  const controlIn = (blocks: Native[], id: string): { element: Native; blockId: string } => {
    for (const block of blocks) {
      const elements: Native[] = block.type === 'actions' ? block.elements : [block.accessory ?? []].flat();
      for (const element of elements)
        if (buttonId(block.block_id, element.action_id) === id) return { element, blockId: block.block_id };
    }
    throw new Error(`no button ${id} there`);
  };

  /** The Home tab or the open modal, where the page gave its id for a message's. */
  const viewOf = (userId: string, id: string): View | null =>
    [world.homes.get(userId), world.modals.get(userId)].find((view) => view?.id === id) ?? null;

  const tellClosed = (gone: View[], cleared: boolean): void => {
    for (const view of gone)
      if (view.native.notify_on_close === true)
        void deliver('interactive', closedPayload(world, view, cleared));
  };

  /** What the app answered to a submission: errors by block, another view, or nothing more. */
  const afterSubmission = (view: View, response: Native | null): void => {
    const { response_action: action, errors = {}, view: next } = response ?? {};
    const inputs = (view.native.blocks as Native[]).filter(({ type }) => type === 'input');
    if (action === 'errors') {
      if (!Object.keys(errors).every((id) => inputs.some(({ block_id }) => block_id === id)))
        throw new ApiError('invalid_errors');
      view.errors = errors;
    } else if (action === 'update') replaceView(world, view, next);
    else if (action === 'push') showModal(world, view.user, next, view);
    else if (world.modals.get(view.user) === view) closeModal(world, view, action === 'clear');
    world.changed();
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
        .map(({ id, name, kind }) => ({
          id,
          name,
          kind: kind === 'im' ? 'direct' : kind === 'people' ? 'people' : 'group',
        })),

    messages: (userId, channelId) =>
      visible(userId, channelId).messages.map((each) => seenMessage(world, each, userId)),

    commands: () =>
      commandList.map(({ command: name, description, usage_hint = '' }) => ({
        name: name.slice(1),
        description,
        usage: usage_hint,
      })),

    form: (userId) => seenModal(world, userId),
    home: (userId) => seenHome(world, userId),
    palette: () => PALETTE,

    async say(userId, channelId, text, replyTo) {
      const { channel } = visible(userId, channelId);
      if (text.startsWith('/') && !replyTo) command(userId, channelId, text.trim());
      else message(userId, channel, text, replyTo ?? null);
    },

    async press(userId, channelId, messageId, id, given = {}) {
      const failed = (error: string) => flash(userId, `This app did not respond (${error}).`);
      const pressed = (blocks: Native[]): Pressed => ({
        ...controlIn(blocks, id),
        chosen: given.chosen,
        values: given.values ?? {},
      });
      const view = viewOf(userId, messageId);
      if (view) {
        view.draft = given.values ?? {};
        const payload = viewButtonPayload(world, view, pressed(view.native.blocks));
        void hand('interactive', payload, failed);
        return;
      }
      const found = visible(userId, channelId).messages.find(({ ts }) => ts === messageId);
      if (!found) throw new Error(`no message ${messageId} there`);
      const payload = buttonPayload(world, address(), userId, found, pressed(found.blocks));
      void hand('interactive', payload, failed);
    },

    async react(userId, channelId, messageId, emoji, on) {
      const found = visible(userId, channelId).messages.find(({ ts }) => ts === messageId);
      if (!found || found.ephemeralFor) throw new Error(`no message ${messageId} that takes reactions`);
      react(world, found, userId, emojiName(emoji), on, emit);
    },

    async erase(userId, channelId, messageId) {
      const found = visible(userId, channelId).messages.find(({ ts }) => ts === messageId);
      if (found?.user !== userId) throw new Error('people delete only what they wrote');
      deleted(world, found, emit);
    },

    suggest: async () => [],
    inlineName: () => null,
    pick: async () => {
      throw new Error('Slack suggests nothing that sends itself');
    },

    menu: () => shortcuts.map(({ callback_id, name, type }) => ({ id: callback_id, label: name, on: type })),

    async choose(userId, channelId, menuId, target) {
      const shortcut = shortcuts.find(({ callback_id }) => callback_id === menuId);
      if (!shortcut) throw new Error(`no shortcut ${menuId}`);
      const onMessage = shortcut.type === 'message';
      const found = onMessage
        ? visible(userId, channelId).messages.find(({ ts, ephemeralFor }) => ts === target && !ephemeralFor)
        : null;
      if (found === undefined) throw new Error(`no message ${target} that takes shortcuts`);
      const payload = shortcutPayload(world, address(), userId, menuId, found);
      void hand('interactive', payload, (error) => flash(userId, `${shortcut.name} failed (${error}).`));
    },

    async submitForm(userId, formId, values, files = {}) {
      const view = world.modals.get(userId);
      if (view?.id !== formId) throw new Error(`no form ${formId} is open`);
      const problems = (view.native.blocks as Native[]).flatMap((block) => {
        const problem = takesFile(block)
          ? fileProblemOf(block, files[block.block_id])
          : block.type === 'input'
            ? problemOf(block, values[block.block_id])
            : null;
        return problem ? [[block.block_id, problem]] : [];
      });
      view.errors = Object.fromEntries(problems);
      world.changed();
      if (problems.length > 0) return;
      const trouble = (error: string) =>
        flash(userId, `We had some trouble connecting (${error}). Try again?`);
      const payload = submissionPayload(world, address(), view, { values, files });
      const outcome = await hand('interactive', payload, trouble);
      if (!outcome.ok) return;
      try {
        afterSubmission(view, outcome.response);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        trouble(error.code);
      }
    },

    closeForm(userId, formId) {
      const view = world.modals.get(userId);
      if (view?.id !== formId) return;
      const all = view.native.clear_on_close === true;
      tellClosed(closeModal(world, view, all), all);
    },

    async openHome(userId) {
      const channel = world.directChannel(userId).id;
      const view = world.homes.get(userId);
      emit('app_home_opened', {
        type: 'app_home_opened',
        user: userId,
        channel,
        tab: 'home',
        ...(view && { view: viewObject(world, view) }),
      });
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
