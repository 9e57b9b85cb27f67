/** The card of a split, the same for the conversation and, with what concerns them alone, for each of those who do not see it there. */
import type { Money, NoticeOf, SplitAction, SplitEntry, SplitShare } from '../../../core/index.ts';
import type { Button, Card, Field, Span } from '../card.ts';
import { cardLimits } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import {
  type Scene as AnyScene,
  bold,
  card,
  fieldsOf,
  idElsewhere,
  isReader,
  joined,
  nameOf,
  personSpan,
  quiet,
  sentences,
  sumOf,
  text,
} from '../views/parts.ts';
import type { SplitMessages } from './messages.ts';

type Scene = AnyScene<SplitMessages>;
type Split = NoticeOf<'split'>;

const tones: Record<Split['state'], Card['tone']> = {
  open: 'pending',
  locked: 'pending',
  settled: 'good',
  cancelled: 'neutral',
  expired: 'bad',
};

const memoUnits = 400;

const memoText = (memo: string | null, { words }: Scene): string | null =>
  memo === null ? null : words.memo(clip(plainLine(memo), memoUnits));

export function splitView(notice: Split, scene: Scene): Card {
  const { words, language, context } = scene;
  const { owner, state } = notice;
  const title = words.title[state](nameOf(owner, context), language.money(notice.total));
  const memo = memoText(notice.memo, scene);
  const progress = [progressOf(notice, scene), backOf(notice, scene)].filter((part) => part !== null);
  const said = [memo, wordOn(notice, scene), progress.join(' ') || null].filter((line) => line !== null);
  const isOpen = state === 'open' || state === 'locked';
  const details = [
    notice.reference,
    words.modes[notice.mode],
    isOpen ? words.until(language.day(notice.expires_at)) : language.day(notice.at),
  ];
  return card({
    tone: tones[state],
    title,
    lines: [peopleLine(notice, scene), ...said.map((line) => [text(line)])],
    fields: shareFields(notice, scene),
    context: quiet(...details, idElsewhere(owner, context)),
    buttons: buttonsOf(notice, scene),
    fallback: sentences(
      title,
      ...said,
      ...notice.shares
        .slice(0, cardLimits.fields)
        .map(
          ({ person, amount, state: own }) =>
            `${nameOf(person, context)}: ${language.money(amount)} (${words.states[shownState(own, state)]})`,
        ),
      details.join(', '),
    ),
  });
}

/** Who is in it. Those who owe something are pinged, once: an edit pings nobody. */
function peopleLine({ owner, shares }: Split, { common, language, context }: Scene): Span[] {
  const others = shares.filter(({ state }) => state !== 'own');
  const shown = others
    .slice(0, cardLimits.fields)
    .map(({ person, state }) => personSpan(person, context, state === 'open'));
  const rest = others.length - shown.length;
  return [
    ...(shown.length > 0 ? [...joined(shown, ', '), text(' → ')] : []),
    ...(rest > 0 ? [text(`${common.more(rest, language)} → `)] : []),
    personSpan(owner, context),
  ];
}

/** To the reader about their share, to everybody how it goes; and when it is over, what that means. */
function wordOn(notice: Split, { words, language, context }: Scene): string | null {
  const { owner, shares, state } = notice;
  if (state === 'cancelled' || state === 'expired') return words.over[state];
  const name = nameOf(owner, context);
  const { reader } = context;
  if (context.private && reader && !isReader(owner, context)) {
    const own = shares.filter(({ person }) => isReader(person, context));
    const open = own.filter((share) => share.state === 'open');
    const pending = own.filter((share) => share.state === 'pending');
    if (open.length > 0) return words.mine.owe(language.money(sum(open, 'remaining')), name);
    if (pending.length > 0) return words.mine.pending(language.money(sum(pending)));
    return own.length > 0 ? words.mine.paid(language.money(sum(own))) : words.mine.out;
  }
  if (state === 'settled') return null;
  const hasOthers = shares.some((share) => share.state !== 'own');
  return hasOthers
    ? words.how(
        name,
        shares.some((share) => share.state === 'own'),
      )
    : words.alone;
}

function progressOf({ shares, state, total }: Split, { words, language }: Scene): string | null {
  const others = shares.filter((share) => share.state !== 'own');
  if (others.length === 0 || state === 'cancelled') return null;
  const paid = others.filter((share) => share.state === 'paid');
  const missing = others.filter((share) => share.state !== 'paid');
  return words.progress(
    paid.length,
    others.length,
    language.money(missing.length > 0 ? sum(missing, 'remaining') : total),
  );
}

/** What was given back of all that the card tells of. */
function backOf({ shares, state }: Split, { words, language }: Scene): string | null {
  const back = shares.flatMap(({ given_back }) => given_back ?? []);
  if (back.length === 0) return null;
  const isAsked = state === 'locked' && shares.some((share) => share.given_back && share.state === 'open');
  return words.backAgain(language.money(sumOf(back)), isAsked);
}

/** A field for each; more than fit are summed up in the last one. */
function shareFields({ shares, mode, state: whole }: Split, scene: Scene): Field[] {
  const { words, language, context } = scene;
  const field = ({ person, amount, weight, state, given_back }: SplitShare): Field => ({
    label: `${nameOf(person, context)}${partText(mode, weight, words)}`,
    value: [
      bold(language.money(amount)),
      text(` · ${words.states[shownState(state, whole)]}`),
      ...(given_back ? [text(` · ${words.givenBack(language.money(given_back))}`)] : []),
    ],
  });
  return fieldsOf(shares, scene, field, (rest) => bold(language.money(sum(rest))));
}

/** Of one that is over nothing is open any more. */
const shownState = (state: SplitShare['state'], whole: Split['state']): SplitShare['state'] | 'unpaid' =>
  state === 'open' && (whole === 'cancelled' || whole === 'expired') ? 'unpaid' : state;

/** Behind a name, as it was said. */
function partText(mode: Split['mode'], weight: string, { percent }: SplitMessages): string {
  if (mode === 'shares') return weight === '1' ? '' : ` ×${weight}`;
  if (mode !== 'percent') return '';
  const fraction = weight.padStart(3, '0').slice(-2).replace(/0+$/, '');
  return ` ${percent(`${weight.padStart(3, '0').slice(0, -2)}${fraction === '' ? '' : `.${fraction}`}`)}`;
}

const sum = (shares: readonly SplitShare[], of: 'amount' | 'remaining' = 'amount'): Money =>
  sumOf(shares.map((share) => share[of]));

/** In the conversation they are everybody's, and whoever presses is told what is not theirs; a card of one's own has one's own alone. */
function buttonsOf(notice: Split, { words, language, context }: Scene): Button[] {
  const own = notice.shares.filter(({ person }) => isReader(person, context));
  const open = own.filter(({ state }) => state === 'open');
  const isOwner = isReader(notice.owner, context);
  const concerns: Record<SplitAction, boolean> = {
    split_pay: open.length > 0,
    split_join: own.length === 0,
    split_leave: own.length > 0,
    split_lock: isOwner,
    split_cancel: isOwner,
  };
  const labels: Record<SplitAction, string> = {
    split_pay:
      open.length > 0 ? words.buttons.payAmount(language.money(open[0]!.remaining)) : words.buttons.pay,
    split_join: words.buttons.join,
    split_leave: words.buttons.leave,
    split_lock: words.buttons.lock,
    split_cancel: words.buttons.cancel,
  };
  const isPersonal = context.private && context.reader !== undefined;
  return notice.actions
    .filter(({ action }) => !isPersonal || concerns[action])
    .map(({ action, intent }) => ({
      label: labels[action],
      style: action === 'split_pay' ? 'primary' : action === 'split_cancel' ? 'danger' : 'plain',
      press: { intent },
    }));
}

export function splitListView(notice: NoticeOf<'split_list'>, scene: Scene): Card {
  const { words, language, context } = scene;
  if (notice.entries.length === 0)
    return card({ title: words.list.none, lines: [[text(words.list.noneHint)]] });
  const field = (entry: SplitEntry): Field => ({
    label: [nameOf(entry.owner, context), entry.memo && clip(plainLine(entry.memo), 20)]
      .filter((part) => part)
      .join(' · '),
    value: [
      text(`${language.money(entry.total)} · `),
      bold(stateOf(entry, scene)),
      ...(entry.given_back ? [text(` · ${words.givenBack(language.money(entry.given_back))}`)] : []),
      text(` · ${entry.reference}`),
    ],
  });
  const owed = notice.entries.filter(({ owes }) => owes);
  return card({
    title: words.list.title,
    fields: notice.entries.map(field),
    buttons: notice.actions.map(({ intent, amount }, at) => ({
      label: words.buttons.payTo(language.money(amount!), nameOf(owed[at]!.owner, context)),
      style: 'primary',
      press: { intent },
    })),
    fallback: sentences(
      words.list.title,
      ...notice.entries.map((entry) => `${nameOf(entry.owner, context)}: ${stateOf(entry, scene)}`),
    ),
  });
}

const stateOf = ({ owes, missing }: SplitEntry, { words, language }: Scene): string =>
  owes
    ? words.list.owes(language.money(owes))
    : missing
      ? words.list.missing(language.money(missing))
      : words.list.waiting;

export function splitExpiredView(notice: NoticeOf<'split_expired'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const { people, missing } = notice;
  const names = people.slice(0, cardLimits.fields).map((person) => nameOf(person, context));
  const rest = people.length - names.length;
  const unpaid = rest > 0 ? `${names.join(', ')} ${scene.common.more(rest, language)}` : language.list(names);
  const lines = [
    memoText(notice.memo, scene),
    people.length > 0 ? words.expired.unpaid(unpaid) : null,
    words.expired.hint,
  ];
  return card({
    title: people.length > 0 ? words.expired.title(language.money(missing)) : words.expired.nobody(),
    lines: lines.flatMap((line) => (line === null ? [] : [[text(line)]])),
    context: quiet(notice.reference),
  });
}
