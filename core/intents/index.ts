/** What a button or a form may still do. */
export { createIntents } from './intents.ts';
