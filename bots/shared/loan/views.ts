/** Loans as their borrowers see them, what they are told of them, and what operators see. */
import type { LoanPayment, LoanProductView, Money, NoticeOf } from '../../../core/index.ts';
import { type Card, type CardFile, cardLimits, type Field } from '../card.ts';
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
import type { LoanMessages } from './messages.ts';

type Scene = AnyScene<LoanMessages>;
type Loan = NoticeOf<'loan'>;

const reasonUnits = 200;

const isNothing = ({ minor }: Money): boolean => /^-?0+$/.test(minor);

/** To one decimal place of a percent, a half up, as the directive has it for the annual percentage rate of charge. */
const toTenth = (ppm: number): number => Math.round(ppm / 1_000) * 1_000;

export const linesOf = (lines: readonly (string | null)[]) =>
  lines.flatMap((line) => (line === null ? [] : [[text(line)]]));

export function loanView(notice: Loan, scene: Scene): Card {
  const { words, common, language } = scene;
  const { state, reference, balance, arrears, withdraw_until, payments, fee_returned } = notice;
  const isOffer = state === 'offered';
  const isOpen = isOffer || state === 'active';
  // A fee of which nothing is left to come back is none here.
  const hasFee = !isNothing(notice.fee) && notice.fee.minor !== fee_returned.minor;
  const [amount, left] = [notice.amount, notice.outstanding].map((sum) => language.money(sum)) as [
    string,
    string,
  ];
  const title = words.loan.title[state]({ amount, months: notice.months, left }, language);
  const lines = isOffer
    ? [
        getsOf(notice, scene),
        planLine(payments, scene),
        words.loan.rights(hasFee),
        words.loan.lasts(timeOf(notice, scene)),
      ]
    : [
        balance && common.balanceNow(language.money(balance)),
        arrears &&
          `${words.loan.late(language.money(arrears.amount), arrears.days, language)} ${words.loan.lateCosts}`,
        isOpen
          ? planLine(
              payments.filter((one) => one.state !== 'paid'),
              scene,
            )
          : null,
        isOpen
          ? withdraw_until
            ? words.loan.withdraw(language.date(withdraw_until), hasFee)
            : words.loan.repayHow(hasFee)
          : null,
        isNothing(fee_returned) ? null : words.loan.feeReturned(language.money(fee_returned)),
      ];
  const file = isOffer ? planFile(notice, scene) : null;
  const fields = isOpen ? fieldsOf(notice, scene) : [];
  const shown = linesOf(lines);
  return card({
    tone: isOffer ? 'pending' : arrears ? 'bad' : balance || state === 'repaid' ? 'good' : 'neutral',
    title,
    lines: shown,
    fields,
    context: quiet(reference),
    buttons: notice.actions.map(({ action, intent }) => ({
      label: words.loan.buttons[action],
      style: action === 'loan_accept' || action === 'loan_repay_due' ? 'primary' : 'plain',
      press: { intent },
    })),
    ...(file && { file }),
    fallback: sentences(
      title,
      ...fields.map(({ label, value }) => `${label}: ${spansText(value)}`),
      ...shown.map(spansText),
    ),
  });
}

export const timeOf = ({ until }: Pick<Loan, 'until'>, { language }: Scene): string =>
  until === null ? '' : `${language.day(until)}, ${language.time(until)}`;

const getsOf = ({ paid_out, payable, payments }: Loan, { words, language }: Scene): string =>
  words.loan.gets(
    { paidOut: language.money(paid_out), payable: language.money(payable), count: payments.length },
    language,
  );

function fieldsOf(notice: Loan, scene: Scene): Field[] {
  const { words, language } = scene;
  const { fields } = words.loan;
  const { fee, state, payments } = notice;
  const field = (label: string, value: string): Field => ({ label, value: [text(value)] });
  const rates = [
    field(fields.rate, words.loan.rate(language.percent(notice.rate_ppm))),
    { label: fields.apr, value: [bold(language.percent(toTenth(notice.apr_ppm), 1))] },
  ];
  if (state === 'offered')
    return [
      { label: fields.paidOut, value: [bold(language.money(notice.paid_out))] },
      field(fields.payments, levelOf(payments, scene)),
      ...rates,
      ...(isNothing(fee) ? [] : [field(fields.fee, language.money(fee))]),
      field(fields.cost, language.money(notice.cost)),
      { label: fields.payable, value: [bold(language.money(notice.payable))] },
    ];
  const next = payments.find((one) => one.state === 'open');
  return [
    { label: fields.left, value: [bold(language.money(notice.outstanding))] },
    ...(next ? [field(fields.next, nextText(next, scene))] : []),
    ...rates,
  ];
}

export const nextText = (
  { amount, on }: Pick<LoanPayment, 'amount' | 'on'>,
  { words, language }: Scene,
): string => words.loan.next(language.money(amount), language.date(on));

/** `5 × £20.71, and a last one of £20.68`. */
function levelOf(payments: readonly LoanPayment[], { words, language }: Scene): string {
  const [first, last] = [payments[0]!.amount, payments.at(-1)!.amount];
  const isLevel = first.minor === last.minor;
  return words.loan.level({
    count: isLevel ? payments.length : payments.length - 1,
    amount: language.money(first),
    last: isLevel ? null : language.money(last),
  });
}

/** Every payment with its day, as far as a line has room. */
function planLine(payments: readonly LoanPayment[], { words, language }: Scene): string | null {
  if (payments.length === 0) return null;
  const said = payments.map(({ on, amount, state }) => {
    const say = state === 'overdue' ? words.loan.latePayment : words.loan.payment;
    return say(language.date(on), language.money(amount));
  });
  // A dot between would begin or end a line wherever it is wrapped.
  const separator = '; ';
  let shown = said.length;
  const lineOf = () =>
    [
      ...said.slice(0, shown),
      ...(shown < said.length ? [words.loan.more(said.length - shown, language)] : []),
    ].join(separator);
  while (shown > 1 && lineOf().length > cardLimits.lineCharacters) shown -= 1;
  return lineOf();
}

/** All of the plan, to keep. */
function planFile({ reference, payments }: Loan, { words, language }: Scene): CardFile {
  const { plan } = words.loan;
  const rows = payments.map(({ on, amount, principal, interest, left }) =>
    plan.line({
      on: language.date(on),
      amount: language.money(amount),
      principal: language.money(principal),
      interest: language.money(interest),
      left: language.money(left),
    }),
  );
  const lines = [plan.head(reference), '', ...rows, ''];
  return {
    name: `${plan.name}_${reference}.txt`,
    media_type: 'text/plain; charset=utf-8',
    text: lines.join('\n'),
  };
}

export const productOf = (
  { amount_min, amount_max, months_min, months_max, rate_ppm, fee_ppm }: LoanProductView,
  { words, language }: Scene,
): string =>
  words.list.product({
    min: language.money(amount_min),
    max: language.money(amount_max),
    monthsMin: months_min,
    monthsMax: months_max,
    rate: language.percent(rate_ppm),
    fee: fee_ppm === 0 ? null : language.percent(fee_ppm),
  });

export function repaymentView(notice: NoticeOf<'loan_repayment'>, scene: Scene): Card {
  const { words, common, language } = scene;
  const { state, repays, payments, balance, fee_returned, net, saved, principal, interest } = notice;
  const amount = language.money(notice.amount);
  const isDone = state === 'done';
  // What comes back of the fee may be more than is repaid.
  const leaves = BigInt(net.minor) > 0n ? language.money(net) : null;
  const say = words.repayment;
  const parts =
    repays === 'part'
      ? null
      : say.parts({ principal: language.money(principal), interest: language.money(interest) });
  const fee =
    repays === 'due' || isNothing(fee_returned)
      ? null
      : say.fee[repays]({
          fee: language.money(fee_returned),
          net: leaves,
        });
  const about = [
    state === 'renewed' ? say.renewed : null,
    parts,
    fee,
    isNothing(saved) ? null : say.saved(language.money(saved)),
  ].filter((one) => one !== null);
  const rest =
    payments.length === 0
      ? say.over
      : `${say.afterwards(payments.length, language)} ${planLine(payments, scene)}`;
  return card({
    tone: isDone ? 'good' : 'pending',
    title: isDone ? words.repayment.done[repays](amount) : words.repayment.asked[repays](amount),
    lines: linesOf([
      about.length === 0 ? null : about.join(' '),
      isDone && payments.length === 0 ? null : rest,
      balance && common.balanceNow(language.money(balance)),
    ]),
    context: quiet(notice.reference),
    buttons: notice.actions.map(({ action, intent }) =>
      action === 'loan_repay'
        ? { label: say.buttons.repay(leaves), style: 'primary', press: { intent } }
        : { label: say.buttons.keep, style: 'plain', press: { intent } },
    ),
  });
}

export function dueView(
  { amount, on, lacking, reference }: NoticeOf<'loan_due'>,
  { words, language }: Scene,
): Card {
  return card({
    tone: lacking ? 'pending' : 'neutral',
    title: words.told.due(language.money(amount), language.date(on)),
    lines: linesOf([
      words.told.dueHow,
      lacking ? words.told.lacking(language.money(lacking)) : words.told.enough,
    ]),
    context: quiet(reference),
  });
}

export function collectedView(notice: NoticeOf<'loan_collected'>, scene: Scene): Card {
  const { words, common, language } = scene;
  const { amount, interest, outstanding, next, after, reference } = notice;
  return card({
    tone: 'good',
    title: words.told.collected(language.money(amount)),
    lines: linesOf([
      isNothing(outstanding) && next === null
        ? words.told.repaid
        : words.told.left(language.money(outstanding), next && nextText(next, scene)),
      isNothing(interest) ? null : words.told.interest(language.money(interest)),
      common.balanceNow(language.money(after)),
    ]),
    context: quiet(reference),
  });
}

export function missedView(
  { arrears, available, reference }: NoticeOf<'loan_missed'>,
  { words, language }: Scene,
): Card {
  return card({
    tone: 'bad',
    title: words.told.missed(language.money(arrears.amount), arrears.days, language),
    lines: linesOf([words.told.missedHow(language.money(available)), words.told.missedKind]),
    context: quiet(reference),
  });
}

export const writtenOffView = (
  { amount, reference }: NoticeOf<'loan_written_off'>,
  { words, language }: Scene,
): Card =>
  card({
    title: words.told.writtenOff(language.money(amount)),
    lines: linesOf([words.told.writtenOffHow]),
    context: quiet(reference),
  });

export function bankLoansView({ lent, arrears, late, products }: NoticeOf<'bank_loans'>, scene: Scene): Card {
  const { words, common, language, context } = scene;
  const named = arrears.map(({ person, amount, days, reference }) => {
    const said = words.bank.lateLoan(
      { name: nameOf(person, context), amount: language.money(amount), days },
      language,
    );
    return `${said} (${reference})`;
  });
  const over = late - named.length;
  const said = [...named, ...(over > 0 ? [common.more(over, language)] : [])].join(' · ');
  const lines = [
    products.length === 0 ? words.bank.empty : null,
    lent.length === 0
      ? null
      : late === 0
        ? words.bank.noneLate
        : `${words.bank.late(late, language)} ${said}`,
  ];
  return card({
    tone: late > 0 ? 'bad' : 'neutral',
    title: words.bank.title,
    lines: linesOf(lines),
    fields: [...lent.map((one) => lentField(one, scene)), ...products.map((one) => productField(one, scene))],
  });
}

type Lent = NoticeOf<'bank_loans'>['lent'][number];

function lentField({ outstanding, loans, income, fees, lost }: Lent, { words, language }: Scene): Field {
  const sums = {
    income: language.money(income),
    fees: language.money(fees),
    lost: isNothing(lost) ? null : language.money(lost),
  };
  return {
    label: outstanding.asset.code,
    value: [
      bold(words.bank.lent({ outstanding: language.money(outstanding), loans }, language)),
      text(` · ${words.bank.earned(sums)}`),
    ],
  };
}

const productField = (product: LoanProductView, scene: Scene): Field => ({
  label: `${product.tier} · ${product.amount_min.asset.code}`,
  value: [
    text(productOf(product, scene)),
    text(
      scene.words.bank.terms({
        total: scene.language.money(product.outstanding_max),
        loans: product.loans_max,
      }),
    ),
  ],
});

export function bankWrittenOffView(
  { loan, person, amount, reason, reference }: NoticeOf<'bank_loan_written_off'>,
  { words, language, context }: Scene,
): Card {
  return card({
    tone: 'good',
    title: words.bank.writtenOff({ name: nameOf(person, context), amount: language.money(amount) }),
    lines: linesOf([reason && clip(plainLine(reason), reasonUnits)]),
    context: quiet(loan, reference, idElsewhere(person, context)),
  });
}
