/** `/buy`, `/sell` and `/portfolio`, as they are typed. */
import { z } from 'zod';
import {
  type Asset,
  findAsset,
  type Money,
  ok,
  parseAmount,
  type Refusal,
  type Result,
  refuse,
} from '../../../core/index.ts';
import { type CommandSpec, option } from '../command.ts';
import { plainLine } from '../memo.ts';
import { type GrammarContext, unmistakable } from '../reading.ts';
import { moneySchema } from '../schema.ts';
import type { Token } from '../tokens.ts';
import { CURRENCY_NAMES } from '../words.ts';

const options: CommandSpec['options'] = [
  { ...option.amount, required: false },
  { name: 'asset', type: 'text', required: false },
  { name: 'of', type: 'text', required: false, lead: 'of' },
];

export const buySpec: CommandSpec = {
  name: 'buy',
  usage: '[2 ACME | 50 of ACME]',
  audience: 'private',
  operator: false,
  options,
};

export const sellSpec: CommandSpec = {
  name: 'sell',
  usage: '2 ACME | 50 of ACME | all ACME',
  audience: 'private',
  operator: false,
  options,
};

export const portfolioSpec: CommandSpec = {
  name: 'portfolio',
  usage: '',
  audience: 'private',
  operator: false,
  options: [],
};

const investSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('market') }),
  z.object({ verb: z.literal('portfolio') }),
  z.object({
    verb: z.literal('trade'),
    side: z.enum(['buy', 'sell']),
    asset: z.string(),
    /** Of the asset so many units; of money so much worth of it; or all. */
    size: z.union([z.object({ units: moneySchema }), z.object({ worth: moneySchema }), z.literal('all')]),
  }),
]);

export type InvestCommand = z.infer<typeof investSchema>;

const checked = (result: Result<InvestCommand>): Result<InvestCommand> =>
  result.ok ? ok(investSchema.parse(result.value)) : result;

/** Alone it asks what there is. */
export const parseBuy = (words: readonly Token[], context: GrammarContext): Result<InvestCommand> =>
  checked(words.length === 0 ? ok({ verb: 'market' }) : trade('buy', words, context));

/** Alone it asks what one has. */
export const parseSell = (words: readonly Token[], context: GrammarContext): Result<InvestCommand> =>
  checked(words.length === 0 ? ok({ verb: 'portfolio' }) : trade('sell', words, context));

export const parsePortfolio = (words: readonly Token[]): Result<InvestCommand> =>
  words.length === 0 ? ok({ verb: 'portfolio' }) : { ok: false, refusal: unexpected(words[0]!.raw) };

/** Between an amount of money and what it is to be put into. */
const OF = new Set(['of', 'von', 'in']);
const WORTH = new Set(['worth', 'wert', 'für', 'for']);
const ALL = new Set(['all', 'everything', 'alles', 'alle']);

const unexpected = (text: string): Refusal => ({
  code: 'input_unexpected',
  text: plainLine(text).slice(0, 40),
});

/** What operators have defined, any case. */
export const definedAsset = (word: string, { assets }: GrammarContext): Asset | null =>
  assets.find(({ code }) => code === word.toUpperCase() && !findAsset(code)) ?? null;

const named_max = 5;

export const unknownAsset = (word: string, { assets }: GrammarContext): Refusal => ({
  code: 'asset_unknown',
  text: plainLine(word).slice(0, 40),
  known: assets
    .filter(({ code }) => !findAsset(code))
    .slice(0, named_max)
    .map(({ code }) => code),
});

/** `2 ACME`, `ACME 2`; `£50 ACME`, `50 of ACME`, `50 GBP worth of ACME`; `all ACME`. */
function trade(
  side: 'buy' | 'sell',
  words: readonly Token[],
  context: GrammarContext,
): Result<InvestCommand> {
  const person = words.find(({ type }) => type === 'person');
  if (person) return { ok: false, refusal: unexpected(person.raw) };
  const texts = words.map(({ raw }) => raw);
  const named = assetIn(texts, context);
  if ('code' in named) return { ok: false, refusal: named };
  const { asset, rest } = named;
  if (rest.length === 0) return refuse('amount_missing');
  const isMoney = OF.has(rest.at(-1)!.toLowerCase());
  const said = (isMoney ? rest.slice(0, -1) : rest).filter(
    (text) => !(isMoney && WORTH.has(text.toLowerCase())),
  );
  if (said.length === 1 && ALL.has(said[0]!.toLowerCase()))
    return side === 'sell'
      ? ok({ verb: 'trade', side, asset: asset.code, size: 'all' })
      : { ok: false, refusal: unexpected(said[0]!) };
  const amount = amountOf(said, { ...context, main: isMoney ? context.main : asset });
  if (!amount.ok) return amount;
  const size = amount.value.asset.code === asset.code ? { units: amount.value } : { worth: amount.value };
  return ok({ verb: 'trade', side, asset: asset.code, size });
}

function assetIn(
  texts: readonly string[],
  context: GrammarContext,
): { asset: Asset; rest: readonly string[] } | Refusal {
  const at = texts.findIndex((text) => definedAsset(text, context) !== null);
  if (at !== -1) {
    const rest = texts.filter((_, index) => index !== at);
    const again = rest.find((text) => definedAsset(text, context) !== null);
    return again === undefined ? { asset: definedAsset(texts[at]!, context)!, rest } : unexpected(again);
  }
  const word = texts.findLast((text) => /^\p{L}/u.test(text) && !OF.has(text.toLowerCase()));
  return word === undefined ? { code: 'asset_missing' } : unknownAsset(word, context);
}

function amountOf(texts: readonly string[], context: GrammarContext): Result<Money> {
  if (texts.length === 0) return refuse('amount_missing');
  // `1 000` is one amount to some and two to others: neither is taken for what was meant.
  const [, another] = texts.filter((text) => /\d/.test(text));
  if (another !== undefined) return { ok: false, refusal: unexpected(another) };
  const signs = texts.map((text) => CURRENCY_NAMES[text.toLowerCase()] ?? text);
  return unmistakable(parseAmount(signs.join(' '), context));
}
