/** The ledger: the only module that moves money. Words in core/GLOSSARY.md, verbs in ./types.ts, how it works in ./submit.sql. */

export type * from './ledger.ts';
export { createLedger } from './ledger.ts';
export type * from './types.ts';
