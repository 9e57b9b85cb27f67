/** Deutsch: kurz, freundlich, mit Du. */
import type { PeopleMessages } from './messages.ts';

export const de: PeopleMessages = {
  commands: {
    link: {
      summary: 'Ein Guthaben in mehreren Chats',
      example: '/link',
    },
  },
  options: {
    code: 'Der Code aus deinem anderen Chat',
  },
  codes: {
    link: 'Verbundener Chat',
  },
  welcome: {
    title: (name) => `Willkommen, ${name}`,
    claimed: (amounts) => `Für dich lagen ${amounts} bereit. Jetzt gehören sie dir.`,
    hint: 'Mit /balance siehst du dein Guthaben, mit /pay sendest du Geld, und /help zeigt den Rest.',
  },
  link: {
    title: (code) => `Dein Code ist ${code}`,
    how: (code, date) => `Schick mir in deinem anderen Chat /link ${code}, spätestens um ${date}.`,
    secret: 'Wer ihn eingibt, kann dein Geld ausgeben. Gib ihn niemandem.',
    question: (name) => `Bist du auch ${name}?`,
    whose: (name, places) => `Dieser Code ist von ${name}, auf ${places}.`,
    shares: (amounts) =>
      `Danach haben beide Chats ein gemeinsames Guthaben und geben es gemeinsam aus${amounts === null ? '' : `, auch deine ${amounts}`}.`,
    onlyYou:
      'Sag nur Ja, wenn beide Chats deine sind. Sonst bekäme dein Geld, wer dich hierher geschickt hat.',
    joined: (name) => `${name} ist jetzt mit deinem Konto verbunden`,
    notYou: 'Das bist du nicht? Sag sofort der Bank Bescheid.',
    linked: 'Deine Chats sind verbunden',
    linkedBalance: (amounts) => `Sie haben jetzt ein gemeinsames Guthaben: ${amounts}.`,
  },
  chats: {
    title: 'Deine Chats',
    where: (platforms) => `Du hast ein Guthaben auf ${platforms}.`,
  },
  buttons: {
    another: 'Weiteren Chat verbinden',
    link: 'Ja, beides bin ich',
  },
};
