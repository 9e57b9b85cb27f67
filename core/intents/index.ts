/** What a button or a form may still do. */
export { createIntents, forgetIntents } from './intents.ts';
export { buttonUntil, formUntil, type NewIntent, putIntent, putIntents, usedBy, useIntent } from './write.ts';
