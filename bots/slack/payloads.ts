/**
 * The parts of Slack's payloads that we read, as schemas: what does not fit them is not acted upon.
 * https://docs.slack.dev/interactivity/implementing-slash-commands, /reference/interaction-payloads, /apis/events-api
 */
import { z } from 'zod';

const id = z.string().min(1).max(64);
const team = z.object({ id }).nullish();
const user = z.object({
  id,
  team_id: z.string().optional(),
  username: z.string().optional(),
  name: z.string().optional(),
});

export const slashSchema = z.object({
  command: z.string().startsWith('/'),
  text: z.string().default(''),
  team_id: id,
  user_id: id,
  user_name: z.string().optional(),
  channel_id: id,
  trigger_id: z.string().min(1).max(150),
  response_url: z.string().optional(),
});

export const blockActionsSchema = z.object({
  type: z.literal('block_actions'),
  team,
  user,
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  channel: z.object({ id }).nullish(),
  container: z
    .object({
      message_ts: z.string().optional(),
      channel_id: z.string().optional(),
      thread_ts: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
      view_id: z.string().optional(),
    })
    .nullish(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        value: z.string().nullish(),
        action_ts: z.string().max(40),
      }),
    )
    .min(1),
});

/** Of a file object, https://docs.slack.dev/reference/objects/file-object */
const fileSchema = z.object({
  name: z.string().nullish(),
  mimetype: z.string().max(255).nullish(),
  size: z.int().min(0).nullish(),
  url_private_download: z.string().nullish(),
  url_private: z.string().nullish(),
});

export const viewSubmissionSchema = z.object({
  type: z.literal('view_submission'),
  team,
  user,
  trigger_id: z.string().optional(),
  view: z.object({
    id,
    hash: z.string().max(80),
    callback_id: z.string().max(255),
    private_metadata: z.string(),
    state: z.object({
      values: z.record(
        z.string(),
        z.record(
          z.string(),
          z.object({
            value: z.string().nullish(),
            selected_users: z.array(id).nullish(),
            selected_option: z.object({ value: z.string() }).nullish(),
            files: z.array(fileSchema).nullish(),
          }),
        ),
      ),
    }),
  }),
});

export const shortcutSchema = z.object({
  type: z.enum(['shortcut', 'message_action']),
  team,
  user,
  callback_id: z.string(),
  trigger_id: z.string().min(1).max(150),
  response_url: z.string().optional(),
  /** Of a message's shortcut. */
  channel: z.object({ id }).optional(),
  message: z
    .object({
      ts: z.string(),
      user: id.optional(),
      bot_id: z.string().nullish(),
      text: z.string().optional(),
    })
    .optional(),
});

export const eventCallbackSchema = z.object({
  type: z.literal('event_callback'),
  team_id: id,
  event_id: z.string().min(1).max(150),
  event_time: z.number(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).optional(),
  event: z.looseObject({ type: z.string() }),
});

export const messageEventSchema = z.object({
  channel_type: z.literal('im'),
  channel: id,
  user: id,
  text: z.string(),
  ts: z.string(),
});

export const reactionEventSchema = z.object({
  user: id,
  reaction: z.string().min(1).max(120),
  item_user: id.optional(),
  event_ts: z.string().optional(),
  item: z.object({ type: z.literal('message'), channel: id, ts: z.string() }),
});

export const homeEventSchema = z.object({ user: id, channel: id.optional(), tab: z.literal('home') });
