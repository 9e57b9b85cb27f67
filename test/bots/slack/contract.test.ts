import { type AdapterHarness, adapterContract } from '../shared/contract.ts';
import { GENERAL, identityOf, inChannel, type Mode, slackSetup } from './harness.ts';

const harness = (mode: Mode) => async (): Promise<AdapterHarness> => {
  const { chat, adapter, messenger, stop } = await slackSetup(mode);
  return {
    chat,
    adapter,
    messenger,
    alice: { userId: 'U0ALICE', handle: 'alice', identity: identityOf('U0ALICE') },
    bob: { userId: 'U0BOB', handle: 'bob', identity: identityOf('U0BOB') },
    group: inChannel(GENERAL),
    methods: { postInGroup: 'chat.postMessage' },
    reconciles: true,
    emoji: { typed: '🪙', decoded: '🪙' },
    otherBotSays: async (text) => void chat.otherBotSays(GENERAL, text),
    async aliceEditsInto(text) {
      const direct = chat.channels('U0ALICE').find(({ kind }) => kind === 'direct')!.id;
      await chat.say('U0ALICE', direct, 'hello');
      const message = chat.messages('U0ALICE', direct).at(-1)!;
      chat.edit('U0ALICE', direct, message.id, text);
    },
    askForForm: () => chat.say('U0ALICE', GENERAL, '/pay'),
    stop,
  };
};

adapterContract('Slack over a socket', harness('socket'));
adapterContract('Slack over signed HTTP', harness('http'));
