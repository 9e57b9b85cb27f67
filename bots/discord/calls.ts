/** The calls of Discord's REST that we use, by name. They throw what discord.js throws. */
import {
  type APIApplicationCommandOptionChoice,
  type APIInteractionResponse,
  type APIMessage,
  InteractionResponseType,
  type RawFile,
  type REST,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  Routes,
} from 'discord.js';

import type { MessagePayload } from './render.ts';
import type { Reply } from './reply.ts';
import type { Rests } from './rest.ts';

/** The request of a message: its files beside its JSON. */
const sending = <Message extends { files?: RawFile[] }>({ files, ...body }: Message) => ({
  body,
  ...(files && { files }),
});

type Hook = Pick<Reply, 'application' | 'token'>;
type NewMessage = MessagePayload & {
  nonce: string;
  enforce_nonce: true;
  message_reference?: { message_id: string; fail_if_not_exists: false };
};

const EPHEMERAL = 64;
const LOADING = 128;

export const isEphemeral = (message: APIMessage): boolean => ((message.flags ?? 0) & EPHEMERAL) !== 0;
export const isLoading = (message: APIMessage): boolean => ((message.flags ?? 0) & LOADING) !== 0;
export const flagsFor = (ephemeral: boolean): { flags?: number } => (ephemeral ? { flags: EPHEMERAL } : {});

export const createCalls = ({ bot, hooks }: Rests) => {
  const hook = (rest: REST) => ({
    get: ({ application, token }: Hook, message = '@original') =>
      rest.get(Routes.webhookMessage(application, token, message), { auth: false }) as Promise<APIMessage>,
    edit: ({ application, token }: Hook, message: string, body: MessagePayload) =>
      rest.patch(Routes.webhookMessage(application, token, message), {
        auth: false,
        ...sending(body),
      }) as Promise<APIMessage>,
    remove: async ({ application, token }: Hook, message = '@original'): Promise<void> => {
      await rest.delete(Routes.webhookMessage(application, token, message), { auth: false });
    },
    followUp: ({ application, token }: Hook, body: MessagePayload, ephemeral: boolean) =>
      rest.post(Routes.webhook(application, token), {
        auth: false,
        query: new URLSearchParams({ wait: 'true' }),
        ...sending({ ...body, ...flagsFor(ephemeral) }),
      }) as Promise<APIMessage>,
  });
  return {
    /** The first answer; what it shows comes back with it. */
    callback: (reply: Pick<Reply, 'id' | 'token'>, body: APIInteractionResponse, files?: RawFile[]) =>
      hooks.post(Routes.interactionCallback(reply.id, reply.token), {
        auth: false,
        query: new URLSearchParams({ with_response: 'true' }),
        body,
        ...(files && { files }),
      }) as Promise<Partial<RESTPostAPIInteractionCallbackWithResponseResult> | undefined>,
    /** While somebody types. */
    suggest: async (
      reply: Pick<Reply, 'id' | 'token'>,
      choices: APIApplicationCommandOptionChoice<string>[],
    ) => {
      await hooks.post(Routes.interactionCallback(reply.id, reply.token), {
        auth: false,
        body: { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } },
      });
    },
    answer: hook(hooks),
    post: (channel: string, body: NewMessage) =>
      bot.post(Routes.channelMessages(channel), sending(body)) as Promise<APIMessage>,
    edit: (channel: string, message: string, body: MessagePayload) =>
      bot.patch(Routes.channelMessage(channel, message), sending(body)) as Promise<APIMessage>,
    message: (channel: string, message: string) =>
      bot.get(Routes.channelMessage(channel, message)) as Promise<APIMessage>,
    /** Newest first, at most 100. */
    recent: (channel: string, after?: string) =>
      bot.get(Routes.channelMessages(channel), {
        query: new URLSearchParams({ limit: '100', ...(after && { after }) }),
      }) as Promise<APIMessage[]>,
    openDirect: async (user: string): Promise<string> => {
      const channel = (await bot.post(Routes.userChannels(), { body: { recipient_id: user } })) as {
        id: string;
      };
      return channel.id;
    },
  };
};
export type Calls = ReturnType<typeof createCalls>;
