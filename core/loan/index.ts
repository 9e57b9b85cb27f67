/** Loans of the bank: offered by tier, paid out, repaid by a plan. */
import type { Capability, HistoryView, PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import type { Pressed } from '../intents/types.ts';
import type { NoticeOf } from '../notices.ts';
import { mayOperate } from '../policy/operators.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { loanCode, pressAccept, pressDecline } from './accept.ts';
import { findLoans, loansOf, plansOf } from './book.ts';
import { collectDue, remindDue } from './collect.ts';
import { loanNotice, showButtons, viewOfLoan } from './notice.ts';
import { offer } from './offer.ts';
import { loansDesk, setProduct, writeOff } from './operate.ts';
import { productsOf } from './products.ts';
import { feeBackCode, pressKeep, pressQuote, pressRepay, quoteRepayment, repayCode } from './repay.ts';
import type { LoanService } from './types.ts';

const statement = {
  history: sqlFile(import.meta.url, './sql/history.sql'),
  hasLoan: sqlFile(import.meta.url, './sql/has_loan.sql'),
};

export function createLoan(context: Context): Capability<LoanService> {
  const service = loanService(context);
  return {
    service,
    presses: {
      loan_show: (press) => pressShow(context, press),
      loan_accept: (press) => pressAccept(context, press),
      loan_decline: (press) => pressDecline(context, press),
      loan_repay: (press) => pressRepay(context, press),
      loan_keep: (press) => pressKeep(context, press),
      loan_repay_due: (press) => pressQuote(context, 'due', press),
      loan_repay_all: (press) => pressQuote(context, 'all', press),
    },
    schedules: {
      collect_loans: { every_ms: 60_000, run: service.collectDue },
      remind_loans: { every_ms: 60_000, run: service.remindDue },
    },
    // What somebody owes stays theirs: whoever else they become could not have known of it.
    mayJoin: async (sql, person, _proven_at, as) =>
      as === 'merged' && (await run(sql, statement.hasLoan, [person])).length > 0
        ? refuse('link_with_loan')
        : ok(null),
    home: async (identity) => {
      const notice = await overview(context, identity);
      return notice.loans.length > 0 ? [notice] : [];
    },
    desk: async () => [await loansDesk(context)],
    history: { [loanCode]: historyOf, [repayCode]: historyOf, [feeBackCode]: historyOf },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}

const historyOf: HistoryView = (sql, lines) =>
  run(sql, statement.history, [lines.map(({ transfer }) => transfer)]);

/** Who may is asked before anything is looked up, so that nobody else learns what there is. */
function loanService(context: Context): LoanService {
  const allowed = (by: Identity | null) => mayOperate(context, by);
  return {
    offer: (by, request) => offer(context, by, request),
    show: (by, reference) => show(context, by, reference),
    quoteRepayment: (by, request) => quoteRepayment(context, by, request),
    collectDue: (limit) => collectDue(context, limit),
    remindDue: (limit) => remindDue(context, limit),
    desk: async (by) => (allowed(by) ? ok(await loansDesk(context)) : refuse('not_operator')),
    setProduct: async (by, ...set) =>
      allowed(by) ? setProduct(context, by, ...set) : refuse('not_operator'),
    writeOff: async (by, ...loan) => (allowed(by) ? writeOff(context, by, ...loan) : refuse('not_operator')),
  };
}

async function show(
  context: Context,
  by: Identity,
  reference: string | null,
): Promise<Result<NoticeOf<'loan' | 'loans'>>> {
  const { sql } = context;
  const person = await context.known(by);
  if (reference !== null) {
    const [loan] = await findLoans(sql, { reference });
    return loan && loan.person === person?.id
      ? ok(await loanNotice(context, sql, loan))
      : refuse('loan_unknown', { text: reference });
  }
  const loans = person ? await loansOf(context, sql, person.id) : [];
  return ok(loans.length === 1 ? await loanNotice(context, sql, loans[0]!) : await overview(context, by));
}

/** Out of a list, as it stands by now: beside the list, which has other offers, too. */
async function pressShow(context: Context, { subject }: PressedIntent): Promise<Result<Pressed>> {
  const [loan] = await findLoans(context.sql, { ids: [subject!] });
  return ok({ private: await loanNotice(context, context.sql, loan!) });
}

/** What somebody has borrowed, and what they may borrow. */
async function overview(context: Context, by: Identity): Promise<NoticeOf<'loans'>> {
  const { sql } = context;
  const person = await context.known(by);
  const loans = person ? await loansOf(context, sql, person.id) : [];
  const plans = await plansOf(
    sql,
    loans.map(({ id }) => id),
  );
  const buttons = await showButtons(context, sql, loans);
  return {
    kind: 'loans',
    loans: loans.map((loan) => viewOfLoan(context, loan, plans.get(loan.id)!, buttons.get(loan.id) ?? null)),
    products: await productsOf(context, sql, person?.id ?? null),
  };
}
