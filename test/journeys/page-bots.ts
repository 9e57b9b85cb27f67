/**
 * The playground's page with three ordinary bots behind it, written with the platforms' own libraries: they register and
 * send one of everything that the page can show, so that the page is seen by itself, whatever our adapters use of it.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, LogLevel } from '@slack/bolt';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  Client,
  ComponentType,
  Events,
  GatewayIntentBits,
  TextInputStyle,
} from 'discord.js';
import express from 'express';
import { pino } from 'pino';
import { Telegraf } from 'telegraf';
import { SLACK_CHANNEL } from '../../bots/playground/people.ts';
import { createPlayground, type Playground } from '../../bots/playground/playground.ts';
import { until } from '../bots/shared/contract-support.ts';

const CURRENCIES = ['British pound', 'Euro', 'Japanese yen', 'Swiss franc', 'US dollar'];

const discordForm = {
  title: 'Split a bill',
  customId: 'split',
  components: [
    { type: ComponentType.TextDisplay, content: 'Everybody’s share is **one tap** away.' },
    {
      type: ComponentType.Label,
      label: 'Who ate?',
      description: 'You may be one of them',
      component: { type: ComponentType.UserSelect, customId: 'who', maxValues: 5 },
    },
    {
      type: ComponentType.Label,
      label: 'How?',
      component: {
        type: ComponentType.StringSelect,
        customId: 'how',
        options: [
          { label: 'Equally', value: 'equal', default: true, description: 'Leftover pennies take turns' },
          { label: 'By shares', value: 'shares', description: 'Two for whoever ate double' },
        ],
      },
    },
    {
      type: ComponentType.Label,
      label: 'What for?',
      component: {
        type: ComponentType.TextInput,
        customId: 'memo',
        style: TextInputStyle.Paragraph,
        required: false,
      },
    },
  ],
} as never;

const discordCard = {
  embeds: [{ title: 'Dinner, £60', description: 'Alice paid for **4** people.', color: 0x5865f2 }],
  components: [
    { type: 1, components: [{ type: 2, style: 1, label: 'Pay my share', customId: 'pay' }] },
    {
      type: 1,
      components: [
        {
          type: ComponentType.StringSelect,
          customId: 'mode',
          placeholder: 'Change how it is split',
          options: [
            { label: 'Equally', value: 'equal' },
            { label: 'By shares', value: 'shares', description: 'Two for whoever ate double' },
          ],
        },
      ],
    },
    {
      type: 1,
      components: [
        { type: ComponentType.UserSelect, customId: 'people', placeholder: 'Add people', maxValues: 3 },
      ],
    },
  ],
} as never;

const discordBot = async ({ env }: Playground) => {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: env.DISCORD_API_URL, version: '10' },
  });
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isAutocomplete()) {
      const typed = interaction.options.getFocused().toLowerCase();
      const found = CURRENCIES.filter((name) => name.toLowerCase().includes(typed));
      await interaction.respond(found.map((name) => ({ name, value: name.slice(0, 3).toUpperCase() })));
    } else if (interaction.isMessageContextMenuCommand())
      await interaction.reply(`tipped the author of “${interaction.targetMessage.content}”`);
    else if (interaction.isUserContextMenuCommand())
      await interaction.reply(`paying ${interaction.targetUser.username}`);
    else if (interaction.isStringSelectMenu() || interaction.isUserSelectMenu())
      await interaction.reply(`chose ${interaction.values.length}: ${interaction.values.join(', ')}`);
    else if (interaction.isModalSubmit()) {
      const who = interaction.fields.getSelectedUsers('who')?.map(({ username }) => username);
      await interaction.reply(
        `split ${interaction.fields.getStringSelectValues('how')} by ${who?.join(', ')}`,
      );
    } else if (interaction.isChatInputCommand()) {
      if (interaction.commandName === 'split') await interaction.showModal(discordForm);
      else if (interaction.commandName === 'card') await interaction.reply(discordCard);
      else await interaction.reply(`in ${interaction.options.getString('currency')}`);
    }
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(env.DISCORD_TOKEN);
  await ready;
  await client.application!.commands.set([
    { name: 'split', description: 'Split a bill' },
    { name: 'card', description: 'A card with menus' },
    {
      name: 'tip',
      description: 'Tip somebody',
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: 'amount',
          description: 'How much',
          required: true,
        },
        {
          type: ApplicationCommandOptionType.String,
          name: 'currency',
          description: 'In what',
          autocomplete: true,
        },
      ],
    },
    { type: ApplicationCommandType.User, name: 'Pay' },
    { type: ApplicationCommandType.Message, name: 'Tip author' },
    { type: ApplicationCommandType.Message, name: 'Split this' },
  ]);
  return () => client.destroy();
};

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
const option = (text: string) => ({ text: plain(text), value: text.toLowerCase() });
const button = (action_id: string, text: string, more: object = {}) => ({
  type: 'button' as const,
  action_id,
  text: plain(text),
  ...more,
});
const row = (text: string, action: string) => ({
  type: 'section' as const,
  text: mrkdwn(text),
  accessory: button(`row-${text.length}`, action),
});

const slackHome = {
  type: 'home',
  blocks: [
    { type: 'header', text: plain('Your money') },
    { type: 'section', fields: [mrkdwn('*Balance*\n£94.20'), mrkdwn('*Held*\n£5.00')] },
    {
      type: 'actions',
      block_id: 'do',
      elements: [
        button('send', 'Send money', { style: 'primary' }),
        button('ask', 'Ask for money'),
        {
          type: 'static_select',
          action_id: 'asset',
          placeholder: plain('Currency'),
          options: CURRENCIES.map(option),
        },
      ],
    },
    { type: 'divider' },
    { type: 'header', text: plain('Waiting for you') },
    row('*Bob* asks for *£5.00* · taxi', 'Pay'),
    row('Your share of *dinner* is *£15.00*', 'Pay share'),
    { type: 'context', elements: [mrkdwn('Seen by you alone.')] },
  ],
} as never;

const slackForm = {
  type: 'modal',
  callback_id: 'alerts',
  title: plain('Alerts'),
  submit: plain('Save'),
  blocks: [
    { type: 'section', text: mrkdwn('What should *Tuppence* tell you?') },
    {
      type: 'input',
      block_id: 'kinds',
      label: plain('Tell me of'),
      element: {
        type: 'checkboxes',
        action_id: 'v',
        options: ['Incoming money', 'Large payments'].map(option),
      },
    },
    {
      type: 'input',
      block_id: 'pace',
      label: plain('How often'),
      hint: plain('A digest comes once a day'),
      element: { type: 'static_select', action_id: 'v', options: ['At once', 'Digest'].map(option) },
    },
    {
      type: 'input',
      block_id: 'quiet',
      label: plain('Quiet from'),
      element: { type: 'timepicker', action_id: 'v', initial_time: '22:00' },
    },
    {
      type: 'input',
      block_id: 'asset',
      optional: true,
      label: plain('Only in'),
      element: {
        type: 'static_select',
        action_id: 'v',
        options: [...CURRENCIES, 'Gold', 'Silver'].map(option),
      },
    },
    { type: 'actions', block_id: 'more', elements: [button('deeper', 'Pick people')] },
  ],
} as never;

const slackDeeper = {
  type: 'modal',
  callback_id: 'deeper',
  title: plain('Only from'),
  submit: plain('Done'),
  blocks: [
    {
      type: 'input',
      block_id: 'people',
      label: plain('People'),
      element: { type: 'multi_users_select', action_id: 'v' },
    },
  ],
} as never;

const slackManifest = {
  display_information: { name: 'Tuppence' },
  features: {
    shortcuts: [
      { name: 'Alerts', type: 'global' as const, callback_id: 'alerts' },
      { name: 'Tip this', type: 'message' as const, callback_id: 'tip_this' },
    ],
  },
  oauth_config: { scopes: { bot: ['chat:write', 'commands', 'im:write', 'reactions:read'] } },
  settings: { event_subscriptions: { bot_events: ['app_home_opened'] } },
};

const slackBot = async ({ env }: Playground) => {
  const app = new App({
    token: env.SLACK_BOT_TOKEN,
    appToken: env.SLACK_APP_TOKEN,
    socketMode: true,
    clientOptions: { slackApiUrl: env.SLACK_API_URL },
    logLevel: LogLevel.ERROR,
  });
  const say = (text: string) => app.client.chat.postMessage({ channel: SLACK_CHANNEL, text });
  app.shortcut('alerts', async ({ ack, client, shortcut }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: slackForm });
  });
  app.shortcut('tip_this', async ({ ack, shortcut }) => {
    await ack();
    await say(`tipped “${'message' in shortcut ? shortcut.message.text : ''}”`);
  });
  app.action('deeper', async ({ ack, client, body }) => {
    await ack();
    await client.views.push({ trigger_id: (body as { trigger_id: string }).trigger_id, view: slackDeeper });
  });
  app.action(/.*/, async ({ ack, action }) => {
    await ack();
    if ('action_id' in action && action.action_id !== 'deeper')
      await say(
        `${action.action_id} ${'selected_option' in action ? action.selected_option?.value : ''}`.trim(),
      );
  });
  app.view('deeper', ({ ack }) => ack());
  app.view('alerts', async ({ ack, view }) => {
    const { kinds, pace, quiet } = view.state.values;
    const chosen = kinds!.v!.selected_options!.map(({ value }) => value);
    if (chosen.length > 1) {
      await ack({ response_action: 'errors', errors: { kinds: 'One kind is enough to begin with.' } });
      return;
    }
    await ack();
    await say(`${chosen.join()} ${pace!.v!.selected_option!.value} quiet from ${quiet!.v!.selected_time}`);
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: slackHome });
  });
  await app.start();
  return () => app.stop();
};

const telegramBot = async ({ env }: Playground) => {
  const bot = new Telegraf(env.TELEGRAM_TOKEN, { telegram: { apiRoot: env.TELEGRAM_API_URL } });
  bot.on('inline_query', (context) => {
    const { query } = context.inlineQuery;
    const result = (id: string, title: string, description: string) => ({
      type: 'article' as const,
      id,
      title,
      description,
      input_message_content: { message_text: `<b>${title}</b>`, parse_mode: 'HTML' as const },
      reply_markup: { inline_keyboard: [[{ text: 'Claim', callback_data: 'claim' }]] },
    });
    return context.answerInlineQuery(
      query === ''
        ? []
        : [
            result('pay', `Send ${query}`, 'to whoever claims it first'),
            result('ask', `Ask for ${query}`, 'from whoever taps Pay'),
          ],
      { cache_time: 0, button: { text: 'Link your account', start_parameter: 'link' } } as never,
    );
  });
  bot.on('callback_query', async (context) => {
    await context.answerCbQuery('It is yours!', { show_alert: true });
    await context.editMessageText('Claimed');
  });
  bot.hears('how much', (context) =>
    context.reply('How much?', { reply_markup: { force_reply: true, input_field_placeholder: 'An amount' } }),
  );
  bot.hears('buttons', (context) =>
    context.reply('Here', {
      reply_markup: {
        inline_keyboard: [
          [{ text: 'Send money here', switch_inline_query_current_chat: '5' }],
          [{ text: 'Copy the code', copy_text: { text: 'ABCD' } } as never],
        ],
      },
    }),
  );
  bot.on('message_reaction', (context) =>
    context.telegram.sendMessage(
      context.chat.id,
      `heard ${context.reactions.added.toArray().length} reaction`,
    ),
  );
  const launched = bot.launch({
    allowedUpdates: ['message', 'callback_query', 'inline_query', 'message_reaction'],
  });
  await until(() => bot.botInfo, 'the bot');
  return async () => {
    bot.stop();
    await launched;
  };
};

/** Starts everything; `url` is the page. */
export const startPageWithBots = async () => {
  const log = pino({ level: 'silent' });
  const playground = await createPlayground({ log, rateLimits: false, slackManifest });
  const server = createServer(express().use(playground.router));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stops = await Promise.all([discordBot(playground), slackBot(playground), telegramBot(playground)]);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    chats: playground.chats,
    async stop() {
      for (const stop of stops) await stop();
      await playground.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
