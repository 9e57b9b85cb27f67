/** The page's API: what to show, and what its person does. Everything that comes in is checked by a schema. */
import express, { type ErrorRequestHandler, type Router } from 'express';
import { z } from 'zod';
import { PLATFORMS } from '../../core/index.ts';
import { type ChatFile, NotSent } from './emulator.ts';
import { sameOriginOnly } from './guard.ts';
import { SUGGESTIONS } from './people.ts';
import { type Chats, paneState } from './state.ts';

const id = z.string().min(1).max(200);
const person = { platform: z.enum(PLATFORMS), user: id };
const place = { ...person, channel: id };
/** Larger than anybody reads, so that they can say so. */
const FILE_CHARACTERS_MAX = 3_000_000;
const FILE_BYTES_MAX = 9_000_000;
/** Cast where zod would make of an optional member one that may be `undefined`. */
const file = z.object({
  name: z.string().min(1).max(200),
  media_type: z.string().max(200),
  text: z.string().max(FILE_CHARACTERS_MAX),
  /** Of what is no text: its bytes, in base64. */
  data: z
    .base64()
    .max((FILE_BYTES_MAX * 4) / 3)
    .optional(),
  as: z.literal('document').optional(),
}) as unknown as z.ZodType<ChatFile>;
/** What was filled in or chosen, by field. */
const values = z.record(z.string().max(600), z.union([z.string().max(20_000), z.array(id).max(100)]));

const whereSchema = z.object({
  platform: z.enum(PLATFORMS),
  user: z.string().max(200).default(''),
  channel: z.string().max(200).default(''),
});

/** One endpoint per thing that a person can do, by its path. The text limit is far above every platform's own, which the emulator enforces. */
const action = <S extends z.ZodObject>(schema: S, act: (chats: Chats, input: z.infer<S>) => unknown) => ({
  schema,
  act: (chats: Chats, body: unknown) => act(chats, schema.parse(body)),
});

/** What the platform's own client refuses to do is told to the person, as that client would. */
const told = async (done: Promise<void>): Promise<{ unsent?: string }> => {
  try {
    await done;
    return {};
  } catch (error) {
    if (error instanceof NotSent) return { unsent: error.message };
    throw error;
  }
};

/** What they write when the page lets them: something to react to, and to reply to with a command. */
const OUTSIDER_LINES = {
  bot: 'I am another bot. Whoever tips me tips nobody.',
  webhook: 'Deployed to production. I am a webhook and have no account.',
  anonymous: 'One of the administrators wrote this in the name of the group.',
  channel: 'The Lunch News: soup is back.',
} as const;

const ACTIONS = {
  say: action(
    z
      .object({
        ...place,
        text: z.string().trim().max(20_000),
        replyTo: id.optional(),
        file: file.optional(),
      })
      .refine(({ text, file }) => text !== '' || file !== undefined, 'Nothing to send.'),
    (chats, { platform, user, channel, text, replyTo, file }) =>
      told(chats[platform].say(user, channel, text, replyTo, file)),
  ),
  press: action(
    z.object({
      ...place,
      message: id,
      button: z.string().min(1).max(600),
      chosen: z.array(id).max(100).optional(),
      values: values.optional(),
    }),
    (chats, { platform, user, channel, message, button, chosen, values }) =>
      chats[platform].press(user, channel, message, button, {
        ...(chosen && { chosen }),
        ...(values && { values }),
      }),
  ),
  react: action(
    z.object({ ...place, message: id, emoji: z.string().min(1).max(64), on: z.boolean() }),
    (chats, input) =>
      told(chats[input.platform].react(input.user, input.channel, input.message, input.emoji, input.on)),
  ),
  erase: action(z.object({ ...place, message: id }), (chats, input) =>
    chats[input.platform].erase(input.user, input.channel, input.message),
  ),
  suggest: action(z.object({ ...place, line: z.string().max(20_000) }), async (chats, input) => ({
    suggestions: await chats[input.platform].suggest(input.user, input.channel, input.line),
  })),
  pick: action(z.object({ ...place, suggestion: id }), (chats, input) =>
    chats[input.platform].pick(input.user, input.channel, input.suggestion),
  ),
  outsider: action(
    z.object({ ...place, kind: z.enum(['bot', 'webhook', 'anonymous', 'channel']) }),
    (chats, input) => {
      chats[input.platform].outsiderSays(input.kind, input.channel, OUTSIDER_LINES[input.kind]);
    },
  ),
  choose: action(z.object({ ...place, menu: id, target: id.optional() }), (chats, input) =>
    chats[input.platform].choose(input.user, input.channel, input.menu, input.target),
  ),
  'submit-form': action(
    z.object({
      ...person,
      form: id,
      values,
      files: z.record(z.string().max(600), file).optional(),
    }),
    (chats, input) => chats[input.platform].submitForm(input.user, input.form, input.values, input.files),
  ),
  'close-form': action(z.object({ ...person, form: id }), (chats, input) =>
    chats[input.platform].closeForm(input.user, input.form),
  ),
  'open-home': action(z.object(person), (chats, input) => chats[input.platform].openHome(input.user)),
  reachable: action(z.object({ ...person, reachable: z.boolean() }), (chats, input) =>
    chats[input.platform].setReachable(input.user, input.reachable),
  ),
};

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What went wrong is told to the page, which shows it: on this server there is nobody to hide it from. */
const tellThePage: ErrorRequestHandler = (error, _request, response, _next) => {
  if (error instanceof z.ZodError) response.status(400).json({ error: z.prettifyError(error) });
  else response.status(error.status ?? 500).json({ error: message(error) });
};

export const apiRoutes = (chats: Chats): Router => {
  const router = express.Router();
  router.use(sameOriginOnly, express.json({ limit: '15mb' }));
  router.get('/state', (request, response) => {
    const where = whereSchema.parse(request.query);
    response.setHeader('cache-control', 'no-store');
    response.json(paneState(chats, where.platform, where.user, where.channel));
  });
  router.get('/suggestions', (_request, response) => {
    response.json(SUGGESTIONS);
  });
  for (const [path, { act }] of Object.entries(ACTIONS)) {
    router.post(`/${path}`, async (request, response) => {
      response.json((await act(chats, request.body)) ?? {});
    });
  }
  router.use((_request, response) => {
    response.status(404).json({ error: 'No such endpoint.' });
  });
  router.use(tellThePage);
  return router;
};
