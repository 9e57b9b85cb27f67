/** An ordinary Bolt app in the emulated Slack, and what it hears. */
import { App, LogLevel } from '@slack/bolt';
import type { View } from '@slack/types';
import { createSlackEmulator } from '../../../bots/playground/slack/index.ts';
import { slackManifest } from '../../../bots/slack/index.ts';
import { until } from '../shared/contract-support.ts';
import { GENERAL, TEAM, TOKENS, USERS } from './harness.ts';

export const [ALICE, BOB] = ['U0ALICE', 'U0BOB'];

/** What our own app registers does not matter here. */
export const manifest = () => {
  const ours = slackManifest({ socketMode: true, name: 'Tuppence' });
  const shortcuts = [
    { name: 'Send money', type: 'global' as const, callback_id: 'send_money' },
    { name: 'Tip this', type: 'message' as const, callback_id: 'tip_this' },
  ];
  return {
    ...ours,
    features: { ...ours.features, shortcuts },
    oauth_config: { scopes: { bot: [...ours.oauth_config.scopes.bot, 'reactions:write'] } },
  };
};

export const plain = (text: string) => ({ type: 'plain_text' as const, text });
export const input = (block_id: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id,
  label: plain(block_id),
  element: { action_id: 'v', ...element },
  ...more,
});
export const modal = (callback_id: string, blocks: object[], more: object = {}) =>
  ({ type: 'modal', callback_id, title: plain(callback_id), submit: plain('Go'), blocks, ...more }) as View;
export const option = (value: string) => ({ text: plain(value.toUpperCase()), value });

/** The emulator with that app connected, acknowledging whatever it hears. */
export const boltApp = async () => {
  const chat = await createSlackEmulator({
    team: { id: TEAM, name: 'Test' },
    users: USERS,
    ...TOKENS,
    delivery: 'socket',
    manifest: manifest(),
    rateLimits: false,
  });
  const app = new App({
    token: TOKENS.botToken,
    appToken: TOKENS.appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: chat.apiUrl },
    logLevel: LogLevel.ERROR,
  });
  const place = {
    chat,
    app,
    // biome-ignore lint/suspicious/noExplicitAny: payloads as they came
    heard: [] as any[],
    /** What the app does next with an interaction. */
    // biome-ignore lint/suspicious/noExplicitAny: the arguments of a listener
    respond: ({ ack }: any): Promise<unknown> => ack(),
    forget() {
      place.heard = [];
      place.respond = ({ ack }) => ack();
    },
    next: (at = 0) => until(() => place.heard[at], 'what the app hears'),
    /** Alice opens a modal, and sees it. */
    async open(view: View) {
      place.respond = async ({ ack, client, shortcut }) => {
        await ack();
        await client.views.open({ trigger_id: shortcut.trigger_id, view });
      };
      await chat.choose(ALICE, GENERAL, 'send_money');
      const opened = await until(() => chat.form(ALICE), 'the modal');
      place.forget();
      return opened;
    },
    async stop() {
      await app.stop();
      await until(() => chat.sockets() === 0, 'the app to go');
      await chat.stop();
    },
  };
  // biome-ignore lint/suspicious/noExplicitAny: the arguments of a listener
  const listen = async (given: any) => {
    place.heard.push(given.body);
    await place.respond(given);
  };
  app.shortcut(/.*/, listen);
  app.action(/.*/, listen);
  app.view(/.*/, listen);
  app.view({ type: 'view_closed', callback_id: /.*/ }, listen);
  for (const name of ['app_home_opened', 'reaction_added', 'reaction_removed'])
    app.event(name, async ({ event }) => void place.heard.push(event));
  await app.start();
  return place;
};
