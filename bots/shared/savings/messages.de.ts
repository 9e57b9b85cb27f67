/** Deutsch: kurz, freundlich, mit Du. */
import type { SavingsMessages } from './messages.ts';

export const de: SavingsMessages = {
  commands: {
    save: { summary: 'Geld zurücklegen, gern für ein Ziel', example: '/save 20 ziel 500 für den Urlaub' },
    unsave: { summary: 'Zurückgelegtes Geld wieder holen', example: '/unsave 20' },
  },
  options: { goal: 'Wie viel es werden soll; aus, wenn es kein Ziel mehr gibt' },
  codes: { save: 'Zurückgelegt', unsave: 'Vom Ersparten' },
  refusals: {
    savings_in_debt: ({ owed }, { money }) => ({
      title: 'Du bist in einer anderen Währung im Minus',
      hint: `Geliehenes lässt sich nicht sparen. Gleiche zuerst ${money(owed)} aus, zum Beispiel mit /convert.`,
    }),
    savings_insufficient: ({ needed, available, credit }, { money }) => ({
      title: 'Zum Zurücklegen reicht es nicht',
      hint: credit
        ? `Du wolltest ${money(needed)}, davon gehören dir ${money(available)}: Vom Kreditrahmen lässt sich nichts zurücklegen.`
        : `Du wolltest ${money(needed)} und hast ${money(available)} verfügbar.`,
    }),
    unsave_insufficient: ({ needed, saved }, { money }) => ({
      title: 'So viel hast du nicht zurückgelegt',
      hint: `Du wolltest ${money(needed)} und hast dort ${money(saved)}. Mit /unsave alles kommt alles zurück.`,
    }),
    nothing_saved: () => ({ title: 'Du hast nichts zurückgelegt', hint: 'Leg etwas zurück mit /save 20.' }),
    goal_without_target: () => ({
      title: 'Wie viel soll es werden?',
      hint: 'Sag es so: /save ziel 500 für den Urlaub.',
    }),
  },
  savings: {
    saved: (amount) => `${amount} zurückgelegt`,
    unsaved: (amount) => `${amount} zurückgeholt`,
    title: (amount) => `Du hast ${amount} zurückgelegt`,
    titleMany: 'Dein Erspartes',
    none: 'Du hast noch nichts zurückgelegt',
    start: (rate) =>
      `Fang an mit /save 20, und sag, wofür: /save 20 ziel 500 für den Urlaub.${rate === null ? '' : ` Das bringt ${rate} im Jahr.`}`,
    pot: 'Zurückgelegt',
    rate: 'Bringt',
    earns: (rate, earned) => `${rate} im Jahr${earned === null ? '' : ` · ${earned} bisher in diesem Monat`}`,
    goal: 'Ziel',
    progress: ({ name, target, percent }) => `${percent} von ${target}${name === null ? '' : ` für ${name}`}`,
    reached: ({ name, target }) => `${target}${name === null ? '' : ` für ${name}`}: geschafft! 🎉`,
    undo: (command) => `Rückgängig mit ${command}`,
    picture: {
      title: 'Erspartes',
      saved: (amount) => `${amount} zurückgelegt`,
      target: (amount) => `Ziel ${amount}`,
      alt: ({ title, saved, target, percent }) => `${title}: ${saved} von ${target}, ${percent}`,
    },
  },
};
