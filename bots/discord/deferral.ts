/** Keeps an interaction alive whose answer is late: "thinking…" before the 3 seconds are over, and then there are 15 minutes. */
import { type APIInteractionResponse, InteractionResponseType } from 'discord.js';
import type { Logger } from 'pino';
import { type Calls, flagsFor } from './calls.ts';
import type { AnswerState, OpenInteractions } from './open-interactions.ts';
import type { Reply } from './reply.ts';

/** A button's message stays as it is; a command says for whom the answer will be. */
const deferral = (reply: Reply): { state: AnswerState; response: APIInteractionResponse } => {
  if (reply.message !== undefined)
    return { state: 'deferred update', response: { type: InteractionResponseType.DeferredMessageUpdate } };
  return {
    state: reply.private ? 'deferred private' : 'deferred public',
    response: {
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: flagsFor(reply.private),
    },
  };
};

export const createDeferral = (calls: Calls, open: OpenInteractions, log: Logger) => {
  const waiting = new Map<string, { reply: Reply; timer: NodeJS.Timeout }>();

  const defer = (reply: Reply): Promise<void> =>
    open.exclusive(reply.id, async () => {
      waiting.delete(reply.id);
      if (open.state(reply.id) !== 'open') return;
      const { state, response } = deferral(reply);
      try {
        await calls.callback(reply, response);
        open.set(reply.id, state);
      } catch (error) {
        // Answered by another process, or lost on the way: whoever answers next will ask.
        open.forget(reply.id);
        log.info({ err: error, interaction: reply.id }, 'could not defer an interaction');
      }
    });

  return {
    /** Only once the event is stored: a defer is an acknowledgement. */
    in: (reply: Reply, delay_ms: number): void => {
      const timer = setTimeout(() => void defer(reply), Math.max(0, delay_ms));
      timer.unref();
      waiting.set(reply.id, { reply, timer });
    },
    /** Defers at once whatever is still without an answer: this process is about to end, another will go on. */
    all: async (): Promise<void> => {
      const replies = [...waiting.values()];
      for (const { timer } of replies) clearTimeout(timer);
      await Promise.all(replies.map(({ reply }) => defer(reply)));
    },
  };
};
