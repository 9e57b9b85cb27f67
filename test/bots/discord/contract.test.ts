import { type AdapterHarness, adapterContract } from '../shared/contract.ts';
import { ALICE, BOB, emulator, GENERAL, identityOf, inGeneral, process } from './harness.ts';

const harness = async (): Promise<AdapterHarness> => {
  const chat = await emulator();
  const { adapter, messenger } = process(chat);
  return {
    chat,
    adapter,
    messenger,
    alice: { userId: ALICE, handle: 'alice', identity: identityOf(ALICE) },
    bob: { userId: BOB, handle: 'bob', identity: identityOf(BOB) },
    group: inGeneral(chat),
    methods: { postInGroup: 'POST /channels/:id/messages' },
    reconciles: true,
    emoji: { typed: '🪙', decoded: '🪙' },
    otherBotSays: async (text) => void chat.otherBotSays(GENERAL, text),
    aliceEditsInto: async (text) => {
      const direct = chat.channels(ALICE).find(({ kind }) => kind === 'direct')!.id;
      await chat.say(ALICE, direct, 'hello');
      const message = chat.messages(ALICE, direct).at(-1)!;
      chat.editMessage(ALICE, direct, message.id, text);
    },
    askForForm: async () => {
      const menu = chat.menu(ALICE, GENERAL).find(({ label }) => label === 'Pay')!;
      await chat.choose(ALICE, GENERAL, menu.id, BOB);
    },
    stop: async () => {
      await adapter.stop();
      await chat.stop();
    },
  };
};

adapterContract('Discord over its gateway', harness);
