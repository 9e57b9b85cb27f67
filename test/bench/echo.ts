/** The baseline: bots that only echo, each written as its library's own guide does it. */
import bolt from '@slack/bolt';
import { Client, Events, GatewayIntentBits, REST, Routes } from 'discord.js';
import { Telegraf } from 'telegraf';
import type { World } from './world.ts';

type Stop = () => Promise<void>;

const discord = async (env: World['env']): Promise<Stop> => {
  const api = env.DISCORD_API_URL;
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api, version: '10' } });
  const rest = new REST({ api, version: '10' }).setToken(env.DISCORD_TOKEN);
  client.on(Events.InteractionCreate, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.reply(interaction.options.getString('memo') ?? 'nothing');
  });
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(env.DISCORD_TOKEN);
  await ready;
  await rest.put(Routes.applicationCommands(client.application!.id), {
    body: [
      {
        name: 'pay',
        description: 'Echo',
        options: [
          { name: 'person', description: 'Who', type: 6, required: true },
          { name: 'amount', description: 'How much', type: 3, required: true },
          { name: 'memo', description: 'What for', type: 3 },
        ],
      },
    ],
  });
  return () => client.destroy();
};

const slack = async (env: World['env']): Promise<Stop> => {
  const app = new bolt.App({
    token: env.SLACK_BOT_TOKEN,
    appToken: env.SLACK_APP_TOKEN,
    socketMode: true,
    clientOptions: { slackApiUrl: env.SLACK_API_URL },
    logLevel: bolt.LogLevel.ERROR,
  });
  app.command('/pay', async ({ ack, command, client }) => {
    await ack();
    await client.chat.postMessage({ channel: command.channel_id, text: command.text });
  });
  await app.start();
  return async () => void (await app.stop());
};

const telegram = async (env: World['env']): Promise<Stop> => {
  const bot = new Telegraf(env.TELEGRAM_TOKEN, { telegram: { apiRoot: env.TELEGRAM_API_URL } });
  bot.command('pay', (context) => context.reply(context.message.text));
  const launched = new Promise<void>((resolve) => void bot.launch(resolve));
  await launched;
  return async () => bot.stop();
};

/** Starts the three; returns how to stop them. */
export const startEcho = async (env: World['env']): Promise<Stop> => {
  const stops = await Promise.all([discord(env), slack(env), telegram(env)]);
  return async () => void (await Promise.all(stops.map((stop) => stop())));
};
