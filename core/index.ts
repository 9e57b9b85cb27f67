/** The only public face of core. Bots and workers import this file and nothing behind it. */
export type * from './api.ts';
export type * from './money.ts';
export type * from './notices.ts';
export * from './ports/chat.ts';
export * from './ports/clock.ts';
export type * from './ports/messenger.ts';
export * from './refusals.ts';
