/** All that the process entry takes of Slack. */
export { createSlackAdapter, type SlackAdapter, type SlackAdapterOptions } from './adapter.ts';
export { slackManifest } from './manifest.ts';
export { createSlackMessenger, type SlackMessengerOptions } from './messenger.ts';
