/** Who is named in an expense: wherever they stand in the line, who paid and who shares it. */
import { ok, type Result, refuse, type Who } from '../../../core/index.ts';
import { type GrammarContext, isNumeric } from '../reading.ts';
import { type Token, textOf } from '../tokens.ts';
import { nearestWho, readWho, whoKey, whoOf } from '../who.ts';
import { CURRENCY_NAMES, looksLikeCurrency, MEMO_LEADS } from '../words.ts';

export interface People {
  payer: Who | null;
  among: Who[];
  /** Whoever paid has no share. */
  only: boolean;
  /** All other words, in their order. */
  rest: Token[];
}

const PAID = new Set(['paid', 'bezahlt', 'gezahlt']);
const BY = new Set(['by', 'von']);
const ONLY = new Set(['only', 'nur']);
/** Said before a name, and meaning nothing more. */
const CONNECTORS = new Set(['with', 'mit', 'and', 'und', '&', '+']);
/** Between the memo and a name: whether that belongs to it, nobody can tell. */
const OF_A_MEMO = new Set([
  'for',
  'für',
  'to',
  'at',
  'from',
  'of',
  'zu',
  'zum',
  'zur',
  'bei',
  'beim',
  'nach',
  'an',
]);

/**
 * People stand before the memo or at the end of the line; `paid by` says who paid wherever it stands. Within a memo (in quotes,
 * with a possessive, or behind `for` where people were named before it) a name is a word like any other. Where it could be either,
 * it is refused: whoever was not meant would owe money.
 */
export function takePeople(words: readonly Token[], { speaker }: GrammarContext): Result<People> {
  const line = withMemoNames(words);
  const people: People = { payer: null, among: [], only: false, rest: [] };
  /** The next name is that of whoever paid, and said to be. */
  let payerNext: 'by' | 'paid by' | null = null;
  let memo: 'none' | 'begun' | 'led' | 'words only' = 'none';
  /** A name behind the memo: then nothing but names may follow. */
  let behind: string | null = null;
  for (const [at, token] of line.entries()) {
    const who = memo === 'words only' && payerNext === null ? null : whoIs(token, speaker);
    if (who === 'nobody') return unknown(token.raw);
    if (who === null) {
      const lead = leadAt(line, at, speaker);
      if (lead !== null && (memo !== 'words only' || lead === 'paid' || payerNext !== null)) {
        if (lead === 'paid') payerNext = 'paid by';
        if (lead === 'by') payerNext ??= 'by';
        if (lead === 'only') people.only = true;
        continue;
      }
      if (behind !== null) return refuse('tab_people_where', { name: behind });
      people.rest.push(memo === 'words only' ? asWord(token) : token);
      if (isMemoLead(token) && memo === 'none') memo = people.among.length > 0 ? 'words only' : 'led';
      else if (memo === 'none' && !isOfAmount(line, at)) memo = 'begun';
      continue;
    }
    if (payerNext === null || payerNext === 'by') {
      const word = line[at - 1]?.type === 'word' ? plain(line[at - 1]!.raw).toLowerCase() : '';
      if (memo === 'led' || (memo === 'begun' && OF_A_MEMO.has(word)))
        return refuse('tab_people_where', { name: plain(token.raw) });
      if (memo === 'begun') behind = plain(token.raw);
    }
    if (payerNext === null) add(people.among, who);
    else if (people.payer === null) people.payer = who;
    else return refuse('input_unexpected', { text: token.raw });
    payerNext = null;
  }
  return ok(people);
}

/** A name that is a word of a memo. */
const asWord = (token: Token): Token =>
  token.type === 'person' ? { type: 'quoted', raw: token.raw, text: token.raw, spaced: token.spaced } : token;

const quoted = (raw: string, text: string, spaced: boolean): Token => ({ type: 'quoted', raw, text, spaced });

const isMemoLead = (token: Token): boolean =>
  token.type === 'word' && MEMO_LEADS.has(plain(token.raw).toLowerCase());

function isOfAmount(line: readonly Token[], at: number): boolean {
  const word = plain(line[at]!.raw);
  if (isNumeric(line[at])) return true;
  if (!isNumeric(line[at - 1]) && !isNumeric(line[at + 1])) return false;
  return looksLikeCurrency(word) || /\p{Sc}/u.test(word) || CURRENCY_NAMES[word.toLowerCase()] !== undefined;
}

/** `@bob's` is no person, nor is whoever is named between quotation marks: such words are made one. */
function withMemoNames(words: readonly Token[]): Token[] {
  const line: Token[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const token = words[at]!;
    const end = token.type === 'word' && /^["“„«]/u.test(token.raw) ? closingAt(words, at) : -1;
    if (end > at) {
      const raw = textOf(words.slice(at, end + 1));
      line.push(quoted(raw, raw.slice(1, -1), token.spaced));
      at = end;
    } else if (token.type === 'person' && isPossessive(words[at + 1])) {
      const raw = textOf(words.slice(at, at + 2));
      line.push(quoted(raw, raw, token.spaced));
      at += 1;
    } else if (token.type === 'word' && /^@[^@'’ʼ]+['’ʼ]\p{L}{0,2}$/u.test(plain(token.raw)))
      line.push(quoted(token.raw, token.raw, token.spaced));
    else line.push(token);
  }
  return line;
}

const closingAt = (words: readonly Token[], from: number): number =>
  words.findIndex(({ type, raw }, at) => at > from && type === 'word' && /["“”»]$/u.test(raw));

const isPossessive = (token: Token | undefined): boolean =>
  token?.type === 'word' && !token.spaced && /^['’ʼ]\p{L}{0,2}$/u.test(plain(token.raw));

type Speaker = GrammarContext['speaker'];

function whoIs(token: Token | undefined, speaker: Speaker): Who | 'nobody' | null {
  if (token?.type === 'person') return whoOf(token.person);
  return token?.type === 'word' ? readWho(plain(token.raw), speaker) : null;
}

const plain = (word: string): string => word.replace(/[,;]+$/, '');

/** What a word says of the person behind it; null where it says nothing of one. */
function leadAt(
  words: readonly Token[],
  at: number,
  speaker: Speaker,
): 'paid' | 'by' | 'only' | 'and' | null {
  const token = words[at]!;
  if (token.type !== 'word') return null;
  const word = plain(token.raw).toLowerCase();
  const next = words[at + 1];
  const isBeforeSomebody = whoIs(next, speaker) !== null;
  if (word === '') return 'and';
  if (PAID.has(word)) {
    const isLead = next?.type === 'word' && BY.has(next.raw.toLowerCase());
    return isLead && whoIs(words[at + 2], speaker) !== null ? 'paid' : null;
  }
  if (!isBeforeSomebody) return null;
  if (BY.has(word)) return 'by';
  if (ONLY.has(word)) return 'only';
  return CONNECTORS.has(word) ? 'and' : null;
}

function add(among: Who[], who: Who): void {
  if (!among.some((one) => whoKey(one) === whoKey(who))) among.push(who);
}

function unknown(word: string): Result<never> {
  const meant = nearestWho(plain(word));
  return refuse('payee_unknown', { payee: plain(word), ...(meant !== null && { choices: [meant] }) });
}
