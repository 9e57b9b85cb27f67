/** Interaction callbacks, and the webhook by which an interaction's answers are read, edited and continued. */
import {
  answer,
  answerOf,
  byToken,
  callbackResponse,
  deleteAnswer,
  editAnswer,
  followUp,
} from './interactions.ts';
import type { AddRoute } from './server.ts';
import type { Body, MessageBody } from './wire.ts';
import type { World } from './world.ts';

export const interactionRoutes = (add: AddRoute, world: World): void => {
  const open = { open: true };

  add(
    'POST',
    '/interactions/:id/:token/callback',
    ({ params, query, body }) => {
      const callback = body as { type?: number; data?: Body };
      const done = answer(world, params.id!, params.token!, callback);
      if (query.with_response !== 'true') return undefined;
      return { body: callbackResponse(world, done, callback.type!) };
    },
    { open: true, unlimited: true },
  );

  add(
    'POST',
    '/webhooks/:application/:token',
    ({ params, body }) => {
      const interaction = byToken(world, params.application!, params.token!);
      return { body: followUp(world, interaction, body as MessageBody).wire };
    },
    open,
  );

  const message = '/webhooks/:application/:token/messages/:message';
  const find = (params: Record<string, string>) =>
    answerOf(byToken(world, params.application!, params.token!), params.message!);
  add('GET', message, ({ params }) => ({ body: find(params).wire }), open);
  add(
    'PATCH',
    message,
    ({ params, body }) => ({ body: editAnswer(world, find(params), body as MessageBody).wire }),
    open,
  );
  add(
    'DELETE',
    message,
    ({ params }) => {
      deleteAnswer(world, find(params));
      return undefined;
    },
    open,
  );
};
