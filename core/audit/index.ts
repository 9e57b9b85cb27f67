/** The proof of the books: checks of the ledger and of the capabilities, and the chain of seals over the journal. */
export type { Violation } from './checks.ts';
export { createAudit } from './service.ts';
export type * from './types.ts';
export { ESCROW_CHECKS, verifyFolders } from './verify.ts';
