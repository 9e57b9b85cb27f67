/** What somebody has borrowed and was offered, in a list, and what they may borrow. */
import type { LoanView, NoticeOf } from '../../../core/index.ts';
import { type Card, cardLimits } from '../card.ts';
import { type Scene as AnyScene, card, text } from '../views/parts.ts';
import type { LoanMessages } from './messages.ts';
import { linesOf, nextText, productOf, timeOf } from './views.ts';

type Scene = AnyScene<LoanMessages>;

export function loansView({ loans, products }: NoticeOf<'loans'>, scene: Scene): Card {
  const { words, common, language } = scene;
  const offered = products.map((product) => productOf(product, scene));
  const room = loans.length <= cardLimits.fields ? cardLimits.fields : cardLimits.fields - 1;
  const more = Math.max(loans.length - room, 0);
  const offers = loans.slice(0, room).filter(({ intent }) => intent !== null);
  const opened = offers.slice(0, cardLimits.buttons);
  const unopened = loans.filter(({ intent }) => intent !== null).length - opened.length;
  const lines = [
    loans.length === 0 ? words.list.none : null,
    offered.length === 0
      ? loans.length === 0
        ? words.list.nothing
        : null
      : `${words.list.offers} ${offered.join(' · ')}`,
    offered.length === 0 ? null : words.list.how,
    unopened === 0 ? null : words.list.unopened(unopened, language),
  ];
  return card({
    title: words.list.title,
    lines: linesOf(lines),
    fields: [
      ...loans
        .slice(0, room)
        .map((loan) => ({ label: loan.reference, value: [text(loanLine(loan, scene))] })),
      ...(more === 0 ? [] : [{ label: common.more(more, language), value: [text('…')] }]),
    ],
    buttons: opened.map(({ amount, reference, intent }) => ({
      label: words.list.open(language.money(amount), reference.slice(-4)),
      style: 'plain',
      press: { intent: intent! },
    })),
  });
}

function loanLine({ amount, outstanding, arrears, next, state, until }: LoanView, scene: Scene): string {
  const { words, language } = scene;
  if (state === 'offered')
    return words.list.offered({ amount: language.money(amount), until: timeOf({ until }, scene) || null });
  return words.list.loan({
    left: language.money(outstanding),
    next: next && nextText(next, scene),
    late: arrears && language.money(arrears.amount),
  });
}
