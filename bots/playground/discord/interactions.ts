/** Interactions: how they reach the bot, and what becomes of its answers (https://discord.com/developers/docs/interactions/receiving-and-responding). */
import { randomBytes } from 'node:crypto';
import { ATTACHMENT_BYTES_MAX } from './attachments.ts';
import {
  alreadyAcknowledged,
  invalidForm,
  invalidWebhookToken,
  unknownInteraction,
  unknownMessage,
  unknownWebhook,
} from './errors.ts';
import { discordLocale } from './locales.ts';
import { edit, post, remove } from './messages.ts';
import { snowflake } from './snowflake.ts';
import { checkMessage } from './validate.ts';
import { checkSuggested } from './validate-commands.ts';
import { checkModal } from './validate-components.ts';
import { type Body, type MessageBody, MessageFlag, type WireChoice, type WireComponent } from './wire.ts';
import {
  type Channel,
  type Interaction,
  type Person,
  permissionsOf,
  type Stored,
  type World,
  wireChannel,
  wireMember,
} from './world.ts';

export const ANSWER_WITHIN_MS = 3_000;
export const TOKEN_LIFE_MS = 15 * 60_000;
/** What the bot may do in the guild, as an interaction tells it. */
const APP_PERMISSIONS = '2251799813685247';

const AUTOCOMPLETION = 4;
const NO_ANSWER = 'This interaction failed: the application did not respond';

const payloadOf = (world: World, interaction: Interaction, data: Body): Body => {
  const { person, channel, source } = interaction;
  const place =
    channel.kind === 'group'
      ? {
          guild_id: world.guild.id,
          guild: { id: world.guild.id, locale: 'en-US', features: [] },
          guild_locale: 'en-US',
          member: { ...wireMember(person), user: person.wire, permissions: permissionsOf(person) },
          context: 0,
        }
      : { user: person.wire, context: 1 };
  return {
    id: interaction.id,
    application_id: world.bot.id,
    type: interaction.type,
    data,
    token: interaction.token,
    version: 1,
    channel_id: channel.id,
    channel: { ...wireChannel(world, channel), permissions: permissionsOf(person) },
    ...place,
    ...(source && { message: source.wire }),
    app_permissions: APP_PERMISSIONS,
    locale: discordLocale(person.setup.locale),
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: { '0': channel.kind === 'group' ? world.guild.id : '0' },
    attachment_size_limit: ATTACHMENT_BYTES_MAX,
  };
};

/** Sends an interaction to the bot. The person is told when no answer came in 3 s. */
export const interact = (
  world: World,
  from: {
    type: number;
    person: Person;
    channel: Channel;
    data: Body;
    name: string;
    source?: Stored | null;
    onFailure?: () => void;
    /** For an autocompletion: what the bot offers. */
    onChoices?: (choices: WireChoice[]) => void;
  },
): Interaction => {
  const interaction: Interaction = {
    id: snowflake(),
    token: randomBytes(132).toString('base64url'),
    type: from.type,
    person: from.person,
    channel: from.channel,
    created_ms: Date.now(),
    answer: null,
    original: null,
    source: from.source ?? null,
    name: from.name,
    failed: false,
    onChoices: from.onChoices ?? null,
    settled: () => clearTimeout(timer),
  };
  const timer = setTimeout(() => {
    interaction.failed = true;
    from.onFailure?.();
    // While somebody types, the client only shows an empty list.
    if (from.type === AUTOCOMPLETION) return;
    world.flash({ userId: from.person.setup.id, text: NO_ANSWER, alert: true });
  }, ANSWER_WITHIN_MS);
  timer.unref();
  world.interactions.set(interaction.id, interaction);
  world.tokens.set(interaction.token, interaction);
  forgetOld(world);
  world.dispatch('INTERACTION_CREATE', payloadOf(world, interaction, from.data), {
    intent: null,
    fromPeople: true,
  });
  return interaction;
};

const forgetOld = (world: World): void => {
  for (const [id, interaction] of world.interactions) {
    if (Date.now() - interaction.created_ms < 2 * TOKEN_LIFE_MS) return;
    world.interactions.delete(id);
    world.tokens.delete(interaction.token);
  }
};

const interactionMetadata = (interaction: Interaction): Body => ({
  id: interaction.id,
  type: interaction.type,
  user: interaction.person.wire,
  authorizing_integration_owners: {},
  ...(interaction.source && { interacted_message_id: interaction.source.wire.id }),
});

const say = (
  world: World,
  interaction: Interaction,
  body: MessageBody,
  flags: number,
  more: Body = {},
): Stored => {
  const used = interaction.type === 2;
  return post(world, {
    channel: interaction.channel,
    author: world.bot,
    body,
    visibleTo: flags & MessageFlag.ephemeral ? interaction.person.setup.id : null,
    because: used ? { author: interaction.person.setup.name, preview: interaction.name } : null,
    extra: {
      type: used ? 20 : 0,
      flags,
      webhook_id: world.bot.id,
      application_id: world.bot.id,
      interaction_metadata: { ...interactionMetadata(interaction), ...more },
    },
  });
};

const badType = (type: unknown) =>
  invalidForm([
    {
      path: 'type',
      code: 'BASE_TYPE_CHOICES',
      message: `Interaction callback type ${String(type)} is not valid here.`,
    },
  ]);

/** The first answer. Throws 10062 when it is late or unknown and 40060 when there has been one. */
export const answer = (world: World, id: string, token: string, body: { type?: number; data?: Body }) => {
  const interaction = world.interactions.get(id);
  if (!interaction || interaction.token !== token || interaction.failed) throw unknownInteraction();
  if (interaction.answer) throw alreadyAcknowledged();
  if (Date.now() - interaction.created_ms > ANSWER_WITHIN_MS) throw unknownInteraction();
  const message = carryOut(world, interaction, body);
  interaction.settled();
  if (interaction.type === 5 && world.forms.delete(interaction.person.setup.id)) world.changed();
  if (body.type === 9) openForm(world, interaction, body.data as ModalBody);
  return { interaction, message };
};

type ModalBody = { title?: string; custom_id?: string; components?: WireComponent[] };

const carryOut = (world: World, interaction: Interaction, { type, data }: { type?: number; data?: Body }) => {
  const message = (data ?? {}) as MessageBody;
  const fromMessage = interaction.source !== null;
  const flags = (message.flags ?? 0) & MessageFlag.ephemeral;
  if ((interaction.type === AUTOCOMPLETION) !== (type === 8)) throw badType(type);
  switch (type) {
    case 4:
      checkMessage(message);
      interaction.original = say(world, interaction, message, flags);
      interaction.answer = 'message';
      return interaction.original;
    case 5:
      interaction.original = say(world, interaction, {}, flags | MessageFlag.loading);
      interaction.answer = 'deferred';
      return interaction.original;
    case 6:
    case 7:
      if (!fromMessage) throw badType(type);
      interaction.original = interaction.source;
      if (type === 7) {
        checkMessage(message);
        edit(world, interaction.source!, message);
      }
      interaction.answer = type === 6 ? 'deferred update' : 'update';
      return interaction.original;
    case 8:
      interaction.onChoices?.(checkSuggested(data?.choices));
      interaction.answer = 'choices';
      return null;
    case 9:
      if (interaction.type === 5) throw badType(type);
      checkModal(data as ModalBody);
      interaction.answer = 'modal';
      return null;
    default:
      throw badType(type);
  }
};

const openForm = (world: World, interaction: Interaction, modal: ModalBody): void => {
  world.forms.set(interaction.person.setup.id, {
    id: snowflake(),
    title: modal.title!,
    custom_id: modal.custom_id!,
    rows: modal.components!,
    channel: interaction.channel,
    source: interaction.source,
    errors: {},
  });
  world.changed();
};

/** The interaction behind a webhook URL. */
export const byToken = (world: World, application: string, token: string): Interaction => {
  if (application !== world.bot.id) throw unknownWebhook();
  const interaction = world.tokens.get(token);
  if (!interaction || Date.now() - interaction.created_ms > TOKEN_LIFE_MS) throw invalidWebhookToken();
  if (!interaction.answer || interaction.answer === 'choices') throw unknownWebhook();
  return interaction;
};

/** A further message. The first after a defer fills the deferred one in, and takes its ephemerality. */
export const followUp = (world: World, interaction: Interaction, body: MessageBody): Stored => {
  checkMessage(body);
  const original = interaction.original;
  if (
    interaction.answer === 'deferred' &&
    original &&
    original.wire.flags & MessageFlag.loading &&
    alive(original)
  )
    return edit(world, original, body);
  const flags = (body.flags ?? 0) & MessageFlag.ephemeral;
  return say(world, interaction, body, flags, {
    ...(original && { original_response_message_id: original.wire.id }),
  });
};

const alive = (message: Stored): boolean => message.channel.messages.has(message.wire.id);

/** `@original` or a follow-up of this interaction. Throws 10008. */
export const answerOf = (interaction: Interaction, id: string): Stored => {
  const message = id === '@original' ? interaction.original : interaction.channel.messages.get(id);
  const owned = message === interaction.original || message?.wire.interaction_metadata?.id === interaction.id;
  if (!message || !owned || !alive(message)) throw unknownMessage();
  return message;
};

export const editAnswer = (world: World, message: Stored, body: MessageBody): Stored => {
  checkMessage(body);
  return edit(world, message, body);
};

export const deleteAnswer = (world: World, message: Stored): void => remove(world, message);

/** What `with_response` returns. */
export const callbackResponse = (
  world: World,
  { interaction, message }: ReturnType<typeof answer>,
  type: number,
) => ({
  interaction: {
    id: interaction.id,
    type: interaction.type,
    channel_id: interaction.channel.id,
    ...(interaction.channel.kind === 'group' && { guild_id: world.guild.id }),
    ...(message &&
      type !== 6 && {
        response_message_id: message.wire.id,
        response_message_loading: (message.wire.flags & MessageFlag.loading) !== 0,
        response_message_ephemeral: (message.wire.flags & MessageFlag.ephemeral) !== 0,
      }),
  },
  ...(message && type !== 6 && { resource: { type, message: message.wire } }),
});
