/** Who is named in an expense: wherever they stand in the line, who paid and who shares it. */
import { ok, type Result, refuse, type Who } from '../../../core/index.ts';
import type { GrammarContext } from '../reading.ts';
import type { Token } from '../tokens.ts';
import { nearestWho, readWho, whoKey, whoOf } from '../who.ts';

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

export function takePeople(words: readonly Token[], { speaker }: GrammarContext): Result<People> {
  const people: People = { payer: null, among: [], only: false, rest: [] };
  let isPayerNext = false;
  for (const [at, token] of words.entries()) {
    const who = whoIs(token, speaker);
    if (who === 'nobody') return unknown(token.raw);
    if (who === null) {
      const lead = leadAt(words, at, speaker);
      if (lead === null) people.rest.push(token);
      isPayerNext = lead === 'by';
      if (lead === 'only') people.only = true;
      continue;
    }
    if (!isPayerNext) add(people.among, who);
    else if (people.payer === null) people.payer = who;
    else return refuse('input_unexpected', { text: token.raw });
    isPayerNext = false;
  }
  return ok(people);
}

type Speaker = GrammarContext['speaker'];

function whoIs(token: Token | undefined, speaker: Speaker): Who | 'nobody' | null {
  if (token?.type === 'person') return whoOf(token.person);
  return token?.type === 'word' ? readWho(plain(token.raw), speaker) : null;
}

const plain = (word: string): string => word.replace(/[,;]+$/, '');

/** What a word says of the person behind it; null where it says nothing of one. */
function leadAt(words: readonly Token[], at: number, speaker: Speaker): 'by' | 'only' | 'and' | null {
  const token = words[at]!;
  if (token.type !== 'word') return null;
  const word = plain(token.raw).toLowerCase();
  const next = words[at + 1];
  const isBeforeSomebody = whoIs(next, speaker) !== null;
  if (word === '') return 'and';
  if (PAID.has(word)) {
    const isLead = next?.type === 'word' && BY.has(next.raw.toLowerCase());
    return isLead && whoIs(words[at + 2], speaker) !== null ? 'and' : null;
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
