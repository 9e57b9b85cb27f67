/** What is only for the person themselves: the balance and the last payments. */
import type { HistoryLine, Money, NoticeOf } from '../../../core/index.ts';
import { type Card, cardLimits, type Field, type Span } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import { type Scene as AnyScene, bold, card, nameOf, sentences, spansText, text } from '../views/parts.ts';
import type { AccountMessages } from './messages.ts';

type Scene = AnyScene<AccountMessages>;

const isNothing = (amount: Money): boolean => /^-?0+$/.test(amount.minor);

export function balanceView({ balances, frozen }: NoticeOf<'balance'>, { words, language }: Scene): Card {
  const [only] = balances;
  const single = balances.length === 1 ? only! : null;
  const fields = single
    ? holdFields(single, { words, language })
    : balances.map((each) => assetField(each, { words, language }));
  const title = single ? words.balance.title(language.money(single.balance)) : words.balance.titleMany;
  return card({
    tone: frozen ? 'bad' : 'neutral',
    title,
    lines: frozen ? [[text(words.balance.frozen)]] : [],
    fields,
    fallback: sentences(
      title,
      ...fields.slice(0, cardLimits.fields).map(({ label, value }) => `${label}: ${spansText(value)}`),
      frozen ? words.balance.frozen : null,
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
      lines[0] === undefined ? null : common.balanceNow(language.money(lines[0].balance)),
    ),
  });
}

const memoUnits = 48;

function historyField(line: HistoryLine, { words, codes, language, context }: Scene): Field {
  const outgoing = line.amount.minor.startsWith('-');
  const amount = `${outgoing ? '' : '+'}${language.money(line.amount)}`;
  const who = line.counterparty === null ? null : nameOf(line.counterparty, context);
  const direction = who === null ? null : outgoing ? words.history.to(who) : words.history.from(who);
  const what = direction ?? codes[line.code] ?? line.code;
  const memo = line.memo === null ? [] : [text(` · ${clip(plainLine(line.memo), memoUnits)}`)];
  const value: Span[] = [bold(amount), ...memo, text(` · ${line.reference}`)];
  return { label: `${language.dayShort(line.at)} · ${what}`, value };
}
