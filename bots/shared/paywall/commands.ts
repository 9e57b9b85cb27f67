/** `/paywall`, as it is typed and as its form is filled in. */
import { z } from 'zod';
import { type Money, ok, type Result, readReference, refuse } from '../../../core/index.ts';
import { type CommandSpec, option } from '../command.ts';
import type { Argument, InboundEventOf } from '../event.ts';
import { cleanMemo, plainLine } from '../memo.ts';
import { isCurrency, readPrice, readTypedPrice } from '../price.ts';
import { type GrammarContext, isNumeric } from '../reading.ts';
import { moneySchema } from '../schema.ts';
import { linesOf, type Token, textOf } from '../tokens.ts';
import { wordList } from '../words.ts';

export const paywallSpec: CommandSpec = {
  name: 'paywall',
  usage: '2 [GBP] [title] | list | CODE | [edit|withdraw] CODE',
  audience: 'conversation',
  operator: false,
  takesFile: true,
  options: [
    { name: 'action', type: 'choice', required: false, choices: ['list', 'edit', 'withdraw'] },
    { name: 'reference', type: 'text', required: false },
    // Not required: without it there is a form. What is behind it is never an option: others may see which options somebody used.
    { ...option.amount, required: false },
    option.currency,
    { name: 'title', type: 'text', required: false },
  ],
};

const reference = z.string().regex(/^pst_[0-9A-Z]{10}$/);
const title = z.string().max(1000).nullable();
/** Read strictly by core; here only bounded. */
const content = z.string().max(20_000).nullable();

const commandSchema = z.discriminatedUnion('verb', [
  /** Without a text what is behind it is the file that came along, or is asked for in the form. */
  z.object({ verb: z.literal('offer'), price: moneySchema, title, text: content }),
  z.object({ verb: z.literal('form') }),
  z.object({ verb: z.literal('list') }),
  z.object({ verb: z.literal('open'), reference }),
  z.object({ verb: z.literal('withdraw'), reference }),
  /** What is absent stays as it is; the price is read when its currency is known. */
  z.object({
    verb: z.literal('edit'),
    reference,
    price: z.string().max(200).nullable(),
    title,
    text: content,
  }),
]);

export type PaywallCommand = z.infer<typeof commandSchema>;
export type PaywallCommandOf<V extends PaywallCommand['verb']> = Extract<PaywallCommand, { verb: V }>;

const verbs = wordList<'edit' | 'withdraw'>({
  edit: 'edit',
  bearbeiten: 'edit',
  ändern: 'edit',
  withdraw: 'withdraw',
  zurückziehen: 'withdraw',
});

const lists = /^(list|liste|takings|einnahmen)$/i;

export function parsePaywall(words: readonly Token[], context: GrammarContext): Result<PaywallCommand> {
  const understood = understand(words, context);
  return understood.ok ? ok(commandSchema.parse(understood.value)) : understood;
}

function understand(words: readonly Token[], context: GrammarContext): Result<PaywallCommand> {
  const [first, second, ...rest] = words;
  if (!first) return ok({ verb: 'form' });
  if (first.type === 'person') return unexpected([first]);
  const others = words.slice(1);
  if (lists.test(first.raw)) return others.length === 0 ? ok({ verb: 'list' }) : unexpected(others);
  const code = readReference(first.raw, ['pst']);
  if (code !== null) return others.length === 0 ? ok({ verb: 'open', reference: code }) : unexpected(others);
  const verb = verbs[first.raw.toLowerCase()];
  if (verb === undefined) return offering(words, context);
  const about = second ? readReference(second.raw, ['pst']) : null;
  if (about === null) return refuse('paywall_unknown', { text: plainLine(second?.raw ?? '').slice(0, 80) });
  if (verb === 'edit') return editing(about, rest);
  return rest.length === 0 ? ok({ verb, reference: about }) : unexpected(rest);
}

const unexpected = (words: readonly Token[]): Result<never> =>
  refuse('input_unexpected', { text: plainLine(textOf(words)).slice(0, 80) });

/** The price and the title stand in the first line; what is behind it begins with the second. */
function offering(words: readonly Token[], context: GrammarContext): Result<PaywallCommand> {
  const priced = readPrice(words, context);
  if (!priced.ok) return priced;
  const said = readSaid(words.slice(priced.value.words));
  return said.ok ? ok({ verb: 'offer', price: priced.value.price, ...said.value }) : said;
}

function editing(code: string, words: readonly Token[]): Result<PaywallCommand> {
  const end = isNumeric(words[0]) ? 1 : 0;
  const currency = end === 1 && isCurrency(words[1]) ? 1 : 0;
  const price = end === 0 ? null : textOf(words.slice(0, end + currency));
  const said = readSaid(words.slice(end + currency));
  return said.ok ? ok({ verb: 'edit', reference: code, price, ...said.value }) : said;
}

function readSaid(words: readonly Token[]): Result<{ title: string | null; text: string | null }> {
  const line = words.findIndex(({ breaks = 0 }) => breaks > 0);
  const end = line === -1 ? words.length : line;
  const named = cleanMemo(textOf(words.slice(0, end)));
  if (!named.ok) return named;
  return ok({ title: named.value, text: linesOf(words.slice(end)).slice(0, 20_000) || null });
}

export interface FilledIn {
  price: Money;
  title: string | null;
  teaser: string | null;
  text: string | null;
}

/** What stands in a field, line by line. A mention is its name. */
const fieldText = (given: readonly Argument[] = []): string =>
  given
    .map((one) => (one.type === 'text' ? one.text : `@${one.name}`))
    .join('')
    .trim();

/** The form's answer. A bare price is in the currency of `main`, and in an edit in no other. */
export function parsePaywallForm(
  values: InboundEventOf<'form'>['values'],
  context: GrammarContext,
): Result<FilledIn> {
  const typed = fieldText(values.price);
  if (typed === '') return refuse('amount_missing');
  const price = readTypedPrice(typed, context);
  if (!price.ok) return price;
  const name = cleanMemo(fieldText(values.title));
  if (!name.ok) return name;
  const teaser = cleanMemo(fieldText(values.teaser));
  if (!teaser.ok) return teaser;
  return ok({
    price: price.value,
    title: name.value,
    teaser: teaser.value,
    text: fieldText(values.text) || null,
  });
}
