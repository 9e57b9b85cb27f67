/** Cheques: the writer's card with its paper, the list, and what is said to whoever cashes, stops or waits. */
import type { ChequeItem, NoticeAction, NoticeOf, PersonView } from '../../../core/index.ts';
import type { Button, Card, Field, Span } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import {
  type Scene as AnyScene,
  bold,
  card,
  idElsewhere,
  nameOf,
  quiet,
  sentences,
  spansText,
  text,
} from '../views/parts.ts';
import type { ChequeMessages } from './messages.ts';

type Scene = AnyScene<ChequeMessages>;
type Written = NoticeOf<'cheque_paper'>;

const memoUnits = 200;

export const memoOf = (memo: string | null): string | null =>
  memo === null ? null : clip(plainLine(memo), memoUnits) || null;

const forWhom = (payee: PersonView | null, { words, context }: Scene): string =>
  words.written.for(payee && nameOf(payee, context));

export function chequePaperView(notice: Written, scene: Scene): Card {
  const { words, common, language, context } = scene;
  const { reference, payee, amount, secret, anew, actions } = notice;
  const hasPaper = secret !== null;
  const title = words.written[!hasPaper ? 'again' : anew ? 'anew' : 'title'](language.money(amount));
  const memo = memoOf(notice.memo);
  const lines = [
    ...(hasPaper && anew ? [words.written.anewVoid] : []),
    hasPaper ? words.written.hand : words.written.noPaper,
    common.balanceNow(language.money(notice.balance)),
  ];
  const until = language.date(notice.last_day);
  return card({
    tone: hasPaper ? 'good' : 'neutral',
    title,
    lines: [[text(forWhom(payee, scene))], ...lines.map((line) => [text(line)])],
    fields: [
      ...(memo === null ? [] : [{ label: words.written.memo, value: [text(memo)] }]),
      { label: words.written.until, value: [text(until)] },
    ],
    context: quiet(reference, payee && idElsewhere(payee, context)),
    buttons: actions.flatMap((action) => buttonOf(action, null, scene)),
    fallback: sentences(title, forWhom(payee, scene), ...lines, `${words.written.until} ${until}`, reference),
  });
}

function buttonOf(
  { action, intent }: NoticeAction<'cheque_stop' | 'cheque_print'>,
  number: string | null,
  { words }: Scene,
): Button[] {
  if (action === 'cheque_print') return [{ label: words.buttons.print, style: 'plain', press: { intent } }];
  return [{ label: words.buttons.stop(number), style: 'danger', press: { intent } }];
}

export function chequesView({ cheques, more, actions }: NoticeOf<'cheques'>, scene: Scene): Card {
  const { words, language } = scene;
  const [one] = cheques;
  const isOne = cheques.length === 1 && more === 0;
  const title =
    one === undefined ? words.list.none : isOne ? words.list.one(one.reference) : words.list.title;
  const fields = cheques.map((item) => itemField(item, scene));
  const lines = [
    ...(one === undefined ? [words.list.begin] : []),
    ...(more > 0 ? [words.list.more(more, language)] : []),
  ];
  return card({
    title,
    lines: lines.map((line) => [text(line)]),
    fields,
    buttons: actions.flatMap(({ reference, ...action }) => buttonOf(action, isOne ? null : reference, scene)),
    fallback: sentences(
      title,
      ...fields.map(({ label, value }) => `${label}: ${spansText(value)}`),
      ...lines,
    ),
  });
}

function itemField(
  { reference, amount, payee, casher, memo, state, at, last_day }: ChequeItem,
  scene: Scene,
): Field {
  const { words, language, context } = scene;
  const who = state === 'cashed' ? casher : payee;
  const day = state === 'open' || state === 'expired' ? language.date(last_day) : language.day(at);
  const told = words.list.state[state]({ who: who && nameOf(who, context), day });
  const memoShown = memoOf(memo);
  return {
    label: reference,
    value: [
      bold(language.money(amount)),
      text(` · ${told}`),
      ...(memoShown === null ? [] : [text(` · ${words.memo(memoShown)}`)]),
    ],
  };
}

const memoLine = (memo: string | null, words: (memo: string) => string): Span[][] => {
  const shown = memoOf(memo);
  return shown === null ? [] : [[text(words(shown))]];
};

export function chequeCashedView(
  { reference, writer, amount, memo, balance }: NoticeOf<'cheque_cashed'>,
  { words, common, language, context }: Scene,
): Card {
  return card({
    tone: 'good',
    title: words.cashed.title(language.money(amount)),
    lines: [
      [text(words.cashed.from(nameOf(writer, context)))],
      ...memoLine(memo, words.memo),
      [text(common.balanceNow(language.money(balance)))],
    ],
    context: quiet(reference, idElsewhere(writer, context)),
  });
}

export function chequePaidView(
  { reference, casher, amount, memo }: NoticeOf<'cheque_paid'>,
  { words, language, context }: Scene,
): Card {
  const title = words.paid.title({ casher: nameOf(casher, context), amount: language.money(amount) });
  return card({
    tone: 'neutral',
    title,
    lines: memoLine(memo, words.paid.memo),
    context: quiet(reference, idElsewhere(casher, context)),
  });
}

export const chequeEndedView = (
  { reference, state, amount, balance }: NoticeOf<'cheque_ended'>,
  { words, common, language }: Scene,
): Card =>
  card({
    title: words.ended[state].title(language.money(amount)),
    lines: [[text(words.ended[state].line)], [text(common.balanceNow(language.money(balance)))]],
    context: quiet(reference),
  });
