/** What a transfer costs when there are more and more before it: the same turns on ledgers with pasts of different lengths, in every round. */
import { medianStretch, type Stretch } from './drive.ts';
import { type Cell, take } from './ledger.ts';
import { type Book, makeBook, openBook, openCopy } from './ledger-book.ts';
import { ours } from './ledger-contestants.ts';
import { median } from './measure.ts';

export interface GrowthRow extends Cell, Stretch {
  past: number;
  /** How many times as long it takes as with the shortest past, in the same round. */
  cost: number;
}

const cells: Cell[] = [
  { name: 'poster', callers: 256, spread: 'uniform' },
  { name: 'poster', callers: 256, spread: 'one hot' },
  { name: 'keys in no order', callers: 256, spread: 'uniform' },
  { name: 'hold + capture', callers: 256, spread: 'uniform' },
  { name: 'single post', callers: 32, spread: 'uniform' },
];

/** A round would make a short past long, so that each round has a copy of it. */
const short_past_max = 100_000;

interface GrowthSize {
  pasts: number[];
  rounds: number;
  /** Of each turn. */
  seconds: number;
}

/** Of each past in turn, so that a slow moment meets all. */
const measureRound = async (books: Book[], seconds: number): Promise<Stretch[][]> => {
  const contestants = books.map((book) => ours(book.sql, book.accounts));
  const round: Stretch[][] = [];
  for (const cell of cells) {
    const stretches: Stretch[] = [];
    for (const [place, book] of books.entries()) {
      await take(book, contestants[place]!, cell, seconds / 4);
      stretches.push(await take(book, contestants[place]!, cell, seconds));
    }
    round.push(stretches);
  }
  return round;
};

export const measureGrowth = async (
  server: string,
  { pasts, rounds, seconds }: GrowthSize,
  say: (line: string) => void,
): Promise<GrowthRow[]> => {
  for (const past of pasts) await makeBook(server, past, say);
  const long = new Map<number, Book>();
  for (const past of pasts) if (past > short_past_max) long.set(past, await openBook(server, past));
  const all: Stretch[][][] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const books: Book[] = [];
    for (const past of pasts) books.push(long.get(past) ?? (await openCopy(server, past)));
    await books[0]!.owner.script('checkpoint');
    const stretches = await measureRound(books, round === 0 ? seconds / 2 : seconds);
    if (round > 0) all.push(stretches);
    for (const [place, past] of pasts.entries()) if (!long.has(past)) await books[place]!.close();
    say(round === 0 ? 'Warmed up' : `Round ${round} of ${rounds}`);
  }
  for (const book of long.values()) await book.close();
  return cells.flatMap((cell, row) =>
    pasts.map((past, place) => ({
      ...cell,
      past,
      ...medianStretch(all.map((round) => round[row]![place]!)),
      cost: median(all.map((round) => round[row]![0]!.per_second / round[row]![place]!.per_second)),
    })),
  );
};
