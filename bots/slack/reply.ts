/** What of an event is needed to answer it later: kept as the event's reply context, and read back by the messenger. */
import { z } from 'zod';
import type { Conversation, MessageRef, ReplyContext } from '../../core/index.ts';

/** Slack takes 5 answers through a response_url, for 30 minutes (https://docs.slack.dev/interactivity/handling-user-interaction). */
const RESPONSE_URL_LIFETIME_MS = 30 * 60_000;

const conversationData = z.object({
  community: z.string(),
  channel: z.string(),
  thread: z.string().optional(),
  kind: z.enum(['direct', 'group']),
});

const replyData = z.object({
  user: z.string(),
  responseUrl: z.string().optional(),
  /** Opens one form, within 3 seconds. */
  triggerId: z.string().optional(),
  /** Where the event happened, so that a form opened by it knows. */
  where: conversationData,
});
export type ReplyData = z.infer<typeof replyData>;

export const replyContext = (
  user: string,
  where: Conversation,
  ways: { responseUrl?: string | undefined; triggerId?: string | undefined },
  expiresAt_ms: number,
): ReplyContext => ({
  platform: 'slack',
  expiresAt: new Date(expiresAt_ms).toISOString(),
  data: {
    user,
    ...(ways.responseUrl && { responseUrl: ways.responseUrl }),
    ...(ways.triggerId && { triggerId: ways.triggerId }),
    where: {
      community: where.community,
      channel: where.channel,
      ...(where.thread && { thread: where.thread }),
      kind: where.kind,
    },
  },
});

export const replyExpiry = (now: Date): number => now.getTime() + RESPONSE_URL_LIFETIME_MS;

export const readReply = (reply: ReplyContext | undefined): ReplyData | null =>
  replyData.safeParse(reply?.data).data ?? null;

/** The response_url, while it lives. */
export const liveResponseUrl = (reply: ReplyContext | undefined, now: Date): string | null =>
  reply && Date.parse(reply.expiresAt) > now.getTime() ? (readReply(reply)?.responseUrl ?? null) : null;

/** What a modal carries through Slack and back: where it was opened, and how to answer there. */
const formMetadata = z.object({
  v: z.literal(1),
  where: conversationData,
  responseUrl: z.string().optional(),
  expiresAt: z.string(),
  /** The message whose button opened it. */
  pressed: z.object({ channel: z.string(), message: z.string(), ephemeral: z.boolean() }).optional(),
});
type FormMetadata = z.infer<typeof formMetadata>;

export const writeFormMetadata = (reply: ReplyContext, data: ReplyData, pressed?: MessageRef): string =>
  JSON.stringify({
    v: 1,
    where: data.where,
    ...(data.responseUrl && { responseUrl: data.responseUrl }),
    expiresAt: reply.expiresAt,
    ...(pressed && {
      pressed: {
        channel: pressed.channel,
        message: pressed.message,
        ephemeral: pressed.data !== undefined,
      },
    }),
  } satisfies FormMetadata);

export const readFormMetadata = (text: string): FormMetadata | null => {
  try {
    return formMetadata.parse(JSON.parse(text));
  } catch {
    return null;
  }
};
