/** An ordinary discord.js client in the emulated Discord, and what it hears. */
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  Partials,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { until } from '../shared/contract-support.ts';
import { emulator, GENERAL, TOKEN } from './harness.ts';

const COMMANDS: RESTPostAPIApplicationCommandsJSONBody[] = [
  {
    name: 'tip',
    name_localizations: { de: 'trinkgeld' },
    description: 'Tip somebody',
    description_localizations: { de: 'Gib jemandem Trinkgeld' },
    options: [
      { type: ApplicationCommandOptionType.User, name: 'who', description: 'Whom', required: true },
      {
        type: ApplicationCommandOptionType.String,
        name: 'currency',
        name_localizations: { de: 'währung' },
        description: 'In what',
        autocomplete: true,
      },
      { type: ApplicationCommandOptionType.Integer, name: 'times', description: 'How often' },
    ],
  },
  { name: 'ask', description: 'Opens a form' },
  { name: 'bank', description: 'For operators', default_member_permissions: '32', contexts: [0] },
  { type: ApplicationCommandType.User, name: 'Pay', name_localizations: { de: 'Bezahlen' } },
  { type: ApplicationCommandType.Message, name: 'Tip author' },
];

/** The emulator with that client logged in and its commands registered. */
export const discordClient = async () => {
  const chat = await emulator({ limits: true });
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.GuildMessageReactions,
    ],
    partials: [Partials.Message, Partials.Channel, Partials.Reaction, Partials.User],
    allowedMentions: { parse: [] },
    rest: { api: chat.apiUrl, version: '10' },
  });
  const heard: Interaction[] = [];
  const raw: { t: string; d: Record<string, unknown> }[] = [];
  client.on(Events.InteractionCreate, (interaction) => void heard.push(interaction));
  client.on(Events.Raw, (packet: (typeof raw)[number]) => void raw.push(packet));
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(TOKEN);
  await ready;
  await client.application!.commands.set(COMMANDS);
  return {
    chat,
    client,
    heard,
    raw,
    /** The interaction that comes of what somebody does. */
    async cause(act: () => Promise<unknown>): Promise<Interaction> {
      const from = heard.length;
      await act();
      return until(() => heard[from], 'an interaction');
    },
    async general() {
      const channel = await client.channels.fetch(GENERAL);
      if (!channel?.isSendable()) throw new Error('no channel');
      return channel;
    },
    async stop() {
      await client.destroy();
      await chat.stop();
    },
  };
};
