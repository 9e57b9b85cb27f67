/** What a button or a form may still do. */
export { createIntents, forgetIntents } from './intents.ts';
export { type NewIntent, putIntent, putIntents, useIntent } from './write.ts';
