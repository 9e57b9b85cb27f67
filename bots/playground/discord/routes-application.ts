/** The application and its commands, the gateway's address, users and the guild. */
import { unknownApplication, unknownCommand, unknownGuild, unknownMember, unknownUser } from './errors.ts';
import type { AddRoute } from './server.ts';
import { snowflake } from './snowflake.ts';
import { checkCommands } from './validate-commands.ts';
import type { Body, WireCommand } from './wire.ts';
import { type World, wireChannel, wireMember } from './world.ts';

const complete = (world: World, command: Partial<WireCommand>, scope: string, id: string): WireCommand => ({
  id,
  application_id: world.bot.id,
  version: snowflake(),
  default_member_permissions: command.default_member_permissions ?? null,
  type: command.type ?? 1,
  name: command.name!,
  name_localizations: command.name_localizations ?? null,
  description: command.description ?? '',
  description_localizations: command.description_localizations ?? null,
  contexts: command.contexts ?? null,
  integration_types: command.integration_types ?? [0],
  nsfw: command.nsfw ?? false,
  ...(scope === 'global' ? { dm_permission: true } : { guild_id: scope }),
  ...((command.options?.length ?? 0) > 0 && { options: command.options! }),
});

/** Without `with_localizations` a command comes without its dictionaries, and with its texts in the language of the request. */
const inOneLanguage = (command: WireCommand, locale: string | undefined): Body => {
  const { name_localizations, description_localizations, ...rest } = command;
  const name = name_localizations?.[locale ?? ''];
  const description = description_localizations?.[locale ?? ''];
  return {
    ...rest,
    ...(name && { name_localized: name }),
    ...(description && { description_localized: description }),
  };
};

const commandRoutes = (
  add: AddRoute,
  world: World,
  path: string,
  scopeOf: (params: Record<string, string>) => string,
) => {
  const listOf = (params: Record<string, string>): WireCommand[] => {
    if (params.application !== world.bot.id) throw unknownApplication();
    return world.commands.get(scopeOf(params)) ?? [];
  };
  const set = (params: Record<string, string>, commands: WireCommand[]) => {
    world.commands.set(scopeOf(params), commands);
    world.changed();
  };
  const upsert = (params: Record<string, string>, command: Partial<WireCommand>): WireCommand => {
    const list = listOf(params);
    checkCommands([command]);
    const earlier = list.find(({ name, type }) => name === command.name && type === (command.type ?? 1));
    const made = complete(world, command, scopeOf(params), earlier?.id ?? snowflake());
    set(params, [...list.filter(({ id }) => id !== made.id), made]);
    return made;
  };
  const find = (params: Record<string, string>): WireCommand => {
    const command = listOf(params).find(({ id }) => id === params.command);
    if (!command) throw unknownCommand();
    return command;
  };

  add('GET', path, ({ params, query, headers }) => ({
    body: listOf(params).map((command) =>
      query.with_localizations === 'true' ? command : inOneLanguage(command, headers['x-discord-locale']),
    ),
  }));
  add('PUT', path, ({ params, body }) => {
    const earlier = listOf(params);
    const commands = body as Partial<WireCommand>[];
    checkCommands(commands);
    const idOf = (command: Partial<WireCommand>) =>
      earlier.find(({ name, type }) => name === command.name && type === (command.type ?? 1))?.id ??
      snowflake();
    set(
      params,
      commands.map((command) => complete(world, command, scopeOf(params), idOf(command))),
    );
    return { body: listOf(params) };
  });
  add('POST', path, ({ params, body }) => ({
    status: 201,
    body: upsert(params, body as Partial<WireCommand>),
  }));
  add('GET', `${path}/:command`, ({ params }) => ({ body: find(params) }));
  add('PATCH', `${path}/:command`, ({ params, body }) => {
    const changed = { ...find(params), ...(body as Partial<WireCommand>) };
    checkCommands([changed]);
    set(
      params,
      listOf(params).map((each) => (each.id === changed.id ? changed : each)),
    );
    return { body: changed };
  });
  add('DELETE', `${path}/:command`, ({ params }) => {
    const { id } = find(params);
    set(
      params,
      listOf(params).filter((each) => each.id !== id),
    );
    return undefined;
  });
};

export const applicationRoutes = (add: AddRoute, world: World, gatewayUrl: () => string): void => {
  const guildOf = (id: string) => {
    if (id !== world.guild.id) throw unknownGuild();
    return world.guild;
  };
  const member = (id: string) => {
    const person = world.people.get(id);
    if (!person) throw unknownMember();
    return { ...wireMember(person), user: person.wire };
  };
  const application = () => ({
    id: world.bot.id,
    name: world.bot.username,
    icon: null,
    description: '',
    bot_public: false,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: 0,
    bot: world.bot,
    team: null,
  });

  add('GET', '/gateway', () => ({ body: { url: gatewayUrl() } }), { open: true });
  add('GET', '/gateway/bot', () => ({
    body: {
      url: gatewayUrl(),
      shards: 1,
      session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 },
    },
  }));
  add('GET', '/applications/@me', () => ({ body: application() }));
  add('GET', '/oauth2/applications/@me', () => ({ body: application() }));
  commandRoutes(add, world, '/applications/:application/commands', () => 'global');
  commandRoutes(
    add,
    world,
    '/applications/:application/guilds/:guild/commands',
    ({ guild }) => guildOf(guild!).id,
  );

  add('GET', '/users/@me', () => ({
    body: { ...world.bot, verified: true, mfa_enabled: false, email: null, flags: 0 },
  }));
  add('GET', '/users/@me/guilds', () => ({
    body: [{ ...world.guild, icon: null, owner: false, permissions: '0', features: [] }],
  }));
  add('GET', '/users/:user', ({ params }) => {
    const user = world.people.get(params.user!)?.wire ?? world.strangers.get(params.user!);
    if (user) return { body: user };
    if (params.user === world.bot.id) return { body: world.bot };
    throw unknownUser();
  });
  add('GET', '/guilds/:guild', ({ params }) => ({
    body: {
      ...guildOf(params.guild!),
      icon: null,
      features: [],
      roles: [],
      emojis: [],
      preferred_locale: 'en-US',
    },
  }));
  add('GET', '/guilds/:guild/channels', ({ params }) => {
    guildOf(params.guild!);
    const groups = [...world.channels.values()].filter(({ kind }) => kind === 'group');
    return { body: groups.map((channel) => wireChannel(world, channel)) };
  });
  add('GET', '/guilds/:guild/members', ({ params }) => {
    guildOf(params.guild!);
    return { body: [...world.people.keys()].map(member) };
  });
  add('GET', '/guilds/:guild/members/:user', ({ params }) => {
    guildOf(params.guild!);
    return { body: member(params.user!) };
  });
};
