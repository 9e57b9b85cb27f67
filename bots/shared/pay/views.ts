/** The payment in the conversation, from pending to receipt: the same card, edited. And what payer and payees are told by themselves. */
import type { NoticeAction, NoticeOf, PaymentLine, PersonView } from '../../../core/index.ts';
import type { Button, Card, Field, Span } from '../card.ts';
import { cardLimits } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import {
  type Scene as AnyScene,
  bold,
  card,
  fieldsOf,
  idElsewhere,
  joined,
  nameOf,
  personSpan,
  quiet,
  sentences,
  spansText,
  sumOf,
  text,
} from '../views/parts.ts';
import type { PayMessages } from './messages.ts';

type Scene = AnyScene<PayMessages>;

type Payment = NoticeOf<'payment'>;

const tones: Record<Payment['state'], Card['tone']> = {
  authorized: 'pending',
  claimable: 'pending',
  mixed: 'pending',
  settled: 'good',
  returned: 'neutral',
  reversed: 'neutral',
  voided: 'bad',
  expired: 'bad',
};

const memoUnits = 400;

/** Two are named, more are counted. */
const payeesText = (payees: readonly PersonView[], { common, language, context }: Scene): string =>
  payees.length <= 2
    ? language.list(payees.map((payee) => nameOf(payee, context)))
    : common.people(payees.length, language);

const memoText = (memo: string | null, { words }: Scene): string | null =>
  memo === null ? null : words.payment.memo(clip(plainLine(memo), memoUnits));

export function paymentView(notice: Payment, scene: Scene): Card {
  const { words, language, context } = scene;
  const payees = notice.lines.map(({ payee }) => payee);
  const title = words.payment.title[notice.state]({
    payer: nameOf(notice.payer, context),
    payees: payeesText(payees, scene),
    total: language.money(notice.total),
  });
  const memo = memoText(notice.memo, scene);
  // What they have is the payer's alone, and so only where nobody else reads it.
  const has =
    notice.balance && context.private ? scene.common.balanceNow(language.money(notice.balance)) : null;
  const news = [newsOf(notice, scene), has].filter((part) => part !== null).join(' ') || null;
  const details = [notice.reference, words.states[notice.state], language.day(notice.at)];
  const ids = [notice.payer, ...(payees.length === 1 ? payees : [])].map((person) =>
    idElsewhere(person, context),
  );
  const more = cardsOf(notice, scene);
  return card({
    tone: tones[notice.state],
    title,
    lines: [
      partiesLine(notice, scene),
      ...(memo === null ? [] : [[text(memo)]]),
      ...(news === null ? [] : [[text(news)]]),
      ...more.flatMap(({ lines }) => lines),
    ],
    fields: payees.length === 1 ? [] : payeeFields(notice, scene),
    context: quiet(...details, ...ids),
    buttons: [
      ...notice.actions.flatMap((action) => buttonOf(action, scene)),
      ...more.flatMap(({ buttons }) => buttons),
    ],
    fallback: sentences(
      title,
      payees.length > 2 ? namesText(payees, scene) : null,
      memo,
      news,
      ...more.flatMap(({ lines }) => lines.map(spansText)),
      `${details.join(', ')}`,
    ),
  });
}

/** What other capabilities have to say of the payment. */
const cardsOf = ({ more = [] }: Pick<Payment, 'more'>, { cardOf }: Scene): Card[] => more.map(cardOf);

/** Who to whom, as mentions. Only those who get something are pinged. */
function partiesLine({ payer, lines, state }: Payment, { common, language, context }: Scene): Span[] {
  const notify = state !== 'voided' && state !== 'expired' && state !== 'returned';
  const shown = lines.slice(0, cardLimits.fields).map(({ payee }) => personSpan(payee, context, notify));
  const rest = lines.length - shown.length;
  return [
    personSpan(payer, context),
    text(' → '),
    ...joined(shown, ', '),
    ...(rest > 0 ? [text(` ${common.more(rest, language)}`)] : []),
  ];
}

const namesText = (payees: readonly PersonView[], { common, language, context }: Scene): string => {
  const named = payees.slice(0, cardLimits.fields).map((payee) => nameOf(payee, context));
  const rest = payees.length - named.length;
  return rest > 0 ? `${named.join(', ')} ${common.more(rest, language)}` : language.list(named);
};

/** What still has to happen, or why nothing will. A reason is about somebody's account: in a group the payer hears it privately. */
function newsOf({ lines, state, returns_at, reason }: Payment, scene: Scene): string | null {
  const { words, language, context } = scene;
  const until = returns_at === undefined ? null : language.day(returns_at);
  const waiting = lines.filter((line) => line.state === 'claimable');
  if (state === 'voided' && reason) return context.private ? scene.explain(reason).title : null;
  if (waiting.length === 0) return null;
  return lines.length === 1
    ? words.payment.waiting(nameOf(lines[0]!.payee, context), until)
    : words.payment.waitingMany(until);
}

/** A field for each payee; more than fit are summed up in the last one. */
function payeeFields({ lines, state }: Payment, scene: Scene): Field[] {
  const { words, language } = scene;
  const field = ({ payee, amount, state: own }: PaymentLine): Field => ({
    label: nameOf(payee, scene.context),
    value: [bold(language.money(amount)), ...(own === state ? [] : [text(` · ${words.states[own]}`)])],
  });
  return fieldsOf(lines, scene, field, (rest) =>
    bold(language.money(sumOf(rest.map(({ amount }) => amount)))),
  );
}

function buttonOf(
  { action, intent, amount }: NoticeAction,
  { words, common, language, context }: Scene,
): Button[] {
  const shown = amount === undefined ? '' : language.money(amount);
  switch (action) {
    case 'claim':
      return [{ label: words.buttons.claim(shown || null), style: 'primary', press: { intent } }];
    case 'take_back':
      return [{ label: words.buttons.takeBack, style: 'plain', press: { intent } }];
    case 'choose_amount':
      return [{ label: shown, style: 'plain', press: { intent } }];
    case 'open_direct':
      return context.directUrl
        ? [{ label: common.openDirect, style: 'plain', press: { url: context.directUrl } }]
        : [];
    default:
      return [];
  }
}

/** A word to whoever pressed the button. */
export const paymentClaimedView = (
  { amount }: NoticeOf<'payment_claimed'>,
  { words, language }: Scene,
): Card => card({ tone: 'good', title: words.toasts.claimed(language.money(amount)) });

export const paymentTakenBackView = (
  { amount }: NoticeOf<'payment_taken_back'>,
  { words, language }: Scene,
): Card => card({ tone: 'neutral', title: words.toasts.takenBack(language.money(amount)) });

/** Sent is not always had: what became of it is on the card. */
export function paymentSentView(notice: NoticeOf<'payment_sent'>, scene: Scene): Card {
  const { words, common, language } = scene;
  const title = words.sent[notice.waits === 'all' ? 'waits' : 'title']({
    payer: '',
    payees: payeesText(notice.payees, scene),
    total: language.money(notice.total),
  });
  return card({
    tone: notice.waits ? 'pending' : 'good',
    title,
    lines: [
      ...(notice.waits === 'some' ? [[text(words.payment.waitingMany(null))]] : []),
      ...(notice.sold ? [[text(words.sent.sold(language.money(notice.sold)))]] : []),
      [text(common.balanceNow(language.money(notice.balance)))],
      ...(notice.large ? [[text(words.sent.large)]] : []),
    ],
    context: quiet(notice.reference),
  });
}

export function paymentReceivedView(notice: NoticeOf<'payment_received'>, scene: Scene): Card {
  const { words, common, language, context } = scene;
  const memo = memoText(notice.memo, scene);
  const lines = [
    memo,
    notice.claimed ? words.received.claimed : null,
    common.balanceNow(language.money(notice.balance)),
  ];
  const more = cardsOf(notice, scene);
  return card({
    tone: 'good',
    title: words.received.title(nameOf(notice.payer, context), language.money(notice.amount)),
    lines: [
      ...lines.flatMap((line) => (line === null ? [] : [[text(line)]])),
      ...more.flatMap((one) => one.lines),
    ],
    context: quiet(notice.reference, words.states.settled, idElsewhere(notice.payer, context)),
    buttons: more.flatMap(({ buttons }) => buttons),
  });
}

export function paymentReturnedView(
  notice: NoticeOf<'payment_returned'>,
  { words, common, language, context }: Scene,
): Card {
  return card({
    title: words.returned.title(nameOf(notice.payee, context), language.money(notice.amount)),
    lines: [[text(words.returned.unclaimed)], [text(common.balanceNow(language.money(notice.balance)))]],
    context: quiet(notice.reference, words.states.returned),
  });
}

/** Without actions: it has been chosen. */
export function chooseAmountView(notice: NoticeOf<'choose_amount'>, scene: Scene): Card {
  const { words } = scene;
  if (notice.actions.length === 0) return card({ tone: 'good', title: words.which.done });
  return card({
    tone: 'pending',
    title: words.which.title,
    lines: [[text(words.which.wrote(clip(plainLine(notice.text), 40)))]],
    buttons: notice.actions.flatMap((action) => buttonOf(action, scene)),
  });
}
