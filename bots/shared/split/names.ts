/** Who is named by a word. */
import type { Party, Refusal } from '../../../core/index.ts';
import type { GrammarContext } from '../reading.ts';
import type { Token } from '../tokens.ts';
import { nearestWho, readWho, whoOf } from '../who.ts';
import { wordOf } from './amounts.ts';

/** Null for what names nobody; refused for what only looks like a name. */
export function whoAt(token: Token, context: GrammarContext): { who: Party } | Refusal | null {
  if (token.type === 'person') return { who: whoOf(token.person) };
  const word = wordOf(token);
  const who = word === '' ? null : readWho(word, context.speaker);
  if (who === null) return null;
  if (who !== 'nobody') return { who };
  const meant = nearestWho(word);
  return { code: 'payee_unknown', payee: word, ...(meant !== null && { choices: [meant] }) };
}
