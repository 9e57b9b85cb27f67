/** All that the process entry takes of Discord. */
export { createDiscordAdapter, type DiscordAdapterOptions } from './client.ts';
export { createDiscordMessenger, type DiscordMessengerOptions } from './messenger.ts';
export { createOpenInteractions, type OpenInteractions } from './open-interactions.ts';
