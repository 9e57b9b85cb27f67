/** A statement to read and to print: an overview, then each account with its entries, its interest day by day, and how its balance went. */
import {
  dayAfter,
  daysOfPeriod,
  type InterestSegment,
  type Money,
  type Statement,
  type StatementAccount,
  type StatementEntry,
} from '../../../core/index.ts';
import { messagesFor } from '../messages/index.ts';
import { letterhead, openPaper, type Paper, room, type Style } from '../paper/index.ts';
import { ink } from '../picture/ink.ts';
import { othersTurn } from './turns.ts';
import {
  accountText,
  entryText,
  exchangedText,
  memoText,
  nameIn,
  periodText,
  type Words,
  zoneText,
} from './words.ts';

interface Column {
  x: number;
  width: number;
  align: 'left' | 'right';
}

const text: Style = { size: 9 };
const strong: Style = { size: 9, weight: 'semibold' };
const small: Style = { size: 7.5, colour: ink.quiet };
const heading: Style = { size: 12, weight: 'semibold' };
const below: Style = { size: 9, colour: ink.bad };

const rowHeight = 26;
const lineHeight = 15;
const gap = 10;

/** From left to right, with room between them. */
function columnsOf(widths: readonly [width: number, align: Column['align']][]): Column[] {
  const taken = widths.reduce((sum, [width]) => sum + width, 0);
  const between = (room.width - taken) / (widths.length - 1);
  let x: number = room.left;
  return widths.map(([width, align]) => {
    const column = { x, width, align };
    x += width + between;
    return column;
  });
}

const entryColumns = columnsOf([
  [58, 'left'],
  [196, 'left'],
  [70, 'right'],
  [70, 'right'],
  [76, 'right'],
]);
const overviewColumns = columnsOf([
  [135, 'left'],
  [82, 'right'],
  [82, 'right'],
  [82, 'right'],
  [82, 'right'],
]);
const interestColumns = columnsOf([
  [150, 'left'],
  [110, 'right'],
  [110, 'right'],
  [100, 'right'],
]);

/** Pages are written one after the other; between two of them others have their turn. */
interface Pages {
  paper: Paper;
  y: number;
  scene: Words;
  statement: Statement;
}

/** `locale` BCP 47. The same statement in the same language is the same file, to the last byte. */
export async function statementPdf(
  statement: Statement,
  { words, codes }: Pick<Words, 'words' | 'codes'>,
  locale: string,
): Promise<Uint8Array> {
  const { tongue, language } = messagesFor(locale, zoneText(statement));
  const scene: Words = { words, codes, language };
  const title = words.title(periodText(statement.period, language));
  const paper = openPaper({
    title,
    language: tongue,
    made_at: new Date(statement.ends_at),
    foot: (page, pages) => ({
      left: [title, nameIn(statement.owner), statement.reference].filter(Boolean).join(' · '),
      right: words.paper.page(page, pages),
    }),
  });
  const pages: Pages = { paper, y: room.top, scene, statement };
  head(pages);
  overview(pages);
  for (const account of statement.accounts) await accountPages(pages, account);
  need(pages, 40);
  pages.y += gap;
  pages.y += paper.block(words.paper.proof, { x: room.left, y: pages.y, width: room.width }, small);
  return paper.end();
}

function head(pages: Pages): void {
  const { paper, scene, statement } = pages;
  const { words, language } = scene;
  const mark = letterhead(paper, { x: room.left, y: room.top });
  const right = { x: room.left, width: room.width, align: 'right' as const };
  paper.line(words.paper.statement, { ...right, y: room.top + 4 }, { size: 14, weight: 'semibold' });
  pages.y = room.top + mark + 24;
  const facts = [
    [words.paper.owner, `${nameIn(statement.owner)} (${statement.owner.id})`],
    [words.paper.period, periodText(statement.period, language)],
    ...(statement.reference === null ? [] : [[words.paper.number, statement.reference]]),
    [words.paper.clock, zoneText(statement)],
  ] as [string, string][];
  for (const [label, value] of facts) {
    paper.line(label, { x: room.left, y: pages.y, width: 110 }, { ...text, colour: ink.quiet });
    paper.line(value, { x: room.left + 118, y: pages.y, width: room.width - 118 }, text);
    pages.y += lineHeight;
  }
  if (!statement.final) {
    pages.y += 4;
    paper.line(words.paper.provisional, { x: room.left, y: pages.y, width: room.width }, below);
    pages.y += lineHeight;
  }
  pages.y += gap;
}

function overview(pages: Pages): void {
  const { scene, statement } = pages;
  const { words, language } = scene;
  const { figures, paper } = words;
  section(pages, paper.overview);
  cells(
    pages,
    overviewColumns,
    [paper.account, figures.opening, figures.credits, figures.debits, figures.closing],
    small,
  );
  pages.y += 13;
  line(pages);
  for (const account of statement.accounts) {
    need(pages, 18);
    const { opening, credits, debits, closing } = account;
    const amounts = [opening, credits, debits, closing].map((amount) => language.money(amount));
    cells(pages, overviewColumns, [accountText(account, scene), ...amounts], text);
    pages.y += lineHeight;
  }
  pages.y += gap * 2;
}

async function accountPages(pages: Pages, account: StatementAccount): Promise<void> {
  const { scene } = pages;
  const { words, language } = scene;
  need(pages, 150);
  section(pages, accountText(account, scene), account.id);
  course(pages, account);
  const columns = () => entryHead(pages);
  columns();
  balanceRow(pages, words.figures.opening, account.opening);
  if (account.entries.length === 0) {
    pages.paper.line(
      words.paper.none,
      { x: room.left, y: pages.y, width: room.width },
      { ...text, colour: ink.quiet },
    );
    pages.y += lineHeight + 3;
  }
  for (const entry of account.entries) {
    if (pages.y + rowHeight > room.bottom) {
      turn(pages);
      await othersTurn();
      columns();
      const before = BigInt(entry.balance.minor) - BigInt(entry.amount.minor);
      balanceRow(pages, words.paper.carried, { ...entry.balance, minor: String(before) });
    }
    entryRow(pages, entry);
  }
  need(pages, 24);
  line(pages, ink.text);
  const { credits, debits, closing } = account;
  const closed = [
    words.figures.closing,
    '',
    language.money(debits),
    language.money(credits),
    language.money(closing),
  ];
  cells(pages, merged(entryColumns), closed.toSpliced(1, 1), strong);
  pages.y += lineHeight + gap;
  interest(pages, account);
  pages.y += gap * 2;
}

/** The date's column and that of what happened, as one. */
const merged = ([date, what, ...rest]: readonly Column[]): Column[] => [
  { ...date!, width: what!.x + what!.width - date!.x },
  ...rest,
];

function entryHead(pages: Pages): void {
  const { paper: words } = pages.scene.words;
  cells(pages, entryColumns, [words.date, words.what, words.out, words.in, words.balance], small);
  pages.y += 13;
  line(pages);
}

function balanceRow(pages: Pages, label: string, amount: Money): void {
  const row = [label, '', '', pages.scene.language.money(amount)];
  cells(pages, merged(entryColumns), row, strong);
  pages.y += lineHeight + 3;
}

function entryRow(pages: Pages, entry: StatementEntry): void {
  const { paper, scene } = pages;
  const { language } = scene;
  const isOut = entry.amount.minor.startsWith('-');
  const amount = language.money({ ...entry.amount, minor: entry.amount.minor.replace('-', '') });
  const row = [
    language.dayShort(entry.at),
    entryText(entry, scene),
    isOut ? amount : '',
    isOut ? '' : amount,
  ];
  cells(pages, entryColumns, row, text);
  const balanceStyle = entry.balance.minor.startsWith('-') ? below : text;
  cell(pages, entryColumns[4]!, language.money(entry.balance), balanceStyle);
  const [date, what] = entryColumns as [Column, Column];
  paper.line(clockOf(language.time(entry.at)), { ...date, y: pages.y + 11.5 }, small);
  const memo = memoText(entry);
  const quiet = [exchangedText(entry, scene), memo, entry.reference]
    .filter((part) => part !== null)
    .join(' · ');
  paper.line(quiet, { ...what, width: entryColumns[3]!.x + 40 - what.x, y: pages.y + 11.5 }, small);
  pages.y += rowHeight;
}

/** The head of the paper says by which clock. */
const clockOf = (time: string): string => time.replace(/ UTC$/, '');

function interest(pages: Pages, { interest: segments, opening }: StatementAccount): void {
  if (segments.length === 0) return;
  const { paper, scene } = pages;
  const { words, language } = scene;
  const { paper: say } = words;
  // All of it on one page, if it fits on one.
  need(pages, Math.min(segments.length * lineHeight + 100, 500));
  paper.line(say.interest, { x: room.left, y: pages.y, width: room.width }, { size: 10, weight: 'semibold' });
  pages.y += 17;
  const heads = () => {
    cells(pages, interestColumns, [say.days, say.rate, say.average, say.amount], small);
    pages.y += 13;
    line(pages);
  };
  heads();
  for (const segment of segments) {
    if (pages.y + lineHeight > room.bottom) {
      turn(pages);
      heads();
    }
    const style = segment.side === 'charged' ? below : text;
    cells(pages, interestColumns, interestRow(segment, scene), style);
    pages.y += lineHeight;
  }
  const sum = (side: InterestSegment['side']): bigint =>
    segments.reduce((all, one) => (one.side === side ? all + BigInt(one.interest.minor) : all), 0n);
  const { asset } = segments[0]!.interest;
  const total: Money = { minor: String(sum('earned') - sum('charged')), asset };
  need(pages, 50);
  line(pages, ink.text);
  cells(
    pages,
    interestColumns,
    [`${say.amount} ${opening.asset.code}`, '', '', language.money(total)],
    strong,
  );
  pages.y += lineHeight + 2;
  pages.y += paper.block(say.interestHow, { x: room.left, y: pages.y, width: room.width }, small);
}

function interestRow(
  { from, to, rate_ppm, side, average, interest: amount }: InterestSegment,
  scene: Words,
): string[] {
  const { language, words } = scene;
  const days = from === to ? language.date(from) : `${language.date(from)} – ${language.date(to)}`;
  const isCharged = side === 'charged';
  const shown = { ...amount, minor: isCharged ? `-${amount.minor}` : amount.minor };
  const rate = language.percent(rate_ppm);
  return [
    days,
    isCharged ? `${rate} ${words.paper.below}` : rate,
    language.money(average),
    language.money(shown),
  ];
}

const courseHeight = 46;

/** The balance from the first day to the last, as steps: it changes at once, and stays until it changes again. */
function course(pages: Pages, { entries, opening }: StatementAccount): void {
  const { paper, scene, statement } = pages;
  if (entries.length === 0) return;
  const { language, words } = scene;
  const begin = Date.parse(statement.begins_at);
  const end = Date.parse(statement.ends_at);
  const points = [
    { at: begin, balance: BigInt(opening.minor) },
    ...entries.map(({ at, balance }) => ({ at: Date.parse(at), balance: BigInt(balance.minor) })),
  ];
  const balances = points.map(({ balance }) => balance);
  const inOrder = [0n, ...balances].sort((one, other) => (one < other ? -1 : 1));
  const [low, high] = [inOrder[0]!, inOrder.at(-1)!];
  const span = Number(high - low) || 1;
  const { doc } = paper;
  const { left, right, width } = room;
  const top = pages.y + 12;
  const x = (at: number): number => left + ((at - begin) / Math.max(end - begin, 1)) * width;
  const y = (balance: bigint): number => top + courseHeight - (Number(balance - low) / span) * courseHeight;
  paper.line(words.paper.course, { x: left, y: pages.y, width }, small);
  const steps = () => {
    doc.moveTo(x(begin), y(points[0]!.balance));
    for (const [at, { at: when, balance }] of points.entries())
      if (at > 0) doc.lineTo(x(when), y(points[at - 1]!.balance)).lineTo(x(when), y(balance));
    return doc.lineTo(x(end), y(points.at(-1)!.balance));
  };
  doc.save();
  steps().lineTo(x(end), y(0n)).lineTo(x(begin), y(0n)).closePath().fillColor(ink.accent, 0.12).fill();
  doc.restore();
  doc.moveTo(left, y(0n)).lineTo(right, y(0n)).lineWidth(0.5).strokeColor(ink.line).stroke();
  steps().lineWidth(1.1).strokeColor(ink.accent).stroke();
  const bounds = daysOfPeriod(statement.period);
  const under = { y: top + courseHeight + 4, width };
  paper.line(language.date(bounds.from), { x: left, ...under }, small);
  paper.line(language.date(dayAfter(bounds.until, -1)), { x: left, ...under, align: 'right' }, small);
  pages.y = top + courseHeight + 22;
}

function section(pages: Pages, title: string, beside = ''): void {
  const { paper } = pages;
  const wide = paper.line(title, { x: room.left, y: pages.y, width: room.width - 80 }, heading);
  paper.line(beside, { x: room.left + wide + 8, y: pages.y + 4, width: 80 }, small);
  pages.y += 22;
}

function cell({ paper, y }: Pages, { x, width, align }: Column, value: string, style: Style): void {
  paper.line(value, { x, y, width, align }, style);
}

function cells(pages: Pages, columns: readonly Column[], values: readonly string[], style: Style): void {
  for (const [at, value] of values.entries()) cell(pages, columns[at]!, value, style);
}

function line(pages: Pages, colour?: string): void {
  pages.paper.rule(pages.y, colour);
  pages.y += 5;
}

/** Turns the page where there is not so much room left on it. */
function need(pages: Pages, height: number): void {
  if (pages.y + height > room.bottom) turn(pages);
}

function turn(pages: Pages): void {
  pages.paper.turn();
  pages.y = room.top;
}
