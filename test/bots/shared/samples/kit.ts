/** What samples are made of: the longest, the largest and the nastiest that may come, and something ordinary. */
import type { Money, NoticeKind, NoticeOf, PersonView, Refusal } from '../../../../core/index.ts';

/** Of these kinds of notices, some that between them use everything that their views can show. */
export type Samples<K extends NoticeKind> = { [Kind in K]: NoticeOf<Kind>[] };

/** Of these refusals, the details that make the most words. */
export type RefusalSamples<C extends Refusal['code']> = {
  [Code in C]: Omit<Extract<Refusal, { code: Code }>, 'code'>;
};

export const at = '2025-11-22T21:05:00.000Z';

export const person = (
  name: string,
  platform: 'discord' | 'slack' | 'telegram' = 'slack',
  user = name,
): PersonView => ({
  id: `per_${user}`,
  name,
  identities: [{ platform, tenant: platform === 'slack' ? 'T1' : '', user }],
});

export const evil = `\u202e<b>*@everyone*</b>\n${'👩‍👩‍👧‍👦'.repeat(400)}${'a\u0301'.repeat(500)}`;
export const huge: Money = {
  minor: '9'.repeat(15) + '9'.repeat(18),
  asset: { code: 'WEIRDTOKEN', exponent: 18 },
};
export const crowd = Array.from({ length: 60 }, (_, n) => ({
  ...person(evil, 'discord', String(n)),
  name: `${n}${evil}`,
}));
export const everyone = crowd[0]!;
export const action = { action: 'claim', intent: 'i'.repeat(32), amount: huge } as const;
