/**
 * A statement for bookkeeping: ISO 20022 camt.053.001.08 (BankToCustomerStatementV08), a `Stmt` for each account. Elements stand in the
 * order of the message's definition, and texts are cut where it cuts them. https://www.iso20022.org/iso-20022-message-definitions
 * The same statement is the same file, to the last byte.
 */
import { XMLBuilder } from 'fast-xml-parser';
import {
  dayAfter,
  daysOfPeriod,
  decimalText,
  type InterestSegment,
  type Money,
  type Period,
  type PersonView,
  type Statement,
  type StatementAccount,
  type StatementEntry,
} from '../../../core/index.ts';
import { clip, plainLine } from '../memo.ts';
import { inParts } from './turns.ts';
import { accountText, entryText, exchangedText, memoText, type Words } from './words.ts';

const namespace = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08';
const issuer = 'Tuppence';

/** An element by its children, in their order. One that is undefined is left out. */
interface Element {
  [name: string]: string | Element | readonly (string | Element)[] | undefined;
}

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
});

export async function statementXml(statement: Statement, scene: Words): Promise<string> {
  const { accounts, owner, period, reference, ends_at } = statement;
  const header = { MsgId: reference ?? `${compact(period)}-${owner.id}`, CreDtTm: ends_at };
  const parts = [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<Document xmlns="${namespace}"><BkToCstmrStmt>`,
    xmlOf({ GrpHdr: header }),
  ];
  for (const account of accounts) {
    const entries = await inParts(account.entries, (part) =>
      xmlOf({ Ntry: part.map((one) => entry(one, owner, scene)) }),
    );
    parts.push('<Stmt>', xmlOf(accountStatement(statement, account, scene)), entries, '</Stmt>');
  }
  return [...parts, '</BkToCstmrStmt></Document>\n'].join('');
}

const xmlOf = (elements: Element): string => builder.build(pruned(elements));

/** `20261001-20261015`: with an account's number behind it, 35 characters hold it. */
function compact(period: Period): string {
  const { from, until } = daysOfPeriod(period);
  return `${from}-${dayAfter(until, -1)}`.replace(/(\d{4})-(\d\d)-(\d\d)/g, '$1$2$3');
}

/** All of it but the entries, which come last. */
function accountStatement(statement: Statement, account: StatementAccount, scene: Words): Element {
  const { period, reference, begins_at, ends_at, final } = statement;
  const { opening, closing, credits, debits, credit_count, debit_count } = account;
  const { from, until } = daysOfPeriod(period);
  const net: Money = {
    ...closing,
    minor: String(BigInt(closing.minor) - BigInt(opening.minor)),
  };
  return {
    Id: `${reference ?? compact(period)}-${account.id.replace('acc_', '')}`,
    CreDtTm: ends_at,
    FrToDt: { FrDtTm: begins_at, ToDtTm: ends_at },
    Acct: {
      Id: { Othr: { Id: account.id, SchmeNm: { Prtry: issuer } } },
      Tp: account.purpose === 'savings' ? { Cd: 'SVGS' } : { Cd: 'CACC' },
      Ccy: opening.asset.code,
      Nm: limited(accountText(account, scene), 70),
      Ownr: party(statement.owner),
      Svcr: { FinInstnId: { Nm: issuer } },
    },
    Intrst: account.interest.map(interest),
    Bal: [
      balance('OPBD', opening, { Dt: from }),
      // Of a time that is not over, what is there now is no closing balance.
      final
        ? balance('CLBD', closing, { Dt: dayAfter(until, -1) })
        : balance('ITBD', closing, { DtTm: ends_at }),
    ],
    TxsSummry: {
      TtlNtries: {
        NbOfNtries: String(credit_count + debit_count),
        TtlNetNtry: { Amt: unsigned(net), CdtDbtInd: direction(net) },
      },
      TtlCdtNtries: { NbOfNtries: String(credit_count), Sum: decimalText(credits) },
      TtlDbtNtries: { NbOfNtries: String(debit_count), Sum: decimalText(debits) },
    },
  };
}

const direction = ({ minor }: Money): string => (minor.startsWith('-') ? 'DBIT' : 'CRDT');
const unsigned = (amount: Money): string => decimalText(amount).replace('-', '');
const amountOf = (amount: Money): Element => ({ '@Ccy': amount.asset.code, '#text': unsigned(amount) });

const balance = (code: string, amount: Money, at: Element): Element => ({
  Tp: { CdOrPrtry: { Cd: code } },
  Amt: amountOf(amount),
  CdtDbtInd: direction(amount),
  Dt: at,
});

/** Days of the bank's calendar, whatever its clock: without a zone. */
const interest = ({ from, to, rate_ppm, side }: InterestSegment): Element => ({
  Tp: { Prtry: side === 'earned' ? 'CREDIT' : 'DEBIT' },
  Rate: { Tp: { Pctg: decimalText({ minor: String(rate_ppm), asset: { code: '%', exponent: 4 } }) } },
  FrToDt: { FrDtTm: `${from}T00:00:00`, ToDtTm: `${to}T23:59:59` },
});

const party = ({ id, name }: PersonView): Element => ({
  Nm: limited(name, 140),
  Id: { PrvtId: { Othr: { Id: id, SchmeNm: { Prtry: issuer } } } },
});

function entry(of: StatementEntry, owner: PersonView, scene: Words): Element {
  const [amount, isOut] = [amountOf(of.amount), of.amount.minor.startsWith('-')];
  const [debtor, creditor] = isOut ? [owner, of.counterparty] : [of.counterparty, owner];
  const memo = memoText(of);
  return {
    NtryRef: of.number,
    Amt: amount,
    CdtDbtInd: direction(of.amount),
    RvslInd: of.code === 'reverse' ? 'true' : undefined,
    Sts: { Cd: 'BOOK' },
    BookgDt: { DtTm: of.at },
    ValDt: { DtTm: of.event_at },
    AcctSvcrRef: of.transfer,
    BkTxCd: { Domn: domainOf(of.code, isOut), Prtry: { Cd: limited(of.code, 35), Issr: issuer } },
    NtryDtls: {
      TxDtls: {
        Refs: { AcctSvcrRef: of.transfer, EndToEndId: limited(of.reference, 35) },
        Amt: amount,
        CdtDbtInd: direction(of.amount),
        AmtDtls: counterOf(of),
        RltdPties: of.counterparty
          ? { Dbtr: { Pty: party(debtor!) }, Cdtr: { Pty: party(creditor!) } }
          : undefined,
        RmtInf: memo === null ? undefined : { Ustrd: pieces(memo, 140) },
      },
    },
    AddtlNtryInf: limited(
      [entryText(of, scene), exchangedText(of, scene)].filter((part) => part !== null).join(' · '),
      500,
    ),
  };
}

/** What it was changed into or from, where the standard has room for it. The rate is said in words: it may have more digits than there. */
function counterOf({ exchanged }: StatementEntry): Element | undefined {
  if (!exchanged) return undefined;
  const { asset, minor } = exchanged.counter;
  if (!/^[A-Z]{3}$/.test(asset.code) || asset.exponent > 5 || minor.length > 18) return undefined;
  return { CntrValAmt: { Amt: amountOf(exchanged.counter) } };
}

/** By the external code set for bank transactions: domain, family and sub-family, out and in. What is not listed is a transfer inside the bank. */
const DOMAINS: Readonly<Record<string, { out: string; in: string }>> = {
  fund: { out: 'PMNT CNTR CWDL', in: 'PMNT CNTR CDPT' },
  interest: { out: 'ACMT MDOP INTR', in: 'ACMT MCOP INTR' },
  fee: { out: 'ACMT MDOP CHRG', in: 'ACMT MCOP CHRG' },
  spread: { out: 'ACMT MDOP CHRG', in: 'ACMT MCOP CHRG' },
  trade_fee: { out: 'ACMT MDOP CHRG', in: 'ACMT MCOP CHRG' },
  exchange: { out: 'FORX SPOT OTHR', in: 'FORX SPOT OTHR' },
  trade: { out: 'SECU SETT TRAD', in: 'SECU SETT TRAD' },
  return: { out: 'PMNT ICDT RRTN', in: 'PMNT RCDT RRTN' },
  refund: { out: 'PMNT ICDT RRTN', in: 'PMNT RCDT RRTN' },
  reverse: { out: 'PMNT ICDT RRTN', in: 'PMNT RCDT RRTN' },
  cheque_return: { out: 'PMNT ICDT RRTN', in: 'PMNT RCDT RRTN' },
  tip_return: { out: 'PMNT ICDT RRTN', in: 'PMNT RCDT RRTN' },
  drop_return: { out: 'PMNT ICDT RRTN', in: 'PMNT RCDT RRTN' },
};

function domainOf(code: string, isOut: boolean): Element {
  const { out, in: into } = DOMAINS[code] ?? { out: 'PMNT ICDT BOOK', in: 'PMNT RCDT BOOK' };
  const [domain, family, subFamily] = (isOut ? out : into).split(' ');
  return { Cd: domain, Fmly: { Cd: family, SubFmlyCd: subFamily } };
}

/** What XML 1.0 cannot hold, plain text cannot either; but for these two. */
const withoutNoncharacters = (text: string): string => text.replace(/[\ufffe\uffff]/g, '');

/** At most so many characters; nothing where nothing is left, for no text may be empty. */
const limited = (text: string, characters: number): string | undefined =>
  clip(plainLine(withoutNoncharacters(text)), characters) || undefined;

/** All of a text, so many characters at a time. */
function pieces(text: string, characters: number): string[] {
  const letters = [...withoutNoncharacters(text)];
  const count = Math.ceil(letters.length / characters);
  return Array.from({ length: count }, (_, at) =>
    letters.slice(at * characters, (at + 1) * characters).join(''),
  );
}

/** Without what is undefined, and without lists in which there is nothing: the builder would write empty elements of them. */
function pruned(element: Element): Element {
  const kept: Element = {};
  for (const [name, value] of Object.entries(element)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    kept[name] =
      typeof value === 'string'
        ? value
        : Array.isArray(value)
          ? value.map((one) => (typeof one === 'string' ? one : pruned(one)))
          : pruned(value as Element);
  }
  return kept;
}
