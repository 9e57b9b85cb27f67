/** Tallies for everybody, notes for the giver, a word for the author. */
import type { Money, NoticeAction, NoticeOf, PersonView, TipEmoji, TipForm } from '../../../core/index.ts';
import { tipUndoSeconds } from '../../../core/index.ts';
import type { Button, Card, Field, Form, Span } from '../card.ts';
import { cardLimits } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import {
  type Scene as AnyScene,
  bold,
  card,
  fieldsOf,
  joined,
  nameOf,
  personSpan,
  quiet,
  sentences,
  text,
} from '../views/parts.ts';
import type { TipMessages } from './messages.ts';

type Scene = AnyScene<TipMessages>;

const emojiUnits = 24;

/** A community's own emoji has an id behind its name, which says nothing to people. */
const emojiText = (emoji: string): string =>
  clip(plainLine(emoji.replace(/^(\w+):\d+$/, ':$1:')), emojiUnits);

const sumText = (totals: readonly Money[], { language }: Scene): string =>
  language.list(totals.map(language.money));

/** The first few by name, the others counted. */
const peopleText = (
  named: readonly PersonView[],
  people: number,
  { common, language, context }: Scene,
): string => {
  const names = named.map((person) => nameOf(person, context));
  const rest = people - names.length;
  return rest > 0 ? `${names.join(', ')} ${common.more(rest, language)}` : language.list(names);
};

const peopleSpans = (
  named: readonly PersonView[],
  people: number,
  { common, language, context }: Scene,
): Span[] => {
  const rest = people - named.length;
  return [
    ...joined(
      named.map((person) => personSpan(person, context)),
      ', ',
    ),
    ...(rest > 0 ? [text(` ${common.more(rest, language)}`)] : []),
  ];
};

/** Quiet: it mentions and never pings. */
export function tipTallyView(notice: NoticeOf<'tip_tally'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const { author, lines, totals, tippers, people } = notice;
  const name = nameOf(author, context);
  const [only] = lines;
  if (!only) return card({ title: words.tally.none(name), context: quiet(notice.reference) });
  const isSingle = people === 1 && lines.length === 1 && only.emoji === null && only.count === 1;
  const title = isSingle
    ? words.tally.single(nameOf(tippers[0]!, context), name, language.money(only.amount))
    : words.tally.title(name, sumText(totals, scene));
  const from = peopleText(tippers, people, scene);
  return card({
    title,
    lines: [
      isSingle
        ? [personSpan(tippers[0]!, context), text(' → '), personSpan(author, context)]
        : [...peopleSpans(tippers, people, scene), text(' → '), personSpan(author, context)],
    ],
    fields: isSingle ? [] : lines.slice(0, cardLimits.fields).map((line) => lineField(line, scene)),
    context: quiet(notice.reference),
    fallback: sentences(title, isSingle ? null : words.tally.from(from)),
  });
}

const lineField = (
  { emoji, count, amount }: NoticeOf<'tip_tally'>['lines'][number],
  { words, language }: Scene,
): Field => ({
  label: `${emoji === null ? words.tally.plain : emojiText(emoji)} × ${language.plural(count, { one: '#', other: '#' })}`,
  value: [bold(language.money(amount))],
});

function lineTitle(
  { author, amount, state }: NoticeOf<'tip_note'>['lines'][number],
  { words, language, context }: Scene,
): string {
  const isLost = state === 'undone' || state === 'voided' || state === 'returned';
  const write = isLost ? words.note.lost[state] : words.note.title;
  return write(nameOf(author, context), language.money(amount));
}

export function tipNoteView(notice: NoticeOf<'tip_note'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const { lines, more, actions, reference } = notice;
  const [latest] = lines;
  const isOne = lines.length === 1 && more === 0;
  const title = isOne ? lineTitle(latest!, scene) : words.note.several(lines.length + more, language);
  const under = lines.some(({ state }) => state === 'held');
  const lost = lines.every(({ state }) => state === 'voided');
  return card({
    tone: under ? 'pending' : lost ? 'bad' : isOne && latest!.state === 'settled' ? 'good' : 'neutral',
    title,
    lines: under ? [[text(words.note.undo(tipUndoSeconds))]] : [],
    fields: isOne
      ? []
      : [
          ...lines.map(({ author, emoji, amount, state }) => ({
            label: `${emoji === null ? '' : `${emojiText(emoji)} `}${nameOf(author, context)}`,
            value: [bold(language.money(amount)), text(` · ${words.states[state]}`)],
          })),
          ...(more > 0 ? [{ label: words.note.more(more, language), value: [text('…')] }] : []),
        ],
    context: quiet(reference, isOne && !under ? words.states[latest!.state] : null),
    buttons: actions.flatMap((action) => buttonOf(action, scene)),
    fallback: sentences(title, under ? words.note.undo(tipUndoSeconds) : null),
  });
}

function buttonOf({ action, intent, amount }: NoticeAction, { words, language }: Scene): Button[] {
  const shown = amount === undefined ? '' : language.money(amount);
  const press = { intent };
  switch (action) {
    case 'tip_on':
      return [{ label: words.buttons.on, style: 'plain', press }];
    case 'tip_on_now':
      return [{ label: words.buttons.onNow(shown), style: 'primary', press }];
    case 'tip_off':
      return [{ label: words.buttons.off, style: 'plain', press }];
    case 'tip_undo':
      return [{ label: words.buttons.undo(shown), style: 'plain', press }];
    default:
      return [];
  }
}

export function tipExplainedView(notice: NoticeOf<'tip_explained'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const amount = language.money(notice.amount);
  return card({
    tone: 'pending',
    title: words.explained.title(nameOf(notice.author, context), amount),
    lines: [
      [text(words.explained.reaction(emojiText(notice.emoji), amount))],
      [text(words.explained.undo(tipUndoSeconds))],
      [text(words.explained.nothing)],
    ],
    buttons: notice.actions.flatMap((action) => buttonOf(action, scene)),
  });
}

const emojiFields = (emojis: readonly TipEmoji[], scene: Scene): Field[] =>
  fieldsOf(emojis, scene, ({ emoji, amount }) => ({
    label: emojiText(emoji),
    value: [bold(scene.language.money(amount))],
  }));

export function tipsView(notice: NoticeOf<'tips'>, scene: Scene): Card {
  const { words } = scene;
  const { on, emojis } = notice;
  return card({
    title: on ? words.tips.on : words.tips.off,
    // What the fields say stands right above them.
    lines: [[text(words.tips.how)], [text(emojis.length > 0 ? words.tips.worth : words.tips.none)]],
    fields: emojiFields(emojis, scene),
    buttons: notice.actions.flatMap((action) => buttonOf(action, scene)),
  });
}

export const tipsTurnedView = ({ on }: NoticeOf<'tips_turned'>, { words }: Scene): Card =>
  card({
    tone: on ? 'good' : 'neutral',
    title: on ? words.turned.on : words.turned.off,
    lines: [[text(on ? words.turned.undo(tipUndoSeconds) : words.turned.again)]],
  });

export const tipEmojisView = ({ emojis }: NoticeOf<'tip_emojis'>, scene: Scene): Card =>
  card({
    title: scene.words.emojis.title,
    lines: [
      ...(emojis.length === 0 ? [[text(scene.words.emojis.none)]] : []),
      [text(scene.words.emojis.how)],
    ],
    fields: emojiFields(emojis, scene),
  });

/** A word to whoever pressed the button. */
export const tipUndoneView = ({ amount }: NoticeOf<'tip_undone'>, { words, language }: Scene): Card =>
  card({ title: words.undone(language.money(amount)) });

export function tipsReceivedView(notice: NoticeOf<'tips_received'>, scene: Scene): Card {
  const { words, common, language, context } = scene;
  const { totals, tippers, people, balances, returns_at } = notice;
  const total = sumText(totals, scene);
  const from = people === 1 ? nameOf(tippers[0]!, context) : common.people(people, language);
  const next =
    returns_at === undefined
      ? common.balanceNow(sumText(balances, scene))
      : words.received.returns(language.day(returns_at));
  return card({
    tone: returns_at === undefined ? 'good' : 'pending',
    title: returns_at === undefined ? words.received.title(total, from) : words.received.waits(total, from),
    lines: [
      ...(people > 1 ? [[text(words.received.from(peopleText(tippers, people, scene)))]] : []),
      [text(next)],
    ],
  });
}

export const tipForm = ({ intent }: TipForm, { form }: TipMessages): Form => ({
  title: form.title,
  intent,
  submit: form.submit,
  fields: [
    {
      name: 'amount',
      label: form.amount,
      kind: 'text',
      placeholder: form.amountPlaceholder,
      required: true,
      charactersMax: 64,
    },
  ],
});
