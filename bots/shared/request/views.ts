/** A request's card, from open to paid: the same one, edited. And what both sides are told by themselves. */
import type { NoticeOf, PersonView, RequestItem, RequestLine } from '../../../core/index.ts';
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
  text,
} from '../views/parts.ts';
import type { RequestMessages, RequestWords } from './messages.ts';

type Scene = AnyScene<RequestMessages>;
type Request = NoticeOf<'request'>;

const tones: Record<Request['state'], Card['tone']> = {
  open: 'pending',
  part: 'pending',
  paying: 'pending',
  paid: 'good',
  part_ended: 'neutral',
  given_back: 'neutral',
  declined: 'bad',
  cancelled: 'neutral',
  expired: 'neutral',
  ended: 'neutral',
};

const memoUnits = 400;
const isNothing = ({ minor }: { minor: string }): boolean => /^0+$/.test(minor);

const memoText = (memo: string | null, { words }: Scene): string | null =>
  memo === null ? null : words.memo(clip(plainLine(memo), memoUnits));

/** Two are named, more are counted; nobody while it is for whoever pays first. */
function peopleText(people: readonly PersonView[], { common, language, context }: Scene): string | null {
  if (people.length === 0) return null;
  return people.length <= 2
    ? language.list(people.map((person) => nameOf(person, context)))
    : common.people(people.length, language);
}

const payersOf = ({ lines }: Request): PersonView[] => lines.flatMap(({ payer }) => payer ?? []);

const wordsOf = (notice: Request, scene: Scene): RequestWords => ({
  asker: nameOf(notice.asker, scene.context),
  payers: peopleText(payersOf(notice), scene),
  total: scene.language.money(notice.total),
  paid: scene.language.money(notice.paid),
  remaining: scene.language.money(notice.remaining),
});

export function requestView(notice: Request, scene: Scene): Card {
  const { words, language, context } = scene;
  const { state, asker, to = 'all' } = notice;
  const said = wordsOf(notice, scene);
  const isUnpaid = state === 'open' || state === 'part';
  const title = notice.reminder && isUnpaid ? words.reminder(said) : words.titles[to][state](said);
  const memo = memoText(notice.memo, scene);
  const isPart = state === 'part' && !isNothing(notice.paid);
  const back = notice.given_back && words.backAgain(language.money(notice.given_back), isAskedAgain(notice));
  const progress =
    [isPart ? words.partPaid(said) : null, back].filter((part) => part !== null).join(' ') || null;
  const until = isUnpaid ? words.until(language.day(notice.expires_at)) : language.day(notice.at);
  const payers = payersOf(notice);
  const ids = [asker, ...(payers.length === 1 ? payers : [])].map((person) => idElsewhere(person, context));
  return card({
    tone: tones[state],
    title,
    lines: [
      ...(to === 'all' ? [partiesLine(notice, scene)] : []),
      ...[memo, progress].flatMap((line) => (line === null ? [] : [[text(line)]])),
    ],
    fields: notice.lines.length === 1 ? [] : lineFields(notice, scene),
    context: quiet(notice.reference, words.states[state], until, ...ids),
    buttons: notice.actions.flatMap((action) => buttonOf(action, notice, scene)),
    fallback: sentences(title, memo, progress, [notice.reference, words.states[state], until].join(', ')),
  });
}

const isAskedAgain = ({ lines }: Request): boolean =>
  lines.some(({ given_back, state }) => given_back && (state === 'open' || state === 'part'));

/** Who pays whom, as mentions. Only those of whom something is still wanted are pinged. */
function partiesLine({ asker, lines }: Request, { common, language, context }: Scene): Span[] {
  const named = lines.filter(({ payer }) => payer !== null);
  const shown = named
    .slice(0, cardLimits.fields)
    .map(({ payer, state }) => personSpan(payer!, context, state === 'open' || state === 'part'));
  const rest = named.length - shown.length;
  return [
    ...joined(shown, ', '),
    ...(rest > 0 ? [text(` ${common.more(rest, language)}`)] : []),
    ...(shown.length > 0 ? [text(' → ')] : []),
    personSpan(asker, context),
  ];
}

/** A field for each who is asked; more than fit are counted in the last one. */
function lineFields({ lines }: Request, scene: Scene): Field[] {
  const { words, language, context } = scene;
  const field = ({ payer, amount, paid, given_back, state }: RequestLine): Field => {
    const whole = language.money(amount);
    const isPart = !isNothing(paid) && paid.minor !== amount.minor;
    return {
      label: payer === null ? words.list.anybody : nameOf(payer, context),
      value: [
        bold(isPart ? words.share(language.money(paid), whole) : whole),
        text(` · ${words.states[state]}`),
        ...(given_back ? [text(` · ${words.givenBack(language.money(given_back))}`)] : []),
      ],
    };
  };
  return fieldsOf(lines, scene, field, (rest) => {
    const paid = rest.filter(({ state }) => state === 'paid').length;
    return text(words.share(String(paid), `${rest.length} ${words.states.paid}`));
  });
}

function buttonOf({ action, intent }: Request['actions'][number], notice: Request, scene: Scene): Button[] {
  const { words, language } = scene;
  const press = { intent };
  if (action !== 'pay') return [{ label: words.buttons[action], style: 'plain', press }];
  const label =
    notice.lines.length === 1 ? words.buttons.pay(language.money(notice.remaining)) : words.payMine;
  return [{ label, style: 'primary', press }];
}

export function requestDeclinedView(notice: NoticeOf<'request_declined'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const memo = memoText(notice.memo, scene);
  return card({
    tone: 'bad',
    title: words.declined.title(nameOf(notice.payer, context), language.money(notice.amount)),
    lines: memo === null ? [] : [[text(memo)]],
    context: quiet(notice.reference, words.states.declined, idElsewhere(notice.payer, context)),
  });
}

export function requestExpiredView(notice: NoticeOf<'request_expired'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const amount = language.money(notice.amount);
  const memo = memoText(notice.memo, scene);
  return card({
    title:
      notice.to === 'asker'
        ? words.expired.asker(peopleText(notice.payers, scene), amount)
        : words.expired.payer(nameOf(notice.asker, context), amount),
    lines: memo === null ? [] : [[text(memo)]],
    context: quiet(notice.reference, words.states.expired),
  });
}

/** A word to whoever did it. */
export const requestDoneView = ({ did }: NoticeOf<'request_done'>, { words }: Scene): Card =>
  card({ tone: did === 'cancelled' ? 'neutral' : 'good', title: words.done[did] });

const listMemoUnits = 40;

/** What one owes comes first. As many as have a button open by it, the others by their codes. */
export function requestsView({ owes, owed }: NoticeOf<'requests'>, scene: Scene): Card {
  const { words, common, language } = scene;
  const items = [
    ...owes.map((item) => ({ item, label: words.list.owes(peopleText(item.people, scene) ?? '') })),
    ...owed.map((item) => ({
      item,
      label: words.list.owed(peopleText(item.people, scene) ?? words.list.anybody),
    })),
  ];
  const rest = items.length - cardLimits.fields;
  const fields = items
    .slice(0, cardLimits.fields)
    .map(({ item, label }): Field => ({ label, value: itemText(item, scene) }));
  const title = words.list.title;
  const hint = rest > 0 ? `${common.more(rest, language)}. ` : '';
  return card({
    title,
    lines:
      items.length === 0
        ? [[text(words.list.empty)]]
        : items.length > cardLimits.buttons
          ? [[text(`${hint}${words.list.more}`)]]
          : [],
    fields,
    buttons: items.slice(0, cardLimits.buttons).map(({ item }) => ({
      label: openLabel(item, scene),
      style: 'plain',
      press: { intent: item.intent },
    })),
    fallback: sentences(
      title,
      ...(items.length === 0
        ? [words.list.empty]
        : items.map(({ item, label }) => `${label}: ${language.money(item.remaining)}, ${item.reference}`)),
    ),
  });
}

const itemText = (
  { remaining, given_back, memo, reference, expires_at }: RequestItem,
  { words, language }: Scene,
): Span[] => [
  bold(language.money(remaining)),
  ...(given_back ? [text(` · ${words.givenBack(language.money(given_back))}`)] : []),
  ...(memo === null ? [] : [text(` · ${clip(plainLine(memo), listMemoUnits)}`)]),
  text(` · ${reference} · ${words.until(language.dayShort(expires_at))}`),
];

const openLabel = ({ people, remaining }: RequestItem, scene: Scene): string =>
  [peopleText(people, scene), scene.language.money(remaining)].filter((part) => part !== null).join(' · ');
