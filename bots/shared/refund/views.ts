/** Money that comes back: what the receipt says of it, the offer, and what both sides are told. */
import type { NoticeOf } from '../../../core/index.ts';
import { identityText } from '../../../core/index.ts';
import type { Button, Card } from '../card.ts';
import { type Scene as AnyScene, card, idElsewhere, nameOf, quiet, text } from '../views/parts.ts';
import type { RefundMessages } from './messages.ts';

type Scene = AnyScene<RefundMessages>;

/** Not a card of its own: its line and its button stand on the payment's. */
export function receiptView({ refunds, actions }: NoticeOf<'receipt'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const said = refunds.map(({ payee, refunded, paid }) =>
    words.refunded(
      language.money(refunded),
      language.money(paid),
      refunds.length === 1 ? null : nameOf(payee, context),
    ),
  );
  return card({
    title: words.codes.refund,
    lines: said.length > 0 ? [[text(said.join(' '))]] : [],
    buttons: actions.map(({ intent }) => ({
      label: words.buttons.receipt,
      style: 'plain',
      press: { intent },
    })),
  });
}

export function refundOfferView(notice: NoticeOf<'refund_offer'>, { words, language, context }: Scene): Card {
  return card({
    tone: 'pending',
    title: words.offer.title(nameOf(notice.payer, context)),
    lines: [
      [text(words.offer.left(language.money(notice.left), language.money(notice.paid)))],
      [text(words.offer.how(notice.reference))],
    ],
    context: quiet(notice.reference, idElsewhere(notice.payer, context)),
    buttons: notice.actions.map(
      ({ intent, amount }): Button => ({
        label: words.buttons.refund(language.money(amount!)),
        style: 'plain',
        press: { intent },
      }),
    ),
  });
}

/** To the payee who did it, to the payee from whom the bank took it, or to the operator who ordered it. */
export function refundSentView(notice: NoticeOf<'refund_sent'>, scene: Scene): Card {
  const { words, common, context } = scene;
  // Only of the reader's own money the balance is told.
  const forPayee = notice.by_bank && notice.balance !== null;
  const title = forPayee ? words.sent.byBank : notice.by_bank ? words.sent.ordered : words.sent.title;
  return card({
    tone: forPayee ? 'neutral' : 'good',
    title: title(wordsOf(notice, scene)),
    lines: [
      [text(partOf(notice, scene))],
      ...(notice.balance ? [[text(common.balanceNow(scene.language.money(notice.balance)))]] : []),
      ...(forPayee ? [[text(words.sent.byBankHint)]] : []),
    ],
    context: notice.balance
      ? quiet(notice.reference, idElsewhere(notice.payer, context))
      : quiet(
          notice.reference,
          ...[...notice.payee.identities, ...notice.payer.identities].map(identityText),
        ),
  });
}

export function refundReceivedView(notice: NoticeOf<'refund_received'>, scene: Scene): Card {
  const { words, common, language, context } = scene;
  const said = wordsOf(notice, scene);
  return card({
    tone: 'good',
    title: notice.by_bank ? words.received.byBank(said) : words.received.title(said),
    lines: [
      [text(partOf(notice, scene))],
      ...(notice.dispute === null ? [] : [[text(words.received.dispute(notice.dispute))]]),
      ...(notice.balance ? [[text(common.balanceNow(language.money(notice.balance)))]] : []),
    ],
    context: quiet(notice.reference, idElsewhere(notice.payee, context)),
  });
}

type Told = NoticeOf<'refund_sent' | 'refund_received'>;

const wordsOf = ({ payer, payee, amount }: Told, { language, context }: Scene) => ({
  payer: nameOf(payer, context),
  payee: nameOf(payee, context),
  amount: language.money(amount),
});

const partOf = ({ refunded, paid }: Told, { words, language }: Scene): string =>
  words.refunded(language.money(refunded), language.money(paid), null);
