/** What people say that money is for. */
import { ok, type Result, refuse } from '../refusals.ts';
import { cleanLine } from '../text.ts';
import { limits } from './limits.ts';

/** The memo as it is kept, null for an empty one; or why it cannot be kept. */
export function checkMemo(memo: string | null): Result<string | null> {
  const text = cleanLine(memo ?? '');
  if (text.length > limits.memoCharacters) return refuse('memo_too_long', { limit: limits.memoCharacters });
  return ok(text || null);
}
