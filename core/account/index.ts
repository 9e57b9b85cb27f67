/** What a person has, and what happened to it. */
export { createAccount } from './account.ts';
