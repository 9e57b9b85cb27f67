/** Deutsch: kurz, freundlich, mit Du. */
import type { Repeat } from '../../../core/index.ts';
import type { StandingMessages } from './messages.ts';

const example = 'Zum Beispiel: /schedule @bob 50 jeden Monat am 1. für Miete';

const days = new Intl.DateTimeFormat('de-DE', { dateStyle: 'long', timeZone: 'UTC' });
/** A date stays on one line. */
const dayText = (day: string): string => days.format(new Date(`${day}T00:00Z`)).replaceAll(' ', '\u00a0');
const weekdays = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'];
const nths: Record<number, string> = {
  1: 'ersten',
  2: 'zweiten',
  3: 'dritten',
  4: 'vierten',
  [-1]: 'letzten',
};

function onText({ on }: Repeat, list: (items: readonly string[]) => string): string {
  if (on === null) return '';
  if (on.by === 'weekdays') return ` am ${list(on.weekdays.map((weekday) => weekdays[weekday - 1]!))}`;
  if (on.by === 'nth') return ` am ${nths[on.nth]} ${weekdays[on.weekday - 1]}`;
  return on.day === 31 ? ' am letzten Tag' : ` am ${on.day}.`;
}

export const de: StandingMessages = {
  commands: {
    schedule: {
      summary: 'Jemandem später zahlen, oder immer wieder',
      example: '/schedule @bob 50 jeden Monat am 1. für Miete',
    },
    schedules: {
      summary: 'Deine Daueraufträge und Termine sehen, anhalten, fortsetzen, auslassen oder beenden',
      example: '/schedules',
    },
  },
  options: {
    when: 'Wann: morgen, am 24. Dezember um 18 Uhr, jeden Monat am 1. bis 31. Mai 2027',
    action: 'Was du tun willst: anhalten, fortsetzen, auslassen oder beenden',
    reference: 'Welche: der Code auf ihrer Karte',
  },
  shortcuts: { schedule: 'Zahlung planen' },
  refusals: {
    standing_how: () => ({ title: 'Wem zahlst du, wie viel, und wann?', hint: example }),
    standing_when: () => ({ title: 'Wann soll gezahlt werden?', hint: example }),
    standing_which_day: ({ unit }) => ({
      title: {
        week: 'An welchem Wochentag?',
        month: 'An welchem Tag des Monats?',
        year: 'An welchem Tag des Jahres?',
      }[unit],
      hint: {
        week: 'Zum Beispiel: jede Woche am Freitag',
        month: 'Zum Beispiel: jeden Monat am 1., oder am letzten Tag',
        year: 'Zum Beispiel: jedes Jahr am 24. Dezember',
      }[unit],
    }),
    standing_twice: ({ text }) => ({ title: `Es sind zwei Zeiten genannt: „${text}“ ist eine zu viel` }),
    standing_past: () => ({
      title: 'Das ist schon vorbei',
      hint: 'Nenn bitte einen Tag und eine Zeit, die noch kommen.',
    }),
    standing_until: () => ({ title: 'Das wäre vor der ersten Zahlung zu Ende' }),
    standing_horizon: ({ years }, { plural }) => ({
      title: `Das ist zu weit voraus: höchstens ${plural(years, { one: '# Jahr', other: '# Jahre' })}`,
    }),
    standing_interval: () => ({ title: 'Öfter als einmal am Tag geht nicht' }),
    standing_count: ({ limit }) => ({ title: `Bitte zwischen 1 und ${limit}` }),
    standing_one_payee: () => ({ title: 'Bitte eine Person auf einmal', hint: example }),
    standing_unknown: ({ text }) => ({
      title: `Du hast nichts geplant, das ${text} heißt`,
      hint: 'Mit /schedules siehst du, was es gibt.',
    }),
    standing_state: ({ state }) => ({
      title: {
        active: 'Das ist nicht angehalten',
        paused: 'Das ist angehalten',
        ended: 'Das ist beendet',
      }[state],
    }),
    standing_run_over: ({ state }) => ({
      title: { placed: 'Das ist schon bezahlt', skipped: 'Das wurde ausgelassen' }[state],
      hint: 'Es ist nichts weiter bewegt worden.',
    }),
    standings_too_many: ({ limit }) => ({
      title: `Du hast schon ${limit} Zahlungen geplant`,
      hint: 'Beende erst ein paar: /schedules zeigt sie dir.',
    }),
  },
  rhythm: (repeat, { list, plural }) => {
    const { unit, every, count, until } = repeat;
    const units = {
      day: { one: 'jeden Tag', other: 'alle # Tage' },
      week: { one: 'jede Woche', other: 'alle # Wochen' },
      month: { one: 'jeden Monat', other: 'alle # Monate' },
      year: { one: 'jedes Jahr', other: 'alle # Jahre' },
    }[unit];
    return [
      `${plural(every, units)}${onText(repeat, list)}`,
      ...(count === null ? [] : [plural(count, { one: 'einmal', other: '# Mal' })]),
      ...(until === null ? [] : [`bis ${dayText(until)}`]),
    ].join(', ');
  },
  moment: (day, time) => `${day}, ${time}`,
  memo: (memo) => `„${memo}“`,
  next: (dates) => `Als Nächstes: ${dates}`,
  zone: (zone) => `nach der Uhr von ${zone}`,
  noZone: 'nach UTC; deine Uhr kenne ich, sobald du /alerts zone Europe/Berlin schreibst',
  paid: (count, { plural }) =>
    plural(count, { '=0': 'noch nicht gezahlt', one: 'einmal gezahlt', other: '#-mal gezahlt' }),
  states: { active: 'läuft', paused: 'angehalten', ended: 'beendet' },
  proposed: (payee, amount) => `${payee} ${amount} zahlen?`,
  cancelled: 'Es ist nichts geplant worden',
  created: 'Das ist geplant. Jede Quittung kommt hierher, wenn gezahlt wird.',
  title: (payee, amount) => `${amount} an ${payee}`,
  why: {
    asked: 'Du wolltest es so.',
    finished: 'Alles ist erledigt.',
    self: 'Du wärst selbst die Person, die das Geld bekommt.',
    payer: 'Dein Konto ist gesperrt.',
    payee: 'Dorthin kann gerade nicht gezahlt werden.',
    unclaimed: 'Die letzte Zahlung wurde nie abgeholt und ist zu dir zurückgekommen.',
    funds: 'Auch beim letzten Versuch war nicht genug Geld da.',
    order: 'Es wurde angehalten oder beendet.',
    next: 'Die nächste war schon dran.',
    refused: 'Es konnte nicht gezahlt werden.',
  },
  list: {
    title: 'Was du geplant hast',
    empty: 'Es ist nichts geplant.',
    part: (first, last, all) => `${first} bis ${last} von ${all}, die nächste zuerst`,
  },
  failed: {
    due: (payee, amount) => `Nicht genug Geld für ${amount} an ${payee}`,
    placed: (payee, amount) => `Doch noch gezahlt: ${amount} an ${payee}`,
    skipped: (payee, amount) => `Ausgelassen: ${amount} an ${payee}`,
  },
  dueAt: (date) => `Fällig war es am ${date}.`,
  retryAt: (date) => `Der nächste Versuch ist am ${date}.`,
  stopped: {
    skipped: (payee, amount) => `Ausgelassen: ${amount} an ${payee}`,
    paused: (payee, amount) => `Angehalten: ${amount} an ${payee}`,
    ended: (payee, amount) => `Beendet: ${amount} an ${payee}`,
  },
  buttons: {
    create: 'Anlegen',
    cancel: 'Abbrechen',
    pause: 'Anhalten',
    resume: 'Fortsetzen',
    skip: 'Nächste auslassen',
    end: 'Beenden',
    pay: 'Jetzt zahlen',
    skip_run: 'Auslassen',
    more: 'Weitere',
  },
  done: { paid: 'Ist unterwegs', skipped: 'Diese wird ausgelassen' },
  receipt: {
    first: (amount, rhythm) =>
      rhythm === null ? `Geplante Zahlung: ${amount}` : `Dauerauftrag: ${amount}, ${rhythm}`,
    again: 'Dauerauftrag',
    missed: (count, { plural }) =>
      plural(count, {
        one: 'Ein Termin davor wurde versäumt und wird nicht nachgeholt.',
        other: '# Termine davor wurden versäumt und werden nicht nachgeholt.',
      }),
  },
  form: {
    title: 'Zahlung planen',
    submit: 'Weiter',
    who: 'An',
    amount: 'Betrag, und wofür',
    amountPlaceholder: '50, oder 50 EUR für Miete',
    start: 'Erste Zahlung',
    startPlaceholder: 'morgen, oder 1. Dezember um 18 Uhr',
    repeat: 'Wiederholen',
    end: 'Ende',
    endPlaceholder: 'nie, 12 Mal, oder 31. Mai 2027',
  },
  repeats: {
    once: 'Einmal',
    day: 'Täglich',
    week: 'Wöchentlich',
    fortnight: 'Alle 2 Wochen',
    month: 'Monatlich',
    year: 'Jährlich',
  },
};
