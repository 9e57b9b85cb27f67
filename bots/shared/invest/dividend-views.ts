/** Dividends: to whoever is paid one, and to operators. */
import type { NoticeOf } from '../../../core/index.ts';
import { type Card, cardLimits, type Field } from '../card.ts';
import { type Scene as AnyScene, bold, card, quiet, text } from '../views/parts.ts';
import type { InvestMessages } from './messages.ts';
import { labelOf, nameText } from './names.ts';

type Scene = AnyScene<InvestMessages>;

export function dividendPaidView(notice: NoticeOf<'dividend_paid'>, scene: Scene): Card {
  const { words, common, language } = scene;
  const { amount, asset, name, units, record, balance, reference } = notice;
  const on = words.dividend.on({
    units: language.money(units),
    name: nameText(name) || asset,
    day: language.date(record),
  });
  return card({
    tone: 'good',
    title: words.dividend.paid({ amount: language.money(amount), asset }),
    lines: [[text(on)], [text(common.balanceNow(language.money(balance)))]],
    context: quiet(reference),
  });
}

export function dividendsView({ done, dividends }: NoticeOf<'invest_dividends'>, scene: Scene): Card {
  const { words, language } = scene;
  const shown = dividends.slice(0, cardLimits.fields);
  const rest = dividends.length - shown.length;
  const lines = [
    dividends.length === 0 ? words.dividend.none : null,
    rest > 0 ? words.dividend.more(rest, language) : null,
  ];
  const subject = dividends.find(({ reference }) => reference === done?.reference);
  return card({
    tone: done ? 'good' : 'neutral',
    title: done && subject ? words.dividend.done[done.act](subject.asset) : words.dividend.title,
    lines: lines.flatMap((line) => (line === null ? [] : [[text(line)]])),
    fields: shown.map((dividend): Field => {
      const { asset, name, per_unit, total, units, record, pay, state, reference } = dividend;
      const amount =
        per_unit !== null
          ? words.dividend.perUnit(language.money(per_unit))
          : total === null
            ? '?'
            : words.dividend.inAll(language.money(total));
      const shared =
        units && total
          ? words.dividend.shared({ total: language.money(total), units: language.money(units) })
          : '';
      const days = words.dividend.days({ record: language.date(record), pay: language.date(pay) });
      return {
        label: labelOf(asset, name),
        value: [bold(`${amount} · ${words.dividend.states[state]}`), text(`${shared}${days} · ${reference}`)],
      };
    }),
  });
}
