/** `/shop`, as it is typed and as its form is filled in. */
import { z } from 'zod';
import { ok, type Result, refuse } from '../../../core/index.ts';
import { type CommandSpec, type OptionSpec, option } from '../command.ts';
import { readCount, readDuration } from '../counts.ts';
import type { InboundEventOf } from '../event.ts';
import { cleanMemo, plainLine } from '../memo.ts';
import { type GrammarContext, isNumeric } from '../reading.ts';
import { moneySchema, whoSchema } from '../schema.ts';
import { type Token, textOf, tokens } from '../tokens.ts';
import { readWho, whoOf } from '../who.ts';
import { wordList } from '../words.ts';
import { type Clauses, itemText, numberOf, priceOf, readClauses, whenOf } from './reading.ts';

const item: OptionSpec = { name: 'item', type: 'text', required: true };
const clauses: OptionSpec[] = [
  { name: 'stock', type: 'text', required: false, lead: 'stock' },
  { name: 'limit', type: 'text', required: false, lead: 'limit' },
  option.memo,
];

export const shopSpec: CommandSpec = {
  name: 'shop',
  usage:
    '[add "T-shirt M" 15 [stock 20] | event "Concert" 12 on 24 Dec at 20:00 | buy t-shirt [2] | show | edit | stock | remove | staff | cancel ITEM | mine]',
  audience: 'conversation',
  operator: false,
  options: [],
  subcommands: [
    { name: 'list', usage: '', options: [] },
    {
      name: 'buy',
      usage: 't-shirt [2]',
      options: [item, { name: 'quantity', type: 'text', required: false }],
    },
    {
      name: 'add',
      usage: '"T-shirt M" 15 [GBP] [stock 20] [limit 2] [for cotton, blue]',
      // Not required: without them there is a form.
      options: [
        { name: 'name', type: 'text', required: false },
        { name: 'price', type: 'text', required: false },
        option.currency,
        ...clauses,
      ],
    },
    {
      name: 'event',
      usage: '"Concert" 12 [GBP] on 24 Dec at 20:00 [place Town Hall] [stock 100] [limit 4] [refund 2 days]',
      options: [
        { name: 'name', type: 'text', required: false },
        { name: 'price', type: 'text', required: false },
        option.currency,
        { name: 'date', type: 'text', required: false, lead: 'on' },
        { name: 'place', type: 'text', required: false, lead: 'place' },
        ...clauses.slice(0, 2),
        { name: 'refund', type: 'text', required: false, lead: 'refund' },
        option.memo,
      ],
    },
    { name: 'staff', usage: 'concert @bob', options: [item, option.person] },
    { name: 'cancel', usage: 'concert', options: [item] },
    { name: 'show', usage: 't-shirt', options: [item] },
    {
      name: 'edit',
      usage: 't-shirt [price 16] [name "T-shirt, blue"] [limit 3] [for cotton]',
      options: [
        item,
        { name: 'price', type: 'text', required: false, lead: 'price' },
        { name: 'name', type: 'text', required: false, lead: 'name' },
        ...clauses.slice(1),
      ],
    },
    {
      name: 'stock',
      usage: 't-shirt 20 | +5 | unlimited',
      options: [item, { name: 'left', type: 'text', required: true }],
    },
    { name: 'remove', usage: 't-shirt', options: [item] },
    { name: 'mine', usage: '', options: [] },
  ],
};

const name = z.string().min(1).max(400);
const count = z.int().nullable();

const shopSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('list'), page: z.int().min(1) }),
  z.object({ verb: z.enum(['mine', 'form', 'event_form']) }),
  z.object({ verb: z.enum(['show', 'remove', 'cancel']), item: name }),
  z.object({ verb: z.literal('staff'), item: name, who: whoSchema }),
  /** `whole`: the line as it was typed, of which the last word may be the item's own. */
  z.object({ verb: z.literal('buy'), item: name, quantity: count, whole: name }),
  z.object({
    verb: z.literal('add'),
    name,
    price: moneySchema,
    stock: count,
    per_person: count,
    description: z.string().max(2000).nullable(),
    event: z
      .object({
        day: z.string(),
        time: z.int().min(0).max(1439),
        zone: z.string(),
        place: z.string().max(2000).nullable(),
        refund_before_ms: z.int().positive().nullable(),
      })
      .optional(),
  }),
  z.object({
    verb: z.literal('edit'),
    item: name,
    name: name.optional(),
    price: moneySchema.optional(),
    /** It was said in which currency. */
    isNamed: z.boolean(),
    per_person: count.optional(),
    description: z.string().max(2000).nullable().optional(),
  }),
  z.object({
    verb: z.literal('stock'),
    item: name,
    to: z.union([z.object({ left: count }), z.object({ by: z.int() })]),
  }),
]);

export type ShopCommand = z.infer<typeof shopSchema>;
export type ShopCommandOf<V extends ShopCommand['verb']> = Extract<ShopCommand, { verb: V }>;

type Verb =
  | 'list'
  | 'buy'
  | 'add'
  | 'event'
  | 'show'
  | 'edit'
  | 'stock'
  | 'remove'
  | 'staff'
  | 'cancel'
  | 'mine';

const verbs = wordList<Verb>({
  list: 'list',
  liste: 'list',
  buy: 'buy',
  kaufen: 'buy',
  add: 'add',
  sell: 'add',
  anbieten: 'add',
  show: 'show',
  zeigen: 'show',
  edit: 'edit',
  ändern: 'edit',
  stock: 'stock',
  bestand: 'stock',
  remove: 'remove',
  entfernen: 'remove',
  event: 'event',
  veranstaltung: 'event',
  staff: 'staff',
  einlass: 'staff',
  cancel: 'cancel',
  absagen: 'cancel',
  mine: 'mine',
  meine: 'mine',
});

export function parseShop(words: readonly Token[], context: GrammarContext): Result<ShopCommand> {
  const result = shopCommand(words, context);
  return result.ok ? ok(shopSchema.parse(result.value)) : result;
}

const unexpected = (words: readonly Token[]): Result<never> =>
  refuse('input_unexpected', { text: plainLine(textOf(words)).slice(0, 80) });

function shopCommand(words: readonly Token[], context: GrammarContext): Result<ShopCommand> {
  const [first, ...rest] = words;
  if (first === undefined) return ok({ verb: 'list', page: 1 });
  const verb = first.type === 'word' ? verbs[first.raw.toLowerCase()] : undefined;
  switch (verb) {
    case 'list':
      return listCommand(rest);
    case 'mine':
      return rest.length > 0 ? unexpected(rest) : ok({ verb });
    case 'buy':
      return buyCommand(rest);
    case 'add':
      return rest.length === 0 ? ok({ verb: 'form' }) : addCommand(rest, context);
    case 'event':
      return rest.length === 0 ? ok({ verb: 'event_form' }) : eventCommand(rest, context);
    case 'staff':
      return staffCommand(rest, context);
    case 'show':
    case 'remove':
    case 'cancel':
      return aboutItem(rest, (text) => ok({ verb, item: text }));
    case 'edit':
      return editCommand(rest, context);
    case 'stock':
      return stockCommand(rest);
    default:
      return refuse('command_unknown', { text: plainLine(`shop ${first.raw}`).slice(0, 40) });
  }
}

/** Pages that anybody turns to. */
const page_max = 1_000;

function listCommand(words: readonly Token[]): Result<ShopCommand> {
  if (words.length === 0) return ok({ verb: 'list', page: 1 });
  const page = words.length === 1 ? readCount(words[0]!.raw, page_max) : null;
  return page === null ? unexpected(words) : ok({ verb: 'list', page });
}

function aboutItem(
  words: readonly Token[],
  then: (text: string) => Result<ShopCommand>,
): Result<ShopCommand> {
  const text = itemText(words);
  return text === '' ? refuse('shop_item_unknown', { text: '', choices: [] }) : then(text);
}

/** `t-shirt 2`: the last word is how many, where it is a number. What is nearly a number is refused, never taken for a name. */
function buyCommand(words: readonly Token[]): Result<ShopCommand> {
  const last = words.at(-1);
  const whole = itemText(words);
  if (words.length < 2 || !isNumeric(last))
    return aboutItem(words, (text) => ok({ verb: 'buy', item: text, quantity: null, whole }));
  const quantity = numberOf(last!.raw, 'quantity');
  if (!quantity.ok) return quantity;
  return aboutItem(words.slice(0, -1), (text) =>
    ok({ verb: 'buy', item: text, quantity: quantity.value, whole }),
  );
}

function addCommand(words: readonly Token[], context: GrammarContext): Result<ShopCommand> {
  const split = readClauses(words, ['stock', 'limit', 'for']);
  return split.ok ? soldOf(split.value, context) : split;
}

/** What everything for sale has. */
function soldOf(
  { head, said }: { head: readonly Token[]; said: Clauses },
  context: GrammarContext,
): Result<ShopCommandOf<'add'>> {
  const priced = priceOf(head, context);
  if (!priced.ok) return priced;
  const called = itemText(priced.value.rest);
  if (called === '') return refuse('shop_how');
  const stock = said.stock === undefined ? ok(null) : numberOf(itemText(said.stock), 'stock');
  if (!stock.ok) return stock;
  const limit = said.limit === undefined ? ok(null) : numberOf(itemText(said.limit), 'limit');
  if (!limit.ok) return limit;
  const description = memoOf(said);
  if (!description.ok) return description;
  return ok({
    verb: 'add',
    name: called,
    price: priced.value.price,
    stock: stock.value,
    per_person: limit.value,
    description: description.value ?? null,
  });
}

function eventCommand(words: readonly Token[], context: GrammarContext): Result<ShopCommand> {
  const split = readClauses(words, ['on', 'place', 'stock', 'limit', 'refund', 'for']);
  if (!split.ok) return split;
  const { said } = split.value;
  const sold = soldOf(split.value, context);
  if (!sold.ok) return sold;
  if (said.on === undefined) return refuse('shop_event_how');
  const event = eventOf(
    textOf(said.on),
    said.place && itemText(said.place),
    said.refund && itemText(said.refund),
    context,
  );
  return event.ok ? ok({ ...sold.value, event: event.value }) : event;
}

function eventOf(
  when: string,
  place: string | undefined,
  refund: string | undefined,
  context: GrammarContext,
): Result<NonNullable<ShopCommandOf<'add'>['event']>> {
  const moment = whenOf(when, context);
  if (!moment.ok) return moment;
  const [amount = '', unit] = (refund ?? '').split(/\s+/);
  const duration = refund === undefined ? null : readDuration(amount, unit);
  if (refund !== undefined && duration === null) return refuse('shop_event_how');
  return ok({
    ...moment.value,
    zone: context.zone ?? 'UTC',
    place: place ?? null,
    refund_before_ms: duration?.ms ?? null,
  });
}

/** `concert @bob`. */
function staffCommand(words: readonly Token[], context: GrammarContext): Result<ShopCommand> {
  const last = words.at(-1);
  if (last === undefined) return refuse('shop_event_how');
  const who = last.type === 'person' ? whoOf(last.person) : readWho(last.raw, context.speaker);
  if (who === null) return refuse('payee_missing');
  if (who === 'nobody') return refuse('payee_unknown', { payee: last.raw });
  return aboutItem(words.slice(0, -1), (text) => ok({ verb: 'staff', item: text, who }));
}

/** Undefined: nothing was said. */
function memoOf({ for: words }: Clauses): Result<string | null | undefined> {
  return words === undefined ? ok(undefined) : cleanMemo(textOf(words));
}

function editCommand(words: readonly Token[], context: GrammarContext): Result<ShopCommand> {
  const split = readClauses(words, ['price', 'name', 'limit', 'for']);
  if (!split.ok) return split;
  const { head, said } = split.value;
  const price = said.price === undefined ? ok(null) : priceOf(said.price, context);
  if (!price.ok) return price;
  if (price.value && price.value.rest.length > 0) return unexpected(price.value.rest);
  const limit = said.limit === undefined ? ok(undefined) : numberOf(itemText(said.limit), 'limit');
  if (!limit.ok) return limit;
  const description = memoOf(said);
  if (!description.ok) return description;
  const called = said.name === undefined ? undefined : itemText(said.name);
  if (called === '') return refuse('shop_edit_how');
  return aboutItem(head, (text) =>
    ok({
      verb: 'edit',
      item: text,
      isNamed: price.value?.isNamed ?? false,
      ...(called !== undefined && { name: called }),
      ...(price.value && { price: price.value.price }),
      ...(limit.value !== undefined && { per_person: limit.value }),
      ...(description.value !== undefined && { description: description.value }),
    }),
  );
}

/** `20`: so many are left; `+5`, `-3`: so many more or fewer; `unlimited`. */
function stockCommand(words: readonly Token[]): Result<ShopCommand> {
  const [to, named] = [words.at(-1), words.slice(0, -1)];
  if (to === undefined || named.length === 0) return refuse('shop_edit_how');
  const sign = /^[+\-−]/.exec(to.raw)?.[0];
  const number = numberOf(sign === undefined ? to.raw : to.raw.slice(1), 'stock');
  if (!number.ok) return number;
  if (sign !== undefined && number.value === null) return refuse('shop_edit_how');
  const change =
    sign === undefined ? { left: number.value } : { by: sign === '+' ? number.value! : -number.value! };
  return aboutItem(named, (text) => ok({ verb: 'stock', item: text, to: change }));
}

/** As of anything else for sale; with when and where. */
export function parseEventForm(
  values: InboundEventOf<'form'>['values'],
  context: GrammarContext,
): Result<ShopCommandOf<'add'>> {
  const sold = parseShopForm(values, context);
  if (!sold.ok) return sold;
  const textIn = (field: string) => itemText(tokens(values[field] ?? []));
  const event = eventOf(textIn('date'), textIn('place') || undefined, undefined, context);
  return event.ok ? ok({ ...sold.value, event: event.value }) : event;
}

/** The form's answer, read as if it had been typed: the same rules. */
export function parseShopForm(
  values: InboundEventOf<'form'>['values'],
  context: GrammarContext,
): Result<ShopCommandOf<'add'>> {
  const wordsOf = (field: string): Token[] => tokens(values[field] ?? []);
  const priced = priceOf(wordsOf('price'), context);
  if (!priced.ok) return priced;
  if (priced.value.rest.length > 0) return unexpected(priced.value.rest);
  const called = itemText(wordsOf('name'));
  if (called === '') return refuse('shop_how');
  const [stockText, limitText] = [itemText(wordsOf('stock')), itemText(wordsOf('limit'))];
  const stock = stockText === '' ? ok(null) : numberOf(stockText, 'stock');
  if (!stock.ok) return stock;
  const limit = limitText === '' ? ok(null) : numberOf(limitText, 'limit');
  if (!limit.ok) return limit;
  const description = cleanMemo(textOf(wordsOf('memo')));
  if (!description.ok) return description;
  return ok({
    verb: 'add',
    name: called,
    price: priced.value.price,
    stock: stock.value,
    per_person: limit.value,
    description: description.value,
  });
}
