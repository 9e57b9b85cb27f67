/** What operators did: to them with the ids on which they act, to the person in other words. */
import type { NoticeOf } from '../../../core/index.ts';
import type { Card } from '../card.ts';
import { type Scene as AnyScene, card, isReader, nameOf, quiet, text } from '../views/parts.ts';
import type { BankMessages } from './messages.ts';

type Scene = AnyScene<BankMessages>;

export function bankFundedView(
  notice: NoticeOf<'bank_funded'>,
  { words, common, language, context }: Scene,
): Card {
  const [amount, balance] = [language.money(notice.amount), language.money(notice.balance)];
  const mine = isReader(notice.person, context);
  return card({
    tone: 'good',
    title: mine ? words.bank.fundedYou(amount) : words.bank.funded(nameOf(notice.person, context), amount),
    lines: [[text(mine ? common.balanceNow(balance) : words.bank.fundedBalance(balance))]],
    context: mine
      ? quiet(notice.reference, words.codes.fund)
      : quiet(notice.reference, ...ids(notice.person)),
  });
}

export function bankFrozenView({ person, frozen }: NoticeOf<'bank_frozen'>, { words, context }: Scene): Card {
  if (isReader(person, context)) {
    return card({
      tone: frozen ? 'bad' : 'good',
      title: frozen ? words.bank.frozenYou : words.bank.unfrozenYou,
      lines: frozen ? [[text(words.bank.frozenHint)]] : [],
    });
  }
  return card({
    title: frozen ? words.bank.frozen(nameOf(person, context)) : words.bank.unfrozen(nameOf(person, context)),
    context: quiet(...ids(person)),
  });
}

/** The operator acts on ids, never on names. */
const ids = (person: NoticeOf<'bank_frozen'>['person']): string[] =>
  person.identities.map(({ platform, tenant, user }) => `${platform}:${tenant}:${user}`);
