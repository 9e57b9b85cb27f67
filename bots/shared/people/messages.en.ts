/** English, as it is written in Britain: short, plain and kind. */
import type { PeopleMessages } from './messages.ts';

export const en: PeopleMessages = {
  commands: {
    link: {
      summary: 'Use one balance in several chats',
      example: '/link',
    },
  },
  options: {
    code: 'The code from your other chat',
  },
  codes: {
    link: 'Linked chat',
  },
  welcome: {
    title: (name) => `Welcome, ${name}`,
    claimed: (amounts) => `Waiting for you, and yours now: ${amounts}.`,
    hint: 'Type /balance to see what you have, /pay to pay somebody, and /help for the rest.',
  },
  link: {
    title: (code) => `Your code is ${code}`,
    how: (code, date) => `In your other chat, send me /link ${code} before ${date}.`,
    secret: 'Whoever types it can spend your money. Never give it to anybody.',
    question: (name) => `Is ${name} you, too?`,
    whose: (name, places) => `This code was made by ${name}, on ${places}.`,
    shares: (amounts) =>
      `From then on both chats share and spend one balance${amounts === null ? '' : `, your ${amounts} included`}.`,
    onlyYou: 'Say yes only if both chats are yours. Otherwise whoever sent you here gets your money.',
    joined: (name) => `${name} has joined your account`,
    notYou: 'Is that not you? Tell the operator at once.',
    linked: 'Your chats are linked',
    linkedBalance: (amounts) => `They share one balance now: ${amounts}.`,
  },
  chats: {
    title: 'Your chats',
    where: (platforms) => `You have one balance on ${platforms}.`,
  },
  buttons: {
    another: 'Link another chat',
    link: 'Yes, both are me',
  },
};
