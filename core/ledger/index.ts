/** The ledger: the only module that moves money. Words in core/GLOSSARY.md, verbs in ./types.ts, how it works in ./functions/ledger_submit.sql. */

export { type Act, carryOut, type Decided } from './act.ts';
export type * from './ledger.ts';
export { createLedger, LEDGER_CHECKS } from './ledger.ts';
export { createPoster, type Poster } from './poster.ts';
export type { SubmissionGroup } from './submission.ts';
export type * from './types.ts';
