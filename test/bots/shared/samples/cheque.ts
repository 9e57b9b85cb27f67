import type { ChequeItem, ChequeRefusals, NoticeOf } from '../../../../core/index.ts';
import { at, crowd, everyone, evil, huge, person, type RefusalSamples, type Samples } from './kit.ts';

const pounds = (minor: number) => ({ minor: String(minor), asset: { code: 'GBP', exponent: 2 } });

/** An ordinary one, but for what is said. */
export const chequePaper = (more: Partial<NoticeOf<'cheque_paper'>> = {}): NoticeOf<'cheque_paper'> => ({
  kind: 'cheque_paper',
  reference: 'TUP-4821-0937-5510',
  writer: person('Alice'),
  payee: person('Bob'),
  amount: pounds(1_234_56),
  memo: 'rent for December',
  at,
  day: '2025-11-22',
  last_day: '2026-05-22',
  secret: '7KQ2-M9XD-A4TR-0B5V-ZZ61-WQPE-8H3N',
  anew: false,
  balance: pounds(265_44),
  actions: [
    { action: 'cheque_print', intent: 'i_print' },
    { action: 'cheque_stop', intent: 'i_stop' },
  ],
  ...more,
});

const item = (more: Partial<ChequeItem> = {}): ChequeItem => ({
  reference: 'TUP-4821-0937-5510',
  amount: pounds(50_00),
  payee: null,
  casher: null,
  memo: null,
  state: 'open',
  at,
  last_day: '2026-05-22',
  ...more,
});

const stop = { action: 'cheque_stop' as const, intent: 'i'.repeat(32), reference: 'TUP-4821-0937-5510' };

export const cheques: Samples<'cheque_paper' | 'cheques' | 'cheque_cashed' | 'cheque_paid' | 'cheque_ended'> =
  {
    cheque_paper: [
      chequePaper(),
      chequePaper({ payee: null, memo: null, amount: pounds(50_00), anew: true }),
      chequePaper({ secret: null, actions: [] }),
      chequePaper({ writer: everyone, payee: crowd[1]!, memo: evil, amount: huge, balance: huge }),
    ],
    cheques: [
      { kind: 'cheques', cheques: [], more: 0, actions: [] },
      {
        kind: 'cheques',
        cheques: [item({ payee: person('Bob'), memo: 'rent' })],
        more: 0,
        actions: [{ ...stop, action: 'cheque_print' }, stop],
      },
      {
        kind: 'cheques',
        cheques: [
          item(),
          item({ payee: everyone, memo: evil, amount: huge }),
          item({ state: 'cashed', casher: everyone, memo: evil, amount: huge }),
          item({ state: 'stopped', payee: everyone }),
          item({ state: 'expired' }),
        ],
        more: 1_000,
        actions: [stop, stop, stop],
      },
      { kind: 'cheques', cheques: [item(), item()], more: 1, actions: [stop, stop] },
    ],
    cheque_cashed: [
      {
        kind: 'cheque_cashed',
        reference: 'TUP-4821-0937-5510',
        writer: everyone,
        amount: huge,
        memo: evil,
        balance: huge,
      },
      {
        kind: 'cheque_cashed',
        reference: 'TUP-4821-0937-5510',
        writer: person('Alice'),
        amount: pounds(50_00),
        memo: null,
        balance: pounds(75_00),
      },
    ],
    cheque_paid: [
      { kind: 'cheque_paid', reference: 'TUP-4821-0937-5510', casher: everyone, amount: huge, memo: evil },
      {
        kind: 'cheque_paid',
        reference: 'TUP-4821-0937-5510',
        casher: person('Bob'),
        amount: pounds(50_00),
        memo: null,
      },
    ],
    cheque_ended: (['stopped', 'expired'] as const).map((state) => ({
      kind: 'cheque_ended',
      reference: 'TUP-4821-0937-5510',
      state,
      amount: huge,
      balance: huge,
    })),
  };

export const chequeRefusals: RefusalSamples<keyof ChequeRefusals> = {
  cheque_incomplete: {},
  cheque_months_invalid: { text: evil, longest: 12 },
  cheques_too_many: { limit: 100 },
  cheque_number_missing: {},
  cheque_paper_missing: {},
  cheque_number_invalid: { text: evil },
  cheque_unknown: { number: 'TUP-4821-0937-5510' },
  cheque_secret_invalid: {},
  cheque_secret_forgotten: {},
  cheque_wrong: { left: 4 },
  cheque_tries_exhausted: { until: at, number: true },
  cheque_not_yours: {},
  cheque_own: {},
  cheque_ended: { state: 'cashed', yours: true },
};
