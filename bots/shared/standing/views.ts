/** Standing orders and scheduled payments: the question, the card, the list, and what their payer is told. */
import type { NoticeOf, Repeat, StandingItem, StandingView } from '../../../core/index.ts';
import type { Button, Card, Field, Span } from '../card.ts';
import { cardLimits } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import { type Scene as AnyScene, bold, card, idElsewhere, nameOf, quiet, text } from '../views/parts.ts';
import type { StandingMessages } from './messages.ts';

type Scene = AnyScene<StandingMessages>;

const memoUnits = 400;

const line = (words: string | null): Span[][] => (words === null ? [] : [[text(words)]]);

const memoText = (memo: string | null, { words }: Scene): string | null =>
  memo === null ? null : words.memo(clip(plainLine(memo), memoUnits));

const rhythmText = (repeat: Repeat | null, { words, language }: Scene): string | null =>
  repeat === null ? null : words.rhythm(repeat, language);

/** A line of its own: a title is cut where it is long, and how often it is paid may not be lost by that. */
function rhythmLine(repeat: Repeat | null, scene: Scene): Span[][] {
  const said = rhythmText(repeat, scene);
  return line(said && `${said.charAt(0).toUpperCase()}${said.slice(1)}`);
}

const momentText = (iso: string, { words, language }: Scene): string =>
  words.moment(language.day(iso), language.time(iso));

const nextText = (next: readonly string[], scene: Scene): string | null =>
  next.length === 0 ? null : scene.words.next(next.map((iso) => momentText(iso, scene)).join(' · '));

const titled = (
  title: (payee: string, amount: string) => string,
  { payee, amount }: StandingView,
  { context, language }: Scene,
): string => title(nameOf(payee, context), language.money(amount));

export function standingProposedView(notice: NoticeOf<'standing_proposed'>, scene: Scene): Card {
  const { words, context } = scene;
  if (notice.answer === 'cancelled') return card({ title: words.cancelled });
  return card({
    tone: 'pending',
    title: titled(words.proposed, notice, scene),
    lines: [
      ...rhythmLine(notice.repeat, scene),
      ...line(memoText(notice.memo, scene)),
      ...line(nextText(notice.next, scene)),
    ],
    context: quiet(
      notice.assumes_zone ? words.noZone : words.zone(notice.zone),
      idElsewhere(notice.payee, context),
    ),
    buttons: notice.actions.map(
      ({ action, intent }): Button => ({
        label: words.buttons[action],
        style: action === 'create' ? 'primary' : 'plain',
        press: { intent },
      }),
    ),
  });
}

export function standingView(notice: NoticeOf<'standing'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const { state, why, reference, paid } = notice;
  const isSaid = why !== null && why !== 'asked';
  return card({
    tone: notice.isNew ? 'good' : state === 'active' ? 'pending' : 'neutral',
    title: titled(words.title, notice, scene),
    lines: [
      ...rhythmLine(notice.repeat, scene),
      ...line(memoText(notice.memo, scene)),
      ...line(nextText(notice.next, scene)),
      ...line(isSaid ? words.why[why] : null),
      ...line(notice.isNew ? words.created : null),
    ],
    context: quiet(
      reference,
      words.states[state],
      words.paid(paid, language),
      words.zone(notice.zone),
      idElsewhere(notice.payee, context),
    ),
    buttons: notice.actions.map(
      ({ action, intent }): Button => ({
        label: words.buttons[action],
        style: action === 'end' ? 'danger' : 'plain',
        press: { intent },
      }),
    ),
  });
}

/** The next to pay comes first. Each that is shown has a button that opens it, beside the one for more. */
export function standingsView({ items, from, all, more }: NoticeOf<'standings'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const shown = items.slice(0, cardLimits.buttons - 1);
  const part = all > shown.length ? words.list.part(from + 1, from + shown.length, all) : null;
  return card({
    title: words.list.title,
    lines: line(all === 0 ? words.list.empty : part),
    fields: shown.map((item) => itemField(item, scene)),
    buttons: [
      ...shown.map(({ payee, amount, intent }) => ({
        label: `${nameOf(payee, context)} · ${language.money(amount)}`,
        intent,
      })),
      ...(more === null ? [] : [{ label: words.buttons.more, intent: more }]),
    ].map(({ label, intent }): Button => ({ label, style: 'plain', press: { intent } })),
  });
}

function itemField(item: StandingItem, scene: Scene): Field {
  const { words, language, context } = scene;
  const when = item.next === null ? words.states[item.state] : momentText(item.next, scene);
  const rhythm = rhythmText(item.repeat, scene);
  return {
    label: `${nameOf(item.payee, context)} · ${item.reference}`,
    value: [
      bold(language.money(item.amount)),
      text([rhythm === null ? '' : `, ${rhythm}`, ` · ${when}`].join('')),
    ],
  };
}

export function standingFailedView(notice: NoticeOf<'standing_failed'>, scene: Scene): Card {
  const { words, context } = scene;
  const { state, payee, due_at, retry_at } = notice;
  return card({
    tone: { due: 'bad', placed: 'good', skipped: 'neutral' }[state] as Card['tone'],
    title: titled(words.failed[state], notice, scene),
    lines: [
      ...line(memoText(notice.memo, scene)),
      ...line(words.dueAt(momentText(due_at, scene))),
      ...line(retry_at === null ? null : words.retryAt(momentText(retry_at, scene))),
    ],
    context: quiet(notice.reference, idElsewhere(payee, context)),
    buttons: notice.actions.map(
      ({ action, intent }): Button => ({
        label: action === 'pay' ? words.buttons.pay : words.buttons.skip_run,
        style: action === 'pay' ? 'primary' : 'plain',
        press: { intent },
      }),
    ),
  });
}

export function standingStoppedView(notice: NoticeOf<'standing_stopped'>, scene: Scene): Card {
  const { words, context } = scene;
  const { did, why, payee } = notice;
  return card({
    tone: 'bad',
    title: titled(words.stopped[did], notice, scene),
    lines: [
      ...line(memoText(notice.memo, scene)),
      ...line(words.why[why]),
      ...line(words.dueAt(momentText(notice.due_at, scene))),
      ...line(nextText(notice.next, scene)),
    ],
    context: quiet(notice.reference, idElsewhere(payee, context)),
  });
}

/** A word to whoever did it. */
export const standingDoneView = ({ did }: NoticeOf<'standing_done'>, { words }: Scene): Card =>
  card({ tone: did === 'paid' ? 'good' : 'neutral', title: words.done[did] });

/** Not a card of its own: its lines stand on the payment's. The rhythm is said once, so that the payee knows it. */
export function standingReceiptView(notice: NoticeOf<'standing_receipt'>, scene: Scene): Card {
  const { words, language } = scene;
  const said = notice.first
    ? words.receipt.first(language.money(notice.amount), rhythmText(notice.repeat, scene))
    : words.receipt.again;
  const missed = notice.missed > 0 ? words.receipt.missed(notice.missed, language) : null;
  return card({
    title: notice.reference,
    lines: line([said, missed].filter((part) => part !== null).join('. ')),
  });
}
