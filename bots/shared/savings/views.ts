/** What somebody has set aside, and how far that is towards what they want. */
import { decimalText, type NoticeOf, type Pot } from '../../../core/index.ts';
import type { Card, CardFile, Field } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import { drawable } from '../picture/index.ts';
import { progressPicture } from '../picture/progress.ts';
import { type Scene as AnyScene, bold, card, quiet, sentences, spansText, text } from '../views/parts.ts';
import type { SavingsMessages } from './messages.ts';

type Scene = AnyScene<SavingsMessages>;
type Savings = NoticeOf<'savings'>;

const nameUnits = 60;
const ppm = 1_000_000n;

/** How much of the goal is there, in millionths. Rounded down: what is not there is not shown. */
const shareOf = ({ saved, goal }: Pot): number =>
  goal === null ? 0 : Number((BigInt(saved.minor) * ppm) / BigInt(goal.target.minor));

/** Whole percents: `64%`. */
const percentOf = (pot: Pot, { language }: Scene): string =>
  language.percent(Math.floor(shareOf(pot) / 10_000) * 10_000);

const goalName = ({ goal }: Pot): string | null => {
  const name = clip(plainLine(goal?.name ?? ''), nameUnits);
  return name === '' ? null : name;
};

export function savingsView({ pots, moved }: Savings, scene: Scene): Card {
  const { words, common, language } = scene;
  const [first] = pots;
  const title = titleOf({ pots, moved }, scene);
  const isEmpty = first === undefined;
  const undo = moved && undoOf(moved, scene);
  const lines = [
    ...(isEmpty ? [words.savings.start(null)] : []),
    ...(moved ? [common.balanceNow(language.money(moved.balance))] : []),
  ];
  const fields = pots.length === 1 ? fieldsOf(first!, scene) : pots.map((pot) => potField(pot, scene));
  const file = first && pictureOf(first, scene);
  return card({
    tone: moved ? 'good' : 'neutral',
    title,
    lines: lines.map((line) => [text(line)]),
    fields,
    ...(moved && { context: quiet(moved.reference, words.savings.undo(undo!)) }),
    ...(file && { file }),
    fallback: sentences(
      title,
      ...fields.map(({ label, value }) => `${label}: ${spansText(value)}`),
      ...lines,
    ),
  });
}

function titleOf({ pots, moved }: Pick<Savings, 'pots' | 'moved'>, { words, language }: Scene): string {
  if (moved) {
    const amount = language.money(moved.amount);
    return moved.direction === 'save' ? words.savings.saved(amount) : words.savings.unsaved(amount);
  }
  if (pots.length === 0) return words.savings.none;
  return pots.length === 1 ? words.savings.title(language.money(pots[0]!.saved)) : words.savings.titleMany;
}

/** In figures as the reader types them. By its code, as some currencies' signs are many currencies'. */
function undoOf({ direction, amount }: NonNullable<Savings['moved']>, { language }: Scene): string {
  const decimal = decimalText(amount);
  const figures = language.decimal(decimal, decimal.split('.')[1]?.length ?? 0);
  return `/${direction === 'save' ? 'unsave' : 'save'} ${figures} ${amount.asset.code}`;
}

function fieldsOf(pot: Pot, scene: Scene): Field[] {
  const { words, language } = scene;
  return [
    { label: words.savings.pot, value: [bold(language.money(pot.saved))] },
    ...(pot.rate_ppm === 0 ? [] : [{ label: words.savings.rate, value: [text(earnsOf(pot, scene))] }]),
    ...(pot.goal === null ? [] : [{ label: words.savings.goal, value: [text(progressOf(pot, scene))] }]),
  ];
}

function earnsOf({ rate_ppm, earned }: Pot, { words, language }: Scene): string {
  return words.savings.earns(
    language.percent(rate_ppm),
    /^0+$/.test(earned.minor) ? null : language.money(earned),
  );
}

function progressOf(pot: Pot, scene: Scene): string {
  const { words, language } = scene;
  const of = { name: goalName(pot), target: language.money(pot.goal!.target) };
  return shareOf(pot) >= Number(ppm)
    ? words.savings.reached(of)
    : words.savings.progress({ ...of, percent: percentOf(pot, scene) });
}

function potField(pot: Pot, scene: Scene): Field {
  const { language } = scene;
  const more = [
    ...(pot.rate_ppm === 0 ? [] : [earnsOf(pot, scene)]),
    ...(pot.goal === null ? [] : [progressOf(pot, scene)]),
  ];
  return {
    label: pot.saved.asset.code,
    value: [bold(language.money(pot.saved)), ...(more.length === 0 ? [] : [text(` · ${more.join(' · ')}`)])],
  };
}

function pictureOf(pot: Pot, scene: Scene): CardFile | null {
  const { words, language } = scene;
  if (pot.goal === null) return null;
  const [saved, target] = [language.money(pot.saved), language.money(pot.goal.target)];
  const name = goalName(pot);
  const title = (name && drawable(name)) || words.savings.picture.title;
  const percent = percentOf(pot, scene);
  return progressPicture({
    title,
    saved: words.savings.picture.saved(saved),
    target: words.savings.picture.target(target),
    permille: Math.floor(shareOf(pot) / 1_000),
    percent,
    alt: words.savings.picture.alt({ title: name ?? words.savings.picture.title, saved, target, percent }),
  });
}
