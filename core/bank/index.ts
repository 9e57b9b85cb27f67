/** What operators do. */
export { createBank } from './bank.ts';
