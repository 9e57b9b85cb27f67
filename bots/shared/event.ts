/**
 * The way in: one plain-JSON inbound event, the same for all chats, stored in the inbox before the platform is told
 * that we have it. Adapters decode into this and know nothing of what it will do.
 */
import { z } from 'zod';
import { type Conversation, type Json, type MessageRef, PLATFORMS } from '../../core/index.ts';

/** Core's own word for plain JSON; zod's leaves out members that are undefined, which JSON drops anyway. */
const json = z.json() as unknown as z.ZodType<Json>;

export const identitySchema = z.object({
  platform: z.enum(PLATFORMS),
  tenant: z.string().max(64),
  user: z.string().min(1).max(64),
});

/** Cast where zod would make of an optional member one that may be `undefined`: stored JSON has no undefined. */
const conversationSchema = z.object({
  platform: z.enum(PLATFORMS),
  tenant: z.string().max(64),
  community: z.string().max(64),
  channel: z.string().min(1).max(64),
  thread: z.string().max(64).optional(),
  kind: z.enum(['direct', 'group']),
}) as unknown as z.ZodType<Conversation>;

/** What was typed after the command's name: text, and people where the platform resolved a mention to a stable id. */
const argumentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({
    type: z.literal('person'),
    identity: identitySchema,
    name: z.string(),
    isBot: z.boolean().optional(),
  }),
]);

/** A file that somebody sent. Never its content: whoever wants that asks the platform's messenger for it, by `reference`. */
const fileSchema = z.object({
  name: z.string().max(1000),
  /** As the platform says; empty where it does not. */
  media_type: z.string().max(255),
  size_bytes: z.int().min(0),
  reference: json,
  /** As what its sender's chat shows it; absent: as a file. */
  shown_as: z.enum(['photo', 'video', 'animation', 'audio', 'voice']).optional(),
  /** By its reference the platform can send it once more without its content. */
  reusable: z.literal(true).optional(),
  /** Sent together with others, each of which is a message of its own (Telegram's albums). */
  ofSeveral: z.literal(true).optional(),
});

const actorSchema = z.object({
  identity: identitySchema,
  /** Display name, for people to read; never an identity. */
  name: z.string(),
  /** Username without @, where the platform has one. Null: the platform says that there is none; absent: it did not say. */
  handle: z.string().nullable().optional(),
  /** BCP 47, from the platform. */
  locale: z.string().optional(),
  /** IANA name, from the platform (Slack). */
  timeZone: z.string().max(64).optional(),
  /** ISO 8601: when their account on the platform was made, where it can be known (a Discord snowflake says it). */
  accountSince: z.string().optional(),
});

const messageRefSchema = z.object({
  platform: z.enum(PLATFORMS),
  channel: z.string(),
  message: z.string(),
  data: json.optional(),
}) as unknown as z.ZodType<MessageRef>;

const targetSchema = z.object({
  message: messageRefSchema,
  author: argumentSchema.optional(),
  /** What the message says, as plain text. */
  text: z.string().max(4000).optional(),
  /** ISO 8601. */
  at: z.string().optional(),
});

export const replySchema = z.object({
  platform: z.enum(PLATFORMS),
  expiresAt: z.string(),
  data: json,
});

const base = {
  platform: z.enum(PLATFORMS),
  /** Unique per platform, for ever where money may move by it: interaction id, event_id, chat + message; message + user + emoji for reactions. */
  dedupeKey: z.string().min(1).max(200),
  /** ISO 8601, the platform's own time where it gives one. */
  at: z.string(),
  actor: actorSchema,
  conversation: conversationSchema,
  reply: replySchema.optional(),
};

export const inboundEventSchema = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('command'),
    /** Lower case, without slash. */
    name: z.string(),
    args: z.array(argumentSchema),
    /** The author of the message that this command answers. */
    replyTo: argumentSchema.optional(),
    replyToMessage: messageRefSchema.optional(),
    /** Sent along with it. */
    file: fileSchema.optional(),
    /** Of the message that this command answers. */
    replyToFile: fileSchema.optional(),
  }),
  /** From a menu of the platform rather than typed: Discord's user and message menus, Slack's global and message shortcuts, Telegram's deep links. */
  z.object({
    ...base,
    kind: z.literal('shortcut'),
    /** As registered: `pay`, `tip`, `split`, `request`, `home` … */
    name: z.string().regex(/^[a-z_]{1,32}$/),
    /** The message that the menu belongs to. */
    target: targetSchema.optional(),
    /** The person whom the menu belongs to. */
    person: argumentSchema.optional(),
    /** What a deep link carried behind the name. */
    parameter: z.string().max(64).optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('action'),
    /** The opaque key that the button carried. */
    intent: z.string().max(64),
    message: messageRefSchema.optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('form'),
    /** The opaque key that the form carried. */
    intent: z.string().max(64),
    /**
     * By field name; people pickers give arguments of type person. Fields that {@link isSecretField} names are here while the
     * event is handled by the process that took it, and empty ever after: they are not stored.
     */
    values: z.record(z.string(), z.array(argumentSchema)),
    /** Tells one sending of a form that stayed open from the next, where the platform lets it stay open. */
    submission: z.string().max(150).optional(),
    /** By field name. */
    files: z.record(z.string(), fileSchema).optional(),
    /** The message whose button opened the form. */
    message: messageRefSchema.optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('reaction'),
    emoji: z.string(),
    added: z.boolean(),
    message: messageRefSchema,
    /** Who wrote the message, where the platform knows it; a bot or a webhook has `isBot`. */
    author: argumentSchema.optional(),
    /** ISO 8601: when the message was written, where it is known. */
    messageAt: z.string().optional(),
  }),
  /** One of the results of an inline question ({@link InlineResult}) was sent into a chat; `message` can be edited from then on. */
  z.object({
    ...base,
    kind: z.literal('chosen'),
    result: z.string().min(1).max(64),
    text: z.string().max(256),
    message: messageRefSchema.optional(),
  }),
  /** A direct message that is no command. A PIN in it is not stored (secret.ts). */
  z.object({ ...base, kind: z.literal('message'), text: z.string() }),
  z.object({ ...base, kind: z.literal('home') }),
  /** The person can be written to from now on (Telegram /start, unblocked). */
  z.object({ ...base, kind: z.literal('reachable') }),
]);

export type InboundEvent = z.infer<typeof inboundEventSchema>;
export type InboundEventOf<K extends InboundEvent['kind']> = Extract<InboundEvent, { kind: K }>;
export type Argument = z.infer<typeof argumentSchema>;
export type InboundFile = z.infer<typeof fileSchema>;
export type Actor = z.infer<typeof actorSchema>;
