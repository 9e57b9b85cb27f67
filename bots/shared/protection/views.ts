/** What somebody is asked before their money goes: who, how much, and why it asks. */
import type { NoticeOf } from '../../../core/index.ts';
import type { Card, Span } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import {
  type Scene as AnyScene,
  card,
  idElsewhere,
  joined,
  nameOf,
  personSpan,
  quiet,
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
  const { words, common, language, context } = scene;
  const { payees, state } = notice;
  const names =
    payees.length > 2
      ? common.people(payees.length, language)
      : language.list(payees.map((payee) => nameOf(payee, context)));
  const title = words.question[state]({
    payees: payees.length === 0 ? null : names,
    total: language.money(notice.total),
  });
  if (state !== 'asked') return card({ tone: tones[state], title });
  const memo = notice.memo === null ? null : words.question.memo(clip(plainLine(notice.memo), memoUnits));
  const ids = payees.slice(0, namedMax).flatMap((payee) => idElsewhere(payee, context) ?? []);
  const why = notice.reasons.map((reason) => words.question.why[reason](payees.length, language));
  return card({
    tone: tones[state],
    title,
    lines: [
      ...(payees.length === 0 ? [] : [payeesLine(notice, scene)]),
      ...(memo === null ? [] : [[text(memo)]]),
      ...(why.length === 0 ? [] : [[text(why.join(' '))]]),
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
