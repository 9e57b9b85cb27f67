/** Quotes with their buttons, what became of them, the rates, and how the exchange stands. */
import type { NoticeOf, QuotedRate } from '../../../core/index.ts';
import { type Card, cardLimits, type Field } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import { type Scene as AnyScene, bold, card, nameOf, quiet, text } from '../views/parts.ts';
import type { ExchangeMessages } from './messages.ts';

type Scene = AnyScene<ExchangeMessages>;
type Quoted = Pick<NoticeOf<'exchanged'>, 'sold' | 'bought' | 'spread' | 'spread_bps' | 'rate'>;

const memoUnits = 200;

const rateText = ({ one, is, of }: QuotedRate, { words, language }: Pick<Scene, 'words' | 'language'>) =>
  words.rate({ one: one.code, is: language.decimal(is), of: of.code });

const percentText = (bps: number, { words, language }: Scene): string =>
  words.percent(language.decimal(String(bps / 100)));

const amountsText = ({ sold, bought }: Quoted, { language }: Scene) => ({
  sold: language.money(sold),
  bought: language.money(bought),
});

/** The mid rate, and what comes on top of it. */
function termsText(quoted: Quoted, scene: Scene): string {
  const { words, language } = scene;
  const rate = rateText(quoted.rate, scene);
  if (quoted.spread.minor === '0') return words.midRate(rate);
  const percent = percentText(quoted.spread_bps, scene);
  return words.terms({ rate, percent, spread: language.money(quoted.spread) });
}

export function quoteView(notice: NoticeOf<'exchange_quote'>, scene: Scene): Card {
  const { words, common, language, context } = scene;
  const { payees, state, memo, actions, renewed, seconds, until } = notice;
  const amounts = amountsText(notice, scene);
  const names =
    payees.length <= 2
      ? language.list(payees.map((payee) => nameOf(payee, context)))
      : common.people(payees.length, language);
  const title =
    payees.length === 0 ? words.convert[state](amounts) : words.pay[state]({ ...amounts, payees: names });
  const lead = renewed ? words.renewed : payees.length > 0 ? words.lacking(amounts) : null;
  const isOpen = state === 'open';
  const lines = [
    isOpen ? lead : null,
    memo === null ? null : words.memo(clip(plainLine(memo), memoUnits)),
    termsText(notice, scene),
    isOpen ? words.lasts(seconds, language.time(until), language) : null,
  ];
  return card({
    tone: isOpen ? 'pending' : state === 'executed' ? 'good' : 'neutral',
    title,
    lines: lines.flatMap((line) => (line === null ? [] : [[text(line)]])),
    context: quiet(notice.reference),
    buttons: actions.map(({ action, intent }) =>
      action === 'exchange_cancel'
        ? { label: words.buttons.cancel, style: 'plain', press: { intent } }
        : {
            label: payees.length === 0 ? words.buttons.convert : words.buttons.pay(amounts.sold),
            style: 'primary',
            press: { intent },
          },
    ),
  });
}

export function exchangedView(notice: NoticeOf<'exchanged'>, scene: Scene): Card {
  const { words, language } = scene;
  const balances = notice.balances.map((balance) => language.money(balance));
  return card({
    tone: 'good',
    title: words.done.title(amountsText(notice, scene)),
    lines: [
      termsText(notice, scene),
      ...(balances.length > 0 ? [words.done.balances(balances, language)] : []),
    ].map((line) => [text(line)]),
    context: quiet(notice.reference),
  });
}

/** Below what the payment's card says. */
export function exchangeReceiptView(notice: NoticeOf<'exchange_receipt'>, scene: Scene): Card {
  const { words, context } = scene;
  const said = words.receipt({ payer: nameOf(notice.payer, context), ...amountsText(notice, scene) });
  return card({ title: said, lines: [[text(`${said} ${termsText(notice, scene)}`)]] });
}

/** What most people ask for comes first. */
const FIRST = ['GBP', 'EUR', 'USD', 'CHF', 'JPY', 'AUD', 'CAD', 'SEK', 'NOK', 'DKK'];

const rank = ({ of }: QuotedRate): number => {
  const at = FIRST.indexOf(of.code);
  return at === -1 ? FIRST.length : at;
};

export function ratesView(notice: NoticeOf<'exchange_rates'>, scene: Scene): Card {
  const { words, language } = scene;
  const sorted = [...notice.rates].sort((one, other) => rank(one) - rank(other));
  const shown = sorted.slice(0, cardLimits.fields);
  const rest = sorted.length - shown.length;
  const source = words.sources[notice.source] ?? notice.source;
  const lines = [
    words.rates.from(source, percentText(notice.spread_bps, scene)),
    notice.stale ? words.rates.stale : null,
    rest > 0 ? words.rates.more(rest, language) : null,
  ];
  return card({
    tone: notice.stale ? 'bad' : 'neutral',
    title: words.rates.title(language.day(notice.date)),
    lines: lines.flatMap((line) => (line === null ? [] : [[text(line)]])),
    fields: shown.map((rate): Field => ({ label: rate.of.code, value: [text(rateText(rate, scene))] })),
  });
}

export function exchangeDeskView(notice: NoticeOf<'exchange_desk'>, scene: Scene): Card {
  const { words, language } = scene;
  const { source, date, stale, assets } = notice;
  const rates =
    source === null || date === null
      ? words.desk.none
      : words.desk.rates(words.sources[source] ?? source, language.day(date));
  const lines = [
    rates,
    date !== null && stale ? words.desk.stale : null,
    words.desk.spread(percentText(notice.spread_bps, scene)),
    assets.length === 0 ? words.desk.empty : null,
  ];
  return card({
    title: words.desk.title,
    lines: lines.flatMap((line) => (line === null ? [] : [[text(line)]])),
    fields: assets.map(({ liquidity, income, person_a_day, house_a_day }): Field => {
      const said = words.desk.asset({
        income: language.money(income),
        each: language.money(person_a_day),
        all: language.money(house_a_day),
      });
      return { label: liquidity.asset.code, value: [bold(language.money(liquidity)), text(said)] };
    }),
  });
}

/** To operators. */
export function ratesDoubtedView(
  { source, asset, before, said, date, until }: NoticeOf<'rates_doubted'>,
  { words, language }: Scene,
): Card {
  const rates = [said, before].map((rate) => `${language.decimal(rate)} ${asset}`) as [string, string];
  const named = words.sources[source] ?? clip(plainLine(source), 40);
  const end = `${language.day(until)}, ${language.time(until)}`;
  return card({
    tone: 'bad',
    title: words.doubted.title(asset),
    lines: [
      [text(words.doubted.jumped({ source: named, said: rates[0], before: rates[1] }))],
      [text(words.doubted.how(language.date(date), end))],
    ],
  });
}
