/** Statements and spending, as cards. */
import {
  type AccountFigures,
  dayAfter,
  daysOfPeriod,
  decimalText,
  type Money,
  type NoticeOf,
  type SpentIn,
} from '../../../core/index.ts';
import type { Card, CardFile, Field } from '../card.ts';
import { bold, card, quiet, sentences, signedText, spansText, text } from '../views/parts.ts';
import { spendingPicture } from './picture.ts';
import { accountText, periodText, type Scene, zoneText } from './words.ts';

/** So many accounts stand on the card; all of them are in the file. With more, Telegram could not send it. */
const accountsShown = 4;
const categoriesShown = 6;

const isNothing = ({ minor }: Money): boolean => /^-?0+$/.test(minor);

export function statementView(notice: NoticeOf<'statement'>, scene: Scene): Card {
  const { words, language } = scene;
  const { of, accounts, left_out, actions } = notice;
  const title = words.title(periodText(of.period, language));
  const hasMoved = accounts.some((one) => one.credit_count + one.debit_count > 0);
  const lines = [
    of.final ? null : words.soFar,
    hasMoved ? null : words.nothing,
    left_out.length === 0 ? null : words.leftOut(language.list(left_out)),
  ].filter((line) => line !== null);
  const [only] = accounts;
  const fields =
    accounts.length === 1
      ? figureFields(only!, scene)
      : accounts.slice(0, accountsShown).map((account) => accountField(account, scene));
  return card({
    title,
    lines: lines.map((line) => [text(line)]),
    fields,
    context: quiet(of.reference, words.byClock(zoneText(of))),
    buttons: actions.map(({ action, intent }) => ({
      label: words.buttons[action],
      style: 'plain',
      press: { intent },
    })),
    fallback: sentences(
      title,
      ...fields.map(({ label, value }) => `${label}: ${spansText(value)}`),
      ...lines,
    ),
  });
}

function figureFields(account: AccountFigures, { words, language }: Scene): Field[] {
  const { opening, closing, credits, debits, credit_count, debit_count, held } = account;
  const counted = (amount: Money, count: number) =>
    count === 0
      ? language.money(amount)
      : words.counted(language.money(amount), words.entries(count, language));
  return [
    { label: words.figures.opening, value: [text(language.money(opening))] },
    { label: words.figures.credits, value: [text(counted(credits, credit_count))] },
    { label: words.figures.debits, value: [text(counted(debits, debit_count))] },
    { label: words.figures.closing, value: [bold(language.money(closing))] },
    ...(isNothing(held) ? [] : [{ label: words.figures.held, value: [text(language.money(held))] }]),
  ];
}

const accountField = (account: AccountFigures, scene: Scene): Field => {
  const { words, language } = scene;
  const { opening, closing } = account;
  const moved = words.movement(language.money(opening), language.money(closing));
  return { label: accountText(account, scene), value: [text(moved)] };
};

export function spendingView(notice: NoticeOf<'spending'>, scene: Scene): Card {
  const { words, language } = scene;
  const { of, spent, total, income, opening, closing, others, moved, movements } = notice;
  const period = periodText(of.period, language);
  const title = isNothing(total)
    ? words.spending.none(period)
    : words.spending.title(language.money(total), period);
  const lines = [
    isNothing(income) ? null : words.spending.income(language.money(income)),
    isNothing(moved)
      ? null
      : words.spending.moved(
          signedText(moved, language),
          movements.map((movement) => words.spending.movements[movement]).join(', '),
        ),
    words.spending.balance(language.money(opening), language.money(closing)),
    others.length === 0 ? null : words.spending.others(language.list(others)),
  ].filter((line) => line !== null);
  const fields = spent.slice(0, categoriesShown).map((one) => spentField(one, scene));
  return card({
    title,
    lines: lines.map((line) => [text(line)]),
    fields,
    context: quiet(words.byClock(zoneText(of))),
    file: pictureOf(notice, scene),
    fallback: sentences(
      title,
      ...fields.map(({ label, value }) => `${label}: ${spansText(value)}`),
      ...lines,
    ),
  });
}

const spentField = ({ category, amount, count }: SpentIn, { words, language }: Scene): Field => ({
  label: words.spending.categories[category],
  value: [
    text(
      count === 0
        ? language.money(amount)
        : words.spending.of(language.money(amount), words.spending.times(count, language)),
    ),
  ],
});

/** For the eye only: what is drawn may be rounded, what is said is not. */
const drawn = (amount: Money): number => Number(decimalText(amount));

function pictureOf(notice: NoticeOf<'spending'>, { words, language }: Scene): CardFile {
  const { of, spent, total, opening, closing, balances } = notice;
  const period = periodText(of.period, language);
  const { picture, categories } = words.spending;
  const { from, until } = daysOfPeriod(of.period);
  const ends = Date.parse(of.ends_at);
  const said = spent
    .slice(0, categoriesShown)
    .map(({ category, amount }) => `${categories[category]} ${language.money(amount)}`);
  const { asset } = closing;
  return spendingPicture({
    title: language.money(total),
    subtitle: `${picture.spent} · ${period}`,
    bars: spent.slice(0, categoriesShown).map(({ category, amount }) => ({
      label: categories[category],
      amount: drawn(amount),
      said: language.money(amount),
    })),
    balance: {
      title: picture.balance,
      steps: [
        { at: Date.parse(of.begins_at), amount: drawn(opening) },
        ...balances.map(({ day, balance }) => ({
          at: Date.parse(`${day}T12:00:00Z`),
          amount: drawn(balance),
        })),
        { at: ends, amount: drawn(closing) },
      ],
      from: Date.parse(of.begins_at),
      until: Date.parse(of.ends_at),
      days: [language.date(from), language.date(dayAfter(until, -1))],
      money: (amount) => language.money(wholeOf(amount, asset)),
    },
    nothing: picture.nothing,
    alt: picture.alt({
      period,
      spent: said.length === 0 ? picture.nothing : language.list(said),
      closing: language.money(closing),
    }),
  });
}

/** What an axis says, in minor units. */
const wholeOf = (amount: number, asset: Money['asset']): Money => ({
  minor: BigInt(Math.round(amount * 10 ** asset.exponent)).toString(),
  asset,
});
