/** `/schedule` and `/schedules`, as they are typed and as their form is filled in. */
import { z } from 'zod';
import {
  ok,
  type Repeat,
  type Result,
  readReference,
  refuse,
  type StandingPlan,
} from '../../../core/index.ts';
import { type CommandSpec, option } from '../command.ts';
import type { InboundEventOf } from '../event.ts';
import { cleanMemo } from '../memo.ts';
import { amountOf, type GrammarContext, read } from '../reading.ts';
import { moneySchema, whoSchema } from '../schema.ts';
import { type Token, textOf, tokens } from '../tokens.ts';
import { whoOf } from '../who.ts';
import { wordList } from '../words.ts';
import { takeWhen } from './when.ts';

export const scheduleSpec: CommandSpec = {
  name: 'schedule',
  usage: '@bob 50 [GBP] every month on the 1st [until 31 May 2027] [for rent]',
  audience: 'private',
  operator: false,
  options: [
    // None is required: without any there is a form, and Discord's picker knows the people of Discord only.
    { ...option.person, required: false },
    { name: 'more', type: 'text', required: false },
    { ...option.amount, required: false },
    option.currency,
    { name: 'when', type: 'text', required: false },
    option.memo,
  ],
};

const actions = ['pause', 'resume', 'skip', 'end'] as const;

export const schedulesSpec: CommandSpec = {
  name: 'schedules',
  usage: '[[pause|resume|skip|end] CODE]',
  audience: 'private',
  operator: false,
  options: [
    { name: 'action', type: 'choice', required: false, choices: [...actions] },
    { name: 'reference', type: 'text', required: false },
  ],
};

const plan = z.custom<StandingPlan>((one) => typeof one === 'object' && one !== null);
const asked = { payee: whoSchema, plan, memo: z.string().max(2000).nullable() };
const reference = z.string().regex(/^sto_[0-9A-Z]{10}$/);

const standingCommandSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('schedule'), amount: moneySchema, ...asked }),
  /** The amount can be read in two ways: ask which. */
  z.object({
    verb: z.literal('schedule_which'),
    text: z.string(),
    readings: z.tuple([moneySchema, moneySchema]),
    ...asked,
  }),
  /** `/schedule` with nothing but perhaps a person: a form, where there are forms. */
  z.object({ verb: z.literal('schedule_form'), payee: whoSchema.nullable() }),
  z.object({ verb: z.literal('list') }),
  z.object({ verb: z.literal('show'), reference }),
  z.object({ verb: z.literal('act'), act: z.enum(actions), reference }),
]);

export type StandingCommand = z.infer<typeof standingCommandSchema>;
export type StandingCommandOf<V extends StandingCommand['verb']> = Extract<StandingCommand, { verb: V }>;

const understood = (result: Result<StandingCommand>): Result<StandingCommand> =>
  result.ok ? ok(standingCommandSchema.parse(result.value)) : result;

export function parseSchedule(words: readonly Token[], context: GrammarContext): Result<StandingCommand> {
  const [only] = words;
  if (only === undefined) return understood(ok({ verb: 'schedule_form', payee: context.repliedTo }));
  if (words.length === 1 && only.type === 'person')
    return understood(ok({ verb: 'schedule_form', payee: whoOf(only.person) }));
  return understood(aboutOne(words) ?? (isList(words) ? ok({ verb: 'list' }) : ordering(words, context)));
}

/** Nothing after it is the list; a code alone opens one. */
export function parseSchedules(words: readonly Token[]): Result<StandingCommand> {
  if (words.length === 0 || isList(words)) return ok({ verb: 'list' });
  const [only] = words;
  const code = words.length === 1 && only?.type === 'word' ? readReference(only.raw, ['sto']) : null;
  if (code !== null) return ok({ verb: 'show', reference: code });
  return understood(aboutOne(words) ?? refuse('standing_unknown', { text: textOf(words) }));
}

const isList = ([only, ...rest]: readonly Token[]): boolean =>
  rest.length === 0 && only?.type === 'word' && /^(list|liste)$/i.test(only.raw);

const verbs = wordList<(typeof actions)[number]>({
  pause: 'pause',
  anhalten: 'pause',
  resume: 'resume',
  fortsetzen: 'resume',
  skip: 'skip',
  auslassen: 'skip',
  end: 'end',
  beenden: 'end',
});

/** `pause CODE`: something about one. Null for anything else. */
function aboutOne([first, second, ...rest]: readonly Token[]): Result<StandingCommand> | null {
  const act = first?.type === 'word' ? verbs[first.raw.toLowerCase()] : undefined;
  const code = second?.type === 'word' ? readReference(second.raw, ['sto']) : null;
  if (act === undefined || code === null) return null;
  const more = textOf(rest);
  return more === '' ? ok({ verb: 'act', act, reference: code }) : refuse('input_unexpected', { text: more });
}

function ordering(words: readonly Token[], context: GrammarContext): Result<StandingCommand> {
  const when = takeWhen(words, context);
  if (!when.ok) return when;
  const whom = whomAndHowMuch(when.value.rest, context);
  if (!whom.ok) return whom;
  const { plan: said } = when.value;
  return said === null ? refuse('standing_when') : ok(withPlan(whom.value, said));
}

type Whom = Pick<StandingCommandOf<'schedule'>, 'payee' | 'memo'> & { amount: ReturnType<typeof amountOf> };

/** One person and an amount, as for any payment. */
function whomAndHowMuch(words: readonly Token[], context: GrammarContext): Result<Whom> {
  const reading = read(words, context);
  if ('code' in reading) return { ok: false, refusal: reading };
  const [payee, ...others] = reading.payees;
  if (reading.amount === null || payee === undefined) return refuse('standing_how');
  if (others.length > 0) return refuse('standing_one_payee');
  const memo = cleanMemo(reading.memo.join(' '));
  if (!memo.ok) return memo;
  const amount = amountOf(reading, context);
  if (amount.status === 'refused') return { ok: false, refusal: amount.refusal };
  return ok({ payee, memo: memo.value, amount });
}

function withPlan({ payee, memo, amount }: Whom, said: StandingPlan): StandingCommand {
  const rest = { payee, memo, plan: said };
  if (amount.status === 'refused') throw new TypeError('An amount that was refused is no command');
  return amount.status === 'parsed'
    ? { verb: 'schedule', amount: amount.money, ...rest }
    : { verb: 'schedule_which', text: amount.text, readings: amount.readings, ...rest };
}

const repeats = wordList<Pick<Repeat, 'unit' | 'every'>>({
  day: { unit: 'day', every: 1 },
  week: { unit: 'week', every: 1 },
  fortnight: { unit: 'week', every: 2 },
  month: { unit: 'month', every: 1 },
  year: { unit: 'year', every: 1 },
});

const never = /^(?:never|nie|niemals|none|-|–)?$/iu;

/** The form's answer, each field read by the rules of what is typed. */
export function parseScheduleForm(
  values: InboundEventOf<'form'>['values'],
  context: GrammarContext,
): Result<StandingCommand> {
  const space = { type: 'text' as const, text: ' ' };
  const whom = whomAndHowMuch(tokens([...(values.who ?? []), space, ...(values.amount ?? [])]), context);
  if (!whom.ok) return whom;
  const start = tokens(values.start ?? []);
  const begun = takeWhen(start, context, { hasAmount: true });
  if (!begun.ok) return begun;
  if (begun.value.rest.length > 0) return refuse('day_unknown', { text: textOf(start).slice(0, 60) });
  const first = begun.value.plan;
  const repeat = repeats[textOf(tokens(values.repeat ?? []))];
  if (repeat === undefined)
    return understood(first === null ? refuse('standing_when') : ok(withPlan(whom.value, first)));
  if (first?.repeat) return refuse('standing_twice', { text: textOf(start).slice(0, 60) });
  const end = endOf(textOf(tokens(values.end ?? [])), context);
  if (!end.ok) return end;
  const whole = { ...repeat, on: null, ...end.value };
  return understood(
    ok(withPlan(whom.value, { from: first?.from ?? null, time: first?.time ?? null, repeat: whole })),
  );
}

/** `never`, `12`, `12 times`, `31 May 2027`. */
function endOf(text: string, context: GrammarContext): Result<Pick<Repeat, 'count' | 'until'>> {
  if (never.test(text)) return ok({ count: null, until: null });
  const count = /^(\d{1,4})\s*(?:times|mal|x)?$/iu.exec(text)?.[1];
  if (count !== undefined) return ok({ count: Number(count), until: null });
  const day = text.replace(/^(?:until|till|bis(?:\s+zum)?)\s+/iu, '');
  const read = takeWhen(tokens([{ type: 'text', text: `on ${day}` }]), context);
  if (!read.ok) return read;
  const until = read.value.rest.length === 0 ? read.value.plan?.from : undefined;
  return until ? ok({ count: null, until }) : refuse('day_unknown', { text: text.slice(0, 60) });
}
