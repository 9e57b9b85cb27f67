/** What a button or a form may still do. */
export { createIntents, forgetIntents, putLinkQuestion } from './intents.ts';
