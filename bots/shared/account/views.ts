/** What is only for the person themselves: the balance and the last payments. */
import type { HistoryLine, Money, NoticeOf } from '../../../core/index.ts';
import { type Card, cardLimits, type Field, type Span } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import { type Scene as AnyScene, bold, card, nameOf, sentences, spansText, text } from '../views/parts.ts';
import type { AccountMessages } from './messages.ts';

type Scene = AnyScene<AccountMessages>;

const isNothing = (amount: Money): boolean => /^-?0+$/.test(amount.minor);

export function balanceView(notice: NoticeOf<'balance'>, { words, language }: Scene): Card {
  const { balances, frozen, savings, worth } = notice;
  const [only] = balances;
  const single = balances.length === 1 ? only! : null;
  const fields = [
    ...(single
      ? holdFields(single, { words, language })
      : balances.map((each) => assetField(each, { words, language }))),
    ...balances.flatMap((each) => creditFields(each, notice, { words, language })),
    ...(savings.length === 0
      ? []
      : [{ label: words.balance.savings, value: [text(language.list(savings.map(language.money)))] }]),
    ...balances.flatMap((each) => interestFields(each, notice, { words, language })),
  ];
  const lines = [
    frozen ? words.balance.frozen : null,
    worth ? words.balance.worth(language.money(worth.total), language.day(worth.date)) : null,
  ].flatMap((line) => (line === null ? [] : [line]));
  const title = single ? words.balance.title(language.money(single.balance)) : words.balance.titleMany;
  return card({
    tone: frozen ? 'bad' : 'neutral',
    title,
    lines: lines.map((line) => [text(line)]),
    fields,
    fallback: sentences(
      title,
      ...fields.slice(0, cardLimits.fields).map(({ label, value }) => `${label}: ${spansText(value)}`),
      ...lines,
    ),
  });
}

type Balance = NoticeOf<'balance'>['balances'][number];
type Words = Pick<Scene, 'words' | 'language'>;

/** One currency needs no table, unless something is on its way out. */
function holdFields({ held, available }: Balance, { words, language }: Words): Field[] {
  if (isNothing(held)) return [];
  return [
    { label: words.balance.available, value: [bold(language.money(available))] },
    { label: words.balance.held, value: [text(language.money(held))] },
  ];
}

const viewOfWallet = ({ balance }: Balance, { interest }: NoticeOf<'balance'>) =>
  interest.find(({ asset, purpose }) => asset === balance.asset.code && purpose === 'wallet');

/** With several currencies, each field says which. */
const labelled = (label: string, { balance }: Balance, { balances }: NoticeOf<'balance'>): string =>
  balances.length === 1 ? label : `${label} · ${balance.asset.code}`;

function creditFields(each: Balance, notice: NoticeOf<'balance'>, { words, language }: Words): Field[] {
  const line = viewOfWallet(each, notice)?.credit_line;
  if (!line) return [];
  const value = words.balance.spendableOf(language.money(each.spendable), language.money(line));
  return [{ label: labelled(words.balance.spendable, each, notice), value: [text(value)] }];
}

function interestFields(each: Balance, notice: NoticeOf<'balance'>, { words, language }: Words): Field[] {
  const view = viewOfWallet(each, notice);
  if (!view) return [];
  const { earned, charged, earned_ppm, charged_ppm, credit_line } = view;
  const isOwing = credit_line !== null || each.balance.minor.startsWith('-');
  const value = words.balance.interestOf({
    earned: isNothing(earned) ? null : language.money(earned),
    charged: isNothing(charged) ? null : language.money(charged),
    earns: earned_ppm === 0 ? null : language.percent(earned_ppm),
    costs: charged_ppm === 0 || !isOwing ? null : language.percent(charged_ppm),
  });
  return value === ''
    ? []
    : [{ label: labelled(words.balance.interest, each, notice), value: [text(value)] }];
}

const assetField = ({ balance, held, available }: Balance, { words, language }: Words): Field => ({
  label: balance.asset.code,
  value: [
    bold(language.money(balance)),
    ...(isNothing(held)
      ? []
      : [text(` · ${words.balance.availableOf(language.money(available), language.money(held))}`)]),
  ],
});

export function historyView({ lines }: NoticeOf<'history'>, scene: Scene): Card {
  const { words, common, language } = scene;
  const newest = lines.find(({ savings }) => !savings);
  const shown = lines.slice(0, cardLimits.fields).map((line) => historyField(line, scene));
  return card({
    title: words.history.title,
    lines: lines.length === 0 ? [[text(words.history.empty)]] : [],
    fields: shown,
    fallback: sentences(
      words.history.title,
      ...(shown.length === 0
        ? [words.history.empty]
        : shown.map(({ label, value }) => `${label}: ${spansText(value)}`)),
      newest === undefined ? null : common.balanceNow(language.money(newest.balance)),
    ),
  });
}

const exchangedText = (
  { counter, rate: { one, is, of } }: NonNullable<HistoryLine['exchanged']>,
  { words, language }: Words,
): string =>
  words.history.exchanged(language.money(counter), {
    one: one.code,
    is: language.decimal(is),
    of: of.code,
  });

const memoUnits = 48;

function historyField(line: HistoryLine, { words, codes, language, context }: Scene): Field {
  const outgoing = line.amount.minor.startsWith('-');
  const amount = `${outgoing ? '' : '+'}${language.money(line.amount)}`;
  const who = line.counterparty === null ? null : nameOf(line.counterparty, context);
  const direction = who === null ? null : outgoing ? words.history.to(who) : words.history.from(who);
  const named = direction ?? codes[line.code] ?? line.code;
  const what = line.savings ? `${words.balance.savings} · ${named}` : named;
  const memo = line.memo === null ? [] : [text(` · ${clip(plainLine(line.memo), memoUnits)}`)];
  const exchanged = line.exchanged ? [text(` · ${exchangedText(line.exchanged, { words, language })}`)] : [];
  const value: Span[] = [bold(amount), ...exchanged, ...memo, text(` · ${line.reference}`)];
  return { label: `${language.dayShort(line.at)} · ${what}`, value };
}
