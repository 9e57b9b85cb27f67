/** Channels, messages and direct conversations. */
import {
  closedDirectMessages,
  invalidForm,
  missingAccess,
  missingPermissions,
  notTheAuthor,
  unknownChannel,
  unknownMessage,
  unknownUser,
} from './errors.ts';
import { edit, post, remove } from './messages.ts';
import { reactionRoutes } from './routes-reactions.ts';
import type { AddRoute } from './server.ts';
import { checkMessage } from './validate.ts';
import type { MessageBody, WireMessage } from './wire.ts';
import { type Channel, type Stored, type World, wireChannel } from './world.ts';

/** "Checked for uniqueness in the past few minutes". */
const NONCE_MS = 5 * 60_000;

export const messageRoutes = (add: AddRoute, world: World): void => {
  const nonces = new Map<string, { message: Stored; at_ms: number }>();

  const channelOf = (id: string): Channel => {
    const channel = world.channels.get(id);
    if (!channel) throw unknownChannel();
    if (!channel.botMayWrite) throw missingAccess();
    return channel;
  };
  /** Ephemeral messages are in no channel. */
  const messageOf = (channel: string, id: string): Stored => {
    const message = channelOf(channel).messages.get(id);
    if (!message || message.visibleTo) throw unknownMessage();
    return message;
  };
  const own = (message: Stored): Stored => {
    if (message.wire.author.id !== world.bot.id) throw notTheAuthor();
    return message;
  };
  /** Without the message content intent the bot reads only what is its own, or about it, or direct. */
  const readable = ({ wire, channel }: Stored): WireMessage =>
    channel.kind === 'direct' ||
    wire.author.id === world.bot.id ||
    wire.mentions.some(({ id }) => id === world.bot.id)
      ? wire
      : { ...wire, content: '', embeds: [], components: [] };

  const known = (nonce: unknown): Stored | null => {
    const found = nonces.get(String(nonce));
    return found && Date.now() - found.at_ms < NONCE_MS ? found.message : null;
  };

  add('GET', '/channels/:channel', ({ params }) => ({
    body: wireChannel(world, channelOf(params.channel!)),
  }));
  add('POST', '/channels/:channel/typing', () => undefined);

  add('POST', '/channels/:channel/messages', ({ params, body }) => {
    const channel = channelOf(params.channel!);
    const message = body as MessageBody;
    checkMessage(message);
    if (channel.person && !world.people.get(channel.person)!.reachable) throw closedDirectMessages();
    const enforced = message.enforce_nonce === true && message.nonce !== undefined && message.nonce !== null;
    const earlier = enforced ? known(`${channel.id} ${message.nonce}`) : null;
    if (earlier) return { body: earlier.wire };
    const stored = post(world, { channel, author: world.bot, body: message });
    if (enforced) nonces.set(`${channel.id} ${message.nonce}`, { message: stored, at_ms: Date.now() });
    if (nonces.size > 5_000) nonces.delete(nonces.keys().next().value!);
    return { body: stored.wire };
  });

  add('GET', '/channels/:channel/messages', ({ params, query }) => {
    const limit = Number(query.limit ?? 50);
    if (!(limit >= 1 && limit <= 100))
      throw invalidForm([
        { path: 'limit', code: 'NUMBER_TYPE_MAX', message: 'int value should be between 1 and 100.' },
      ]);
    const all = [...channelOf(params.channel!).messages.values()].filter((message) => !message.visibleTo);
    const id = ({ wire }: Stored) => BigInt(wire.id);
    if (query.after) {
      const after = BigInt(query.after);
      return {
        body: all
          .filter((each) => id(each) > after)
          .slice(0, limit)
          .reverse()
          .map(readable),
      };
    }
    const before = query.before ? BigInt(query.before) : null;
    const until = before === null ? all : all.filter((each) => id(each) < before);
    return { body: until.slice(-limit).reverse().map(readable) };
  });

  add('GET', '/channels/:channel/messages/:message', ({ params }) => ({
    body: readable(messageOf(params.channel!, params.message!)),
  }));

  add('PATCH', '/channels/:channel/messages/:message', ({ params, body }) => {
    checkMessage(body as MessageBody);
    const message = own(messageOf(params.channel!, params.message!));
    return { body: edit(world, message, body as MessageBody).wire };
  });

  add('DELETE', '/channels/:channel/messages/:message', ({ params }) => {
    const message = messageOf(params.channel!, params.message!);
    if (message.wire.author.id !== world.bot.id) throw missingPermissions();
    remove(world, message);
    return undefined;
  });

  reactionRoutes(add, world, messageOf);

  add('POST', '/users/@me/channels', ({ body }) => {
    const person = world.people.get(String((body as { recipient_id?: string }).recipient_id));
    if (!person) throw unknownUser();
    return { body: wireChannel(world, person.direct) };
  });
};
