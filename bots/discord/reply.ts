/** What it takes to answer an interaction or edit its answer later, perhaps in another process: kept in reply contexts and message references. */
import { SnowflakeUtil } from 'discord.js';
import { z } from 'zod';
import type { MessageRef, ReplyContext } from '../../core/index.ts';

/** An interaction's token lives 15 minutes; a little less is relied on. */
const TOKEN_LIFE_MS = 14.5 * 60_000;
/** The first answer must come within 3 s of the interaction. */
export const ANSWER_WITHIN_MS = 3_000;

const replySchema = z.object({
  id: z.string(),
  token: z.string(),
  application: z.string(),
  /** What a first answer may be: a button's message can be left as it is, a command needs one of its own. */
  kind: z.enum(['command', 'button', 'form']),
  /** Should nothing be ready in time, the defer is ephemeral: fixed before any work. */
  private: z.boolean(),
  /** Whose interaction it is: only this person sees an ephemeral answer. */
  user: z.string(),
  channel: z.string(),
  /** The message that the button is on. */
  message: z.string().optional(),
});
export type Reply = z.infer<typeof replySchema>;

const refSchema = z.object({
  token: z.string(),
  application: z.string(),
  interaction: z.string(),
  ephemeral: z.boolean(),
});
/** The way to a message through the interaction that it answers. */
type AnswerRef = z.infer<typeof refSchema>;

export const createdAt = (interaction: string): number => SnowflakeUtil.timestampFrom(interaction);

export const replyContext = (reply: Reply): ReplyContext => ({
  platform: 'discord',
  expiresAt: new Date(createdAt(reply.id) + TOKEN_LIFE_MS).toISOString(),
  data: reply,
});

/** Null when it is not one of ours, or over. */
export const liveReply = (context: ReplyContext | undefined): Reply | null => {
  const parsed = replySchema.safeParse(context?.data);
  return context && parsed.success && Date.parse(context.expiresAt) > Date.now() ? parsed.data : null;
};

export const answerRef = (
  reply: Reply,
  message: { id: string; channel_id: string },
  ephemeral: boolean,
): MessageRef => ({
  platform: 'discord',
  channel: message.channel_id,
  message: message.id,
  data: { token: reply.token, application: reply.application, interaction: reply.id, ephemeral },
});

export const channelRef = (message: { id: string; channel_id: string }): MessageRef => ({
  platform: 'discord',
  channel: message.channel_id,
  message: message.id,
});

/** Null for a message of a channel. `alive`: its interaction's token can still be used. */
export const readRef = (ref: MessageRef): (AnswerRef & { alive: boolean }) | null => {
  const parsed = refSchema.safeParse(ref.data);
  if (!parsed.success) return null;
  return { ...parsed.data, alive: createdAt(parsed.data.interaction) + TOKEN_LIFE_MS > Date.now() };
};
