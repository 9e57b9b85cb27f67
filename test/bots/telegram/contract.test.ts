/** The adapter contract, over long polling and over a webhook, against our emulated Telegram. */
import { createTelegramMessenger } from '../../../bots/telegram/index.ts';
import { type AdapterHarness, adapterContract } from '../shared/contract.ts';
import { ALICE, BOB, BOT, connect, emulate, GROUP, quiet } from './support.ts';

const OTHER_BOT = { id: 7000000099, is_bot: true, first_name: 'Other', username: 'OtherBot' };

const harness = async (mode: 'polling' | 'webhook'): Promise<AdapterHarness> => {
  const chat = await emulate({ group: { id: GROUP, name: 'Friends', botIsAdmin: true } });
  const { adapter, stop } = await connect(chat.apiUrl, mode);
  const identity = (user: string) => ({ platform: 'telegram' as const, tenant: '', user });
  const messenger = createTelegramMessenger({ token: BOT.token, apiUrl: chat.apiUrl, log: quiet });
  return {
    chat,
    adapter,
    messenger,
    alice: { userId: ALICE.id, handle: ALICE.handle, identity: identity(ALICE.id) },
    bob: { userId: BOB.id, handle: BOB.name, identity: identity(BOB.id) },
    group: { platform: 'telegram', tenant: '', community: GROUP, channel: GROUP, kind: 'group' },
    methods: { postInGroup: 'sendMessage' },
    reconciles: messenger.capabilities.reconciles ?? true,
    emoji: { typed: '🔥', decoded: '🔥' },
    otherBotSays: async (text) => void chat.post(OTHER_BOT, GROUP, text),
    aliceEditsInto: async (text) => {
      const message = chat.post(ALICE.id, GROUP, 'something else');
      chat.edit(ALICE.id, GROUP, message, text);
    },
    stop: async () => {
      await stop();
      await chat.stop();
    },
  };
};

adapterContract('Telegram over long polling', () => harness('polling'));
adapterContract('Telegram over a webhook', () => harness('webhook'));
