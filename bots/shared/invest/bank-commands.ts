/** `/bank asset`, as operators type it. */
import { z } from 'zod';
import {
  ASSET_KINDS,
  type AssetKind,
  decimalText,
  ok,
  PRICE_SOURCES,
  type PriceSource,
  parseAmount,
  type Refusal,
  type Result,
  readCurrency,
  refuse,
} from '../../../core/index.ts';
import type { SubcommandSpec } from '../command.ts';
import { daySchema, wholeDate } from '../date.ts';
import { plainLine } from '../memo.ts';
import { type GrammarContext, unmistakable } from '../reading.ts';
import { moneySchema } from '../schema.ts';
import { type Token, textOf } from '../tokens.ts';
import { CURRENCY_NAMES, wordList } from '../words.ts';
import { definedAsset, unknownAsset } from './commands.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';

export const bankAssetSubcommand = {
  name: 'asset',
  usage:
    '[ACME Acme plc decimals 6 kind security in GBP price 12.50 | ACME price 13 from 2026-12-01 | ACME source feed | ACME issue 1000]',
  options: [
    { name: 'asset', type: 'text', required: false },
    { name: 'name', type: 'text', required: false, lead: 'name' },
    { name: 'decimals', type: 'text', required: false, lead: 'decimals' },
    { name: 'kind', type: 'choice', required: false, choices: [...ASSET_KINDS], lead: 'kind' },
    { name: 'in', type: 'text', required: false, lead: 'in' },
    { name: 'price', type: 'text', required: false, lead: 'price' },
    { name: 'from', type: 'text', required: false, lead: 'from' },
    { name: 'source', type: 'choice', required: false, choices: [...PRICE_SOURCES], lead: 'source' },
    { name: 'issue', type: 'text', required: false, lead: 'issue' },
    { name: 'redeem', type: 'text', required: false, lead: 'redeem' },
  ],
  words: { en, de },
} satisfies SubcommandSpec;

const bankAssetSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('bank_assets') }),
  z.object({
    verb: z.literal('bank_asset_define'),
    code: z.string(),
    name: z.string(),
    exponent: z.int().min(0).max(18),
    kind: z.enum(ASSET_KINDS),
    quote: z.string().nullable(),
    price: z.string().nullable(),
    source: z.enum(PRICE_SOURCES),
  }),
  z.object({
    verb: z.literal('bank_asset_price'),
    asset: z.string(),
    price: z.string(),
    from: daySchema.nullable(),
  }),
  z.object({ verb: z.literal('bank_asset_source'), asset: z.string(), source: z.enum(PRICE_SOURCES) }),
  z.object({ verb: z.literal('bank_asset_issue'), out: z.boolean(), units: moneySchema }),
]);

export type BankAsset = z.infer<typeof bankAssetSchema>;

export function parseBankAsset(words: readonly Token[], context: GrammarContext): Result<BankAsset> {
  const result = bankAsset(words, context);
  return result.ok ? ok(bankAssetSchema.parse(result.value)) : result;
}

const keys = wordList<Key>({
  name: 'name',
  decimals: 'decimals',
  stellen: 'decimals',
  nachkommastellen: 'decimals',
  kind: 'kind',
  art: 'kind',
  in: 'quote',
  price: 'price',
  preis: 'price',
  kurs: 'price',
  source: 'source',
  quelle: 'source',
  from: 'from',
  ab: 'from',
  issue: 'issue',
  ausgeben: 'issue',
  redeem: 'redeem',
  einziehen: 'redeem',
});
type Key = 'name' | 'decimals' | 'kind' | 'quote' | 'price' | 'source' | 'from' | 'issue' | 'redeem';

const kinds = wordList<AssetKind>({
  security: 'security',
  share: 'security',
  fund: 'security',
  wertpapier: 'security',
  aktie: 'security',
  fonds: 'security',
  crypto: 'crypto',
  krypto: 'crypto',
  commodity: 'commodity',
  rohstoff: 'commodity',
  other: 'other',
  sonstiges: 'other',
});

const sources = wordList<PriceSource>({
  feed: 'feed',
  kursquelle: 'feed',
  operator: 'operator',
  hand: 'operator',
});

const refused = (refusal: Refusal) => ({ ok: false as const, refusal });
const unexpected = (text: string) => refuse('input_unexpected', { text: plainLine(text).slice(0, 40) });

type Said = Partial<Record<Key, readonly Token[]>>;

/** What stands behind each key word; before the first, the name. In a name `in` and `source` are words like any other: `Gold in bars`. */
function saidIn(words: readonly Token[], context: GrammarContext): Result<Said> {
  const said: Partial<Record<Key, Token[]>> = {};
  let key: Key = 'name';
  for (const [at, word] of words.entries()) {
    const next = keyOf(word, words[at + 1], key, context);
    if (next === undefined) said[key] = [...(said[key] ?? []), word];
    else if (said[next] !== undefined) return unexpected(word.raw);
    else {
      key = next;
      said[key] = [];
    }
  }
  return ok(said);
}

function keyOf(
  word: Token,
  after: Token | undefined,
  within: Key,
  { assets, main }: GrammarContext,
): Key | undefined {
  const key = word.type === 'word' ? keys[word.raw.toLowerCase()] : undefined;
  if (within !== 'name' || after === undefined) return key;
  const isName =
    (key === 'quote' && readCurrency(after.raw, assets, main) === null) ||
    (key === 'source' && sources[after.raw.toLowerCase()] === undefined);
  return isName ? undefined : key;
}

function bankAsset(words: readonly Token[], context: GrammarContext): Result<BankAsset> {
  const [first, ...rest] = words;
  if (first === undefined) return ok({ verb: 'bank_assets' });
  const said = saidIn(rest, context);
  if (!said.ok) return said;
  const has = (...which: Key[]) => which.some((key) => said.value[key] !== undefined);
  const only = (...which: Key[]) => {
    const other = (Object.keys(said.value) as Key[]).find((key) => !which.includes(key));
    return other === undefined ? null : unexpected(other);
  };
  if (has('decimals', 'kind', 'quote', 'name') || keys[first.raw.toLowerCase()] !== undefined)
    return (
      only('name', 'decimals', 'kind', 'quote', 'price', 'source') ?? define(first.raw, said.value, context)
    );
  const asset = definedAsset(first.raw, context);
  if (asset === null) return refused(unknownAsset(first.raw, context));
  if (has('issue', 'redeem')) {
    const which = has('issue') ? ('issue' as const) : ('redeem' as const);
    const text = textOf(said.value[which]!);
    if (text === '') return refuse('amount_missing');
    const units = unmistakable(parseAmount(text, { ...context, main: asset }));
    if (!units.ok) return units;
    if (units.value.asset.code !== asset.code) return unexpected(text);
    return only(which) ?? ok({ verb: 'bank_asset_issue', out: which === 'redeem', units: units.value });
  }
  if (has('source')) {
    const source = sourceIn(said.value.source!);
    return (
      only('source') ??
      (source.ok ? ok({ verb: 'bank_asset_source', asset: asset.code, source: source.value }) : source)
    );
  }
  if (!has('price')) return refuse('price_unfit', { text: '' });
  return only('price', 'from') ?? setPrice(asset.code, said.value, context);
}

function sourceIn(words: readonly Token[]): Result<PriceSource> {
  const text = textOf(words);
  const source = sources[text.toLowerCase()];
  return source === undefined ? unexpected(text || 'source') : ok(source);
}

function setPrice(asset: string, said: Said, context: GrammarContext): Result<BankAsset> {
  const price = priceIn(textOf(said.price!), context);
  if (!price.ok) return price;
  if (said.from?.length === 0) return unexpected('from');
  const from = said.from ? wholeDate(textOf(said.from), context.locale) : ok(null);
  return from.ok ? ok({ verb: 'bank_asset_price', asset, price: price.value, from: from.value }) : from;
}

/** Words that mean something else wherever an amount is typed are no codes. */
const isWord = (code: string): boolean =>
  keys[code.toLowerCase()] !== undefined || reserved.has(code.toLowerCase());
const reserved = new Set([
  ...Object.keys(CURRENCY_NAMES),
  ...'for für to and und each total all everything alles alle goal ziel off aus worth wert von cent cents penny pence thousand tausend hundred hundert million billion grand lakh crore dozen dutzend percent prozent'.split(
    ' ',
  ),
]);

function define(word: string, said: Said, context: GrammarContext): Result<BankAsset> {
  const code = word.toUpperCase();
  if (!/^[A-Z]{3,10}$/.test(code) || isWord(code))
    return refuse('asset_code_unfit', { text: plainLine(word).slice(0, 40) });
  const decimals = said.decimals ? textOf(said.decimals) : '';
  if (!/^\d{1,2}$/.test(decimals) || Number(decimals) > 18)
    return refuse('asset_decimals_unfit', { text: plainLine(decimals).slice(0, 40) });
  const kindWord = said.kind ? textOf(said.kind) : 'security';
  const kind = kinds[kindWord.toLowerCase()];
  if (kind === undefined) return unexpected(kindWord || 'kind');
  const currency = said.quote && textOf(said.quote);
  const quote = currency === undefined ? null : readCurrency(currency, context.assets, context.main);
  if (currency !== undefined && quote === null) return unexpected(currency || 'in');
  const price = said.price === undefined ? ok(null) : priceIn(textOf(said.price), context);
  if (!price.ok) return price;
  const source = said.source === undefined ? ok('operator' as const) : sourceIn(said.source);
  if (!source.ok) return source;
  const name = (said.name ?? []).map((one) => (one.type === 'quoted' ? one.text : one.raw)).join(' ');
  return ok({
    verb: 'bank_asset_define',
    code,
    name: name || code,
    exponent: Number(decimals),
    kind,
    quote: quote?.code ?? null,
    price: price.value,
    source: source.value,
  });
}

/** As decimals are written where its operator is; with twelve of them at most. */
export function priceIn(text: string, context: GrammarContext): Result<string> {
  const unfit = refuse('price_unfit', { text: plainLine(text).slice(0, 40) });
  // The currency may stand there, too: it is what the asset is dealt in, and nothing is read out of it.
  const parsed = parseAmount(text.replace(/^\p{Sc}\s?/u, ''), {
    ...context,
    assets: [],
    main: { code: 'PRICE', exponent: 12 },
  });
  if (parsed.status !== 'parsed') return unfit;
  return ok(decimalText(parsed.money).replace(/\.?0+$/, ''));
}
