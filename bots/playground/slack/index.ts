/**
 * Slack on the wire, in process: Web API, socket mode or signed HTTP, interactivity, response_urls, App Home, reactions
 * and direct messages, for one workspace and one app. Written from Slack's documentation; it knows nothing of our adapter.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAllowance, createApi } from './api.ts';
import { createEmit, createPeoplesHalf } from './client.ts';
import { createDelivery } from './delivery.ts';
import { createFaults } from './faults.ts';
import { messageObject } from './objects.ts';
import { typedText } from './payloads.ts';
import { createSockets } from './sockets.ts';
import { ApiError, type Channel, type SlackEmulator, type SlackEmulatorOptions } from './types.ts';
import { createWorld, OTHER_BOT_USER } from './world.ts';

export type { SlackEmulator, SlackEmulatorOptions } from './types.ts';

/** Listens on 127.0.0.1. Resolves when it takes calls. */
export async function createSlackEmulator(options: SlackEmulatorOptions): Promise<SlackEmulator> {
  const world = createWorld(options);
  const server = createServer();
  let origin = '';
  const sockets = createSockets(server, () => `${origin.replace('http', 'ws')}/link`);
  const faults = createFaults(() => sockets.refresh());
  const delivery = createDelivery(options, sockets, faults);
  const emit = createEmit(world, delivery.deliver);
  const taps = new Set<(call: { method: string; body: unknown }) => void>();
  const allowance = createAllowance(options.rateLimits !== false);
  const api = createApi(
    options,
    { world, emit, socketUrl: sockets.ticket, base: () => origin, allow: allowance.message },
    allowance,
    faults,
    (call) => {
      for (const tap of taps) tap(call);
    },
  );
  server.on('request', api);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const channelOf = (id: string): Channel => {
    const channel = world.channels.get(id);
    if (!channel) throw new ApiError('channel_not_found');
    return channel;
  };

  /** Another app's bot has a user of its own; what an incoming webhook writes has no author at all. */
  const outsiderSays: SlackEmulator['outsiderSays'] = (kind, channelId, text) => {
    if (kind !== 'bot' && kind !== 'webhook') throw new Error(`nobody writes as ${kind} on Slack`);
    const channel = channelOf(channelId);
    const webhook = kind === 'webhook';
    const message = world.addMessage(channel, {
      user: webhook ? null : OTHER_BOT_USER,
      botId: webhook ? 'B0WEBHOOK' : 'B0OTHER',
      text: typedText(world, text),
    });
    const direct = channel.kind === 'im';
    emit(direct ? 'message.im' : 'message.channels', {
      ...messageObject(message),
      ...(webhook && { subtype: 'bot_message' }),
      channel: channelId,
      channel_type: direct ? 'im' : 'channel',
    });
    return message.ts;
  };

  return {
    platform: 'slack',
    apiUrl: `${origin}/api/`,
    ...createPeoplesHalf(world, delivery.deliver, emit, () => origin),

    onChange: world.onChange,
    onCall(listener) {
      taps.add(listener);
      return () => void taps.delete(listener);
    },
    faults: faults.hooks,

    edit(userId, channelId, ts, text) {
      const message = world.findMessage(channelId, ts);
      if (message?.user !== userId) throw new Error(`${ts} is not a message of ${userId}`);
      const previous = messageObject(message);
      Object.assign(message, { text: typedText(world, text), edited: true });
      world.changed();
      const direct = channelOf(channelId).kind === 'im';
      emit(direct ? 'message.im' : 'message.channels', {
        type: 'message',
        subtype: 'message_changed',
        channel: channelId,
        channel_type: direct ? 'im' : 'channel',
        ts: world.nextTs(),
        message: messageObject(message),
        previous_message: previous,
        hidden: true,
      });
    },

    outsiders: ['bot', 'webhook'],
    outsiderSays,
    otherBotSays: (channelId, text) => outsiderSays('bot', channelId, text),
    webhookSays: (channelId, text) => outsiderSays('webhook', channelId, text),

    expireReplies: world.expireReplies,
    deliver: delivery.deliver,
    sockets: sockets.count,
    history: (channelId) => channelOf(channelId).messages,

    async stop() {
      delivery.stop();
      sockets.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
