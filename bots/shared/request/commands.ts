/** `/request` and `/requests`, as they are typed and as their form is filled in. */
import { z } from 'zod';
import { ok, type Result, readReference, refuse } from '../../../core/index.ts';
import { type CommandSpec, option } from '../command.ts';
import type { InboundEventOf } from '../event.ts';
import { cleanMemo } from '../memo.ts';
import { amountOf, type GrammarContext, read } from '../reading.ts';
import { moneySchema, whoSchema } from '../schema.ts';
import { type Token, textOf, tokens } from '../tokens.ts';
import { whoOf } from '../who.ts';
import { wordList } from '../words.ts';

export const requestSpec: CommandSpec = {
  name: 'request',
  usage: '@bob 12 [GBP] [@carol … each|total] [for taxi]',
  audience: 'conversation',
  operator: false,
  options: [
    // None is required: without any there is a form, and Discord's picker knows the people of Discord only.
    { ...option.person, required: false },
    { name: 'more', type: 'text', required: false },
    { name: 'split', type: 'choice', required: false, choices: ['each', 'total'] },
    { ...option.amount, required: false },
    option.currency,
    option.memo,
  ],
};

const actions = ['pay', 'decline', 'remind', 'cancel'] as const;

export const requestsSpec: CommandSpec = {
  name: 'requests',
  usage: '[[pay|decline|remind|cancel] CODE [5]]',
  audience: 'private',
  operator: false,
  options: [
    { name: 'action', type: 'choice', required: false, choices: [...actions] },
    { name: 'reference', type: 'text', required: false },
    { ...option.amount, required: false },
  ],
};

const asked = {
  payers: z.array(whoSchema).min(1),
  mode: z.enum(['each', 'total']),
  memo: z.string().max(2000).nullable(),
};
const reference = z.string().regex(/^req_[0-9A-Z]{10}$/);

const requestCommandSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('request'), amount: moneySchema, ...asked }),
  /** The amount can be read in two ways: ask which. */
  z.object({
    verb: z.literal('request_which'),
    text: z.string(),
    readings: z.tuple([moneySchema, moneySchema]),
    ...asked,
  }),
  /** `/request` with nothing but perhaps a person: a form, where there are forms. */
  z.object({ verb: z.literal('request_form'), payer: whoSchema.nullable() }),
  z.object({ verb: z.literal('list') }),
  z.object({ verb: z.literal('show'), reference }),
  /** The amount is read when it is known in which currency it is asked for; null: all that is left. */
  z.object({ verb: z.literal('pay'), reference, amount: z.string().max(200).nullable() }),
  z.object({ verb: z.enum(['decline', 'remind', 'cancel']), reference }),
]);

export type RequestCommand = z.infer<typeof requestCommandSchema>;
export type RequestCommandOf<V extends RequestCommand['verb']> = Extract<RequestCommand, { verb: V }>;

const understood = (result: Result<RequestCommand>): Result<RequestCommand> =>
  result.ok ? ok(requestCommandSchema.parse(result.value)) : result;

export const parseRequest = (words: readonly Token[], context: GrammarContext): Result<RequestCommand> =>
  understood(aboutOne(words) ?? (isList(words) ? ok({ verb: 'list' }) : asking(words, context)));

/** Nothing after it is the list; a code alone opens one. */
export function parseRequests(words: readonly Token[]): Result<RequestCommand> {
  if (words.length === 0 || isList(words)) return ok({ verb: 'list' });
  const [only] = words;
  const code = words.length === 1 && only?.type === 'word' ? readReference(only.raw, ['req']) : null;
  if (code !== null) return ok({ verb: 'show', reference: code });
  return understood(aboutOne(words) ?? refuse('request_unknown', { text: textOf(words) }));
}

const isList = ([only, ...rest]: readonly Token[]): boolean =>
  rest.length === 0 && only?.type === 'word' && /^(list|liste)$/i.test(only.raw);

const verbs = wordList<(typeof actions)[number]>({
  pay: 'pay',
  zahlen: 'pay',
  decline: 'decline',
  ablehnen: 'decline',
  remind: 'remind',
  erinnern: 'remind',
  cancel: 'cancel',
  zurückziehen: 'cancel',
});

/** `pay CODE 5`: something about one request. Null for anything else. */
function aboutOne([first, second, ...rest]: readonly Token[]): Result<RequestCommand> | null {
  const verb = first?.type === 'word' ? verbs[first.raw.toLowerCase()] : undefined;
  const code = second?.type === 'word' ? readReference(second.raw, ['req']) : null;
  if (verb === undefined || code === null) return null;
  const more = textOf(rest);
  if (verb === 'pay') return ok({ verb, reference: code, amount: more === '' ? null : more.slice(0, 200) });
  return more === '' ? ok({ verb, reference: code }) : refuse('input_unexpected', { text: more });
}

function asking(words: readonly Token[], context: GrammarContext): Result<RequestCommand> {
  const [only] = words;
  if (only === undefined) return ok({ verb: 'request_form', payer: context.repliedTo });
  if (words.length === 1 && only.type === 'person')
    return ok({ verb: 'request_form', payer: whoOf(only.person) });
  const reading = read(words, context);
  if ('code' in reading) return { ok: false, refusal: reading };
  if (reading.amount === null || reading.payees.length === 0) return refuse('request_how');
  if (reading.payees.length > 1 && reading.mode === null) return refuse('each_or_total');
  const memo = cleanMemo(reading.memo.join(' '));
  if (!memo.ok) return memo;
  const amount = amountOf(reading, context);
  if (amount.status === 'refused') return { ok: false, refusal: amount.refusal };
  const rest = { payers: reading.payees, mode: reading.mode ?? ('each' as const), memo: memo.value };
  return amount.status === 'parsed'
    ? ok({ verb: 'request', amount: amount.money, ...rest })
    : ok({ verb: 'request_which', text: amount.text, readings: amount.readings, ...rest });
}

/** The form's answer, read as if it had been typed: the same words, the same rules. */
export function parseRequestForm(
  values: InboundEventOf<'form'>['values'],
  context: GrammarContext,
): Result<RequestCommand> {
  const memo = values.memo ?? [];
  const words = (['who', 'amount', 'split'] as const).flatMap((name) => [
    ...(values[name] ?? []),
    { type: 'text' as const, text: ' ' },
  ]);
  const lead = memo.length > 0 ? [{ type: 'text' as const, text: 'for ' }, ...memo] : [];
  const parsed = understood(asking(tokens([...words, ...lead]), context));
  return parsed.ok && parsed.value.verb === 'request_form' ? refuse('request_how') : parsed;
}
