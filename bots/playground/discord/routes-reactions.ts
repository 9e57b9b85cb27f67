/** Reactions by the bot, and who reacted (https://discord.com/developers/docs/resources/message#create-reaction). */
import { invalidForm, missingPermissions, tooManyReactions, unknownEmoji } from './errors.ts';
import { react } from './messages.ts';
import { REACTIONS_MAX, reactorsOf } from './reactions.ts';
import type { AddRoute } from './server.ts';
import type { Stored, World } from './world.ts';

/** An emoji of Unicode, or `name:id` of a guild's own. */
const EMOJI =
  /^(?:[\p{Extended_Pictographic}\p{Regional_Indicator}][\p{Emoji}\p{Emoji_Component}]*|[0-9#*]\ufe0f?\u20e3|\w{2,32}:\d{17,20})$/u;

export const reactionRoutes = (
  add: AddRoute,
  world: World,
  messageOf: (channel: string, message: string) => Stored,
): void => {
  const path = '/channels/:channel/messages/:message/reactions';
  const found = (params: Record<string, string>) => {
    const message = messageOf(params.channel!, params.message!);
    const emoji = params.emoji!;
    if (!EMOJI.test(emoji)) throw unknownEmoji();
    return { message, emoji, reactors: reactorsOf(message, emoji) };
  };
  const userOf = (id: string) => world.people.get(id)?.wire ?? world.strangers.get(id) ?? world.bot;

  add('PUT', `${path}/:emoji/@me`, ({ params }) => {
    const { message, emoji, reactors } = found(params);
    if (reactors.size === 0 && (message.wire.reactions?.length ?? 0) >= REACTIONS_MAX)
      throw tooManyReactions();
    if (!reactors.has(world.bot.id)) react(world, message, world.bot, reactors, emoji, true);
    return undefined;
  });
  add('DELETE', `${path}/:emoji/@me`, ({ params }) => {
    const { message, emoji, reactors } = found(params);
    if (reactors.has(world.bot.id)) react(world, message, world.bot, reactors, emoji, false);
    return undefined;
  });
  add('GET', `${path}/:emoji`, ({ params, query }) => {
    const limit = Number(query.limit ?? 25);
    if (!(limit >= 1 && limit <= 100))
      throw invalidForm([
        { path: 'limit', code: 'NUMBER_TYPE_MAX', message: 'int value should be between 1 and 100.' },
      ]);
    const after = query.after ? BigInt(query.after) : 0n;
    const ids = [...found(params).reactors].filter((id) => BigInt(id) > after);
    ids.sort((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1));
    return { body: ids.slice(0, limit).map(userOf) };
  });
  // What others put there is for those who may manage messages, which the bot asks nobody for.
  for (const other of [path, `${path}/:emoji`, `${path}/:emoji/:user`])
    add('DELETE', other, ({ params }) => {
      messageOf(params.channel!, params.message!);
      throw missingPermissions();
    });
};
