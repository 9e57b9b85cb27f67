/** What somebody is asked before their money goes: who, how much, and why it asks. And the settings, and the PIN. */
import { identityText, type Money, type NoticeOf } from '../../../core/index.ts';
import type { Card, Span } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import {
  type Scene as AnyScene,
  bold,
  card,
  idElsewhere,
  isReader,
  joined,
  nameOf,
  personSpan,
  quiet,
  sentences,
  text,
} from '../views/parts.ts';
import type { ProtectionMessages } from './messages.ts';

type Scene = AnyScene<ProtectionMessages>;
type Question = NoticeOf<'confirm_spending'>;

const memoUnits = 400;
const namedMax = 10;

const tones: Record<Question['state'], Card['tone']> = {
  asked: 'pending',
  confirmed: 'good',
  cancelled: 'neutral',
};

export function confirmSpendingView(notice: Question, scene: Scene): Card {
  const { words, language, context } = scene;
  const { payees, state } = notice;
  const title = words.question[state](spendingWords(notice, scene));
  if (state !== 'asked') return card({ tone: tones[state], title });
  const memo = notice.memo === null ? null : words.question.memo(clip(plainLine(notice.memo), memoUnits));
  const ids = payees.slice(0, namedMax).flatMap((payee) => idElsewhere(payee, context) ?? []);
  const reasons = notice.reasons.map((reason) => words.question.why[reason](payees.length, language));
  const problem = notice.problem && scene.explain(notice.problem);
  const why = [
    ...(reasons.length > 0 ? [words.question.because(language.list(reasons))] : []),
    ...(notice.recent ? [words.question.recent(language.money(notice.recent))] : []),
    ...(notice.pin ? [words.question.pin] : []),
  ];
  return card({
    tone: tones[state],
    title,
    lines: [
      ...(payees.length === 0 ? [] : [payeesLine(notice, scene)]),
      ...(memo === null ? [] : [[text(memo)]]),
      ...(problem
        ? [[bold(sentences(problem.title, problem.hint))]]
        : why.length === 0
          ? []
          : [[text(why.join(' '))]]),
      [text(words.question.nothingYet(language.time(notice.until)))],
    ],
    ...(ids.length > 0 && { context: quiet(...ids) }),
    buttons: notice.actions.map(({ action, intent }) => ({
      label: words.buttons[action],
      style: action === 'confirm' ? 'primary' : 'plain',
      press: { intent },
    })),
  });
}

/** As mentions: a name that somebody copied gains nothing. */
function payeesLine({ payees }: Question, { common, language, context }: Scene): Span[] {
  const shown = payees.slice(0, namedMax).map((payee) => personSpan(payee, context));
  const rest = payees.length - shown.length;
  return [text('→ '), ...joined(shown, ', '), ...(rest > 0 ? [text(` ${common.more(rest, language)}`)] : [])];
}

/** Two are named, more are counted. */
const spendingWords = (
  { payees, total }: Pick<Question, 'payees' | 'total'>,
  { common, language, context }: Scene,
) => ({
  payees:
    payees.length === 0
      ? null
      : payees.length > 2
        ? common.people(payees.length, language)
        : language.list(payees.map((payee) => nameOf(payee, context))),
  total: language.money(total),
});

export function protectionView(notice: NoticeOf<'protection'>, { words, language }: Scene): Card {
  const { settings } = words;
  const threshold = (amount: Money | null): string => {
    if (amount === null) return settings.never;
    return amount.minor === '0' ? settings.always : settings.above(language.money(amount));
  };
  const pin = notice.locked_until
    ? settings.lockedUntil(language.time(notice.locked_until))
    : settings.hasPin;
  const field = (name: keyof typeof settings.labels, value: string) => ({
    label: settings.labels[name],
    value: [text(value)],
  });
  return card({
    title: settings.title,
    lines: !notice.actions.some(({ action }) => action.startsWith('new_')) ? [] : [[text(settings.how)]],
    fields: [
      field('ask_above', threshold(notice.ask_above)),
      field('ask_new_above', threshold(notice.ask_new_above)),
      ...(notice.has_pin ? [field('pin_above', threshold(notice.pin_above))] : []),
      field('pin', notice.has_pin ? pin : settings.noPin),
    ],
    buttons: notice.actions.map(({ action, intent }) => ({
      label:
        action === 'pin_form'
          ? words.buttons[notice.has_pin ? 'pin_change' : 'pin_set']
          : words.buttons[action],
      style: 'plain',
      press: { intent },
    })),
  });
}

const wantedFor = (spending: NonNullable<NoticeOf<'pin_wanted'>['spending']>, scene: Scene): string =>
  spending.borrows
    ? scene.words.wanted.toBorrow(scene.language.money(spending.total))
    : scene.words.wanted[spending.taken ? 'toRelease' : 'toPay'](spendingWords(spending, scene));

export function pinWantedView({ which, spending }: NoticeOf<'pin_wanted'>, scene: Scene): Card {
  const { wanted } = scene.words;
  return card({
    tone: 'pending',
    title: wanted.title[which],
    lines: [
      ...(spending ? [[text(wantedFor(spending, scene))]] : []),
      ...(spending?.recent
        ? [[text(scene.words.question.recent(scene.language.money(spending.recent)))]]
        : []),
      [text(wanted.how)],
    ],
  });
}

export function pinAgainView({ refusal, actions }: NoticeOf<'pin_again'>, scene: Scene): Card {
  const { title, hint } = scene.explain(refusal);
  return card({
    tone: 'bad',
    title,
    lines: hint === undefined ? [] : [[text(hint)]],
    buttons: actions.map(({ action, intent }) => ({
      label: scene.words.buttons[action],
      style: 'plain',
      press: { intent },
    })),
  });
}

export const pinChangedView = ({ did }: NoticeOf<'pin_changed'>, { words }: Scene): Card =>
  card({
    tone: 'good',
    title: words.changed[did],
    lines: did === 'removed' ? [] : [[text(words.changed.hint)]],
  });

export function pinResetView({ person }: NoticeOf<'pin_reset'>, { words, context }: Scene): Card {
  if (isReader(person, context))
    return card({ tone: 'bad', title: words.reset.yours, lines: [[text(words.reset.hint)]] });
  return card({
    title: words.reset.done(nameOf(person, context)),
    context: quiet(...person.identities.map(identityText)),
  });
}
