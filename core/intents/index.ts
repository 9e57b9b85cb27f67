/** What a button or a form may still do. */
export { createIntents, forgetIntents } from './intents.ts';
