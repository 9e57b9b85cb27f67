import { action, at, everyone, huge, type Samples } from './kit.ts';

export const people: Samples<'chats' | 'welcome' | 'link_code' | 'link_question' | 'linked' | 'link_joined'> =
  {
    welcome: [{ kind: 'welcome', person: everyone, claimed: Array(60).fill(huge) }],
    link_code: [{ kind: 'link_code', code: 'ABCD1234', expires_at: at }],
    link_question: [
      {
        kind: 'link_question',
        owner: everyone,
        balances: Array(60).fill(huge),
        actions: [{ ...action, action: 'link' }],
      },
    ],
    linked: [{ kind: 'linked', person: everyone, balances: Array(60).fill(huge) }],
    chats: [
      { kind: 'chats', person: everyone, actions: [{ action: 'link_another', intent: 'i'.repeat(32) }] },
    ],
    link_joined: [{ kind: 'link_joined', person: everyone, balances: Array(60).fill(huge) }],
  };
