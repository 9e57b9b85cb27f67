/** The proof of the books, and its parts. */
export type { Violation } from './checks.ts';
export { ESCROW_CHECKS, verifyFolders } from './verify.ts';
