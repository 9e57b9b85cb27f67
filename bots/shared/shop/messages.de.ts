/** Deutsch: kurz, freundlich, mit Du. */
import type { ShopMessages } from './messages.ts';

const example = 'Zum Beispiel: /shop add "T-Shirt M" 15 stock 20';
const unmoved = 'Es ist nichts passiert.';

const quoted = (names: readonly string[]) => names.map((name) => `„${name}“`);

export const de: ShopMessages = {
  commands: {
    shop: {
      summary: 'Sehen, was hier verkauft wird, kaufen oder etwas verkaufen',
      example: '/shop buy t-shirt 2',
    },
    ticket: {
      summary: 'Deine Tickets: eins zeigen, weitergeben oder zurückgeben',
      example: '/ticket give 1234 5678 9012 @bob',
    },
    checkin: {
      summary: 'Jemanden mit dem Code seines Tickets einlassen',
      example: '/checkin 7KQ2-M9XD-A4BC-5EFG',
    },
  },
  options: {
    list: 'Was hier verkauft wird',
    buy: 'Etwas kaufen, das hier verkauft wird',
    add: 'Etwas zum Verkauf anbieten',
    show: 'Allen hier zeigen, was verkauft wird',
    edit: 'Preis, Namen oder Text ändern von dem, was du verkaufst',
    stock: 'Wie viele es zu kaufen gibt',
    remove: 'Etwas aus dem Laden nehmen, das du verkaufst',
    mine: 'Was du verkaufst, und was es eingebracht hat',
    item: 'Was verkauft wird: sein Name oder sein Code',
    quantity: 'Wie viele',
    name: 'Wie es heißt',
    price: 'Was eins kostet',
    limit: 'Wie viele eine Person haben darf',
    left: 'Wie viele noch da sind: 20, +5, -3 oder unlimited',
    event: 'Tickets zu einer Veranstaltung verkaufen',
    date: 'Wann sie beginnt: 24. Dezember um 20:00',
    place: 'Wo sie ist',
    refund: 'Wie lange vor Beginn man Tickets zurückgeben kann: 2 Tage',
    staff: 'Noch jemand lässt Leute ein',
    cancel: 'Eine Veranstaltung absagen und allen ihr Geld zurückgeben',
    action: 'Was du damit tun willst: show, give oder refund',
    number: 'Welches Ticket: die Nummer darauf',
    code: 'Der Code des Tickets, wie er unter dem Bild steht',
  },
  refusals: {
    shop_how: () => ({ title: 'Was verkaufst du, und für wie viel?', hint: example }),
    shop_needs_group: () => ({
      title: 'Verkauf es dort, wo Leute sind',
      hint: 'Im Direktchat ist niemand, der es kaufen könnte. Sag es noch einmal in einer Gruppe oder einem Kanal.',
    }),
    shop_item_unknown: ({ text, choices }, { either }) => ({
      title: text === '' ? 'Welcher Artikel?' : `Ich weiß nicht, welcher Artikel „${text}“ ist`,
      hint:
        choices.length === 0
          ? 'Mit /shop siehst du, was hier verkauft wird.'
          : `Meinst du ${either(quoted(choices))}?`,
    }),
    shop_name_taken: ({ name }) => ({
      title: `„${name}“ wird hier schon verkauft`,
      hint: 'Gib ihm einen anderen Namen, damit man beide auseinanderhalten kann.',
    }),
    shop_name_too_long: ({ limit }) => ({
      title: 'Dieser Name ist zu lang',
      hint: `Er darf ${limit} Zeichen haben. Mehr kannst du hinter „für“ sagen.`,
    }),
    shop_items_too_many: ({ limit }) => ({
      title: `Du verkaufst schon ${limit} Artikel`,
      hint: 'Nimm erst einen aus dem Laden: /shop remove.',
    }),
    shop_not_yours: ({ name }) => ({ title: `Nur wer „${name}“ verkauft, kann es ändern` }),
    shop_removed: ({ name }) => ({ title: `„${name}“ wird nicht mehr verkauft`, hint: unmoved }),
    shop_sold_out: ({ name, left }, { plural }) => ({
      title:
        left === 0
          ? `„${name}“ ist ausverkauft`
          : `Von „${name}“ ${plural(left, { one: 'ist nur noch # da', other: 'sind nur noch # da' })}`,
      hint: unmoved,
    }),
    shop_limit: ({ limit, left }, { plural }) => ({
      title:
        left === 0
          ? `Du hast so viele, wie eine Person haben darf: ${limit}`
          : `Du kannst noch ${plural(left, { one: '#', other: '#' })} haben: Eine Person darf ${limit} haben`,
      hint: unmoved,
    }),
    shop_price_changed: ({ name, price }, { money }) => ({
      title: `„${name}“ kostet jetzt ${money(price)}`,
      hint: `${unmoved} Frag noch einmal danach, wenn du es zu diesem Preis willst.`,
    }),
    shop_number_invalid: ({ text, limit }) => ({
      title: `„${text}“ ist keine Zahl, die hier geht`,
      hint: `Nimm eine ganze Zahl, höchstens ${limit}.`,
    }),
    shop_currency: ({ asset }) => ({
      title: `Es wird in ${asset} verkauft`,
      hint: 'Die Währung eines Artikels bleibt.',
    }),
    shop_edit_how: () => ({
      title: 'Was soll sich ändern?',
      hint: 'Zum Beispiel: /shop edit t-shirt price 16 oder /shop stock t-shirt +5',
    }),
    ticket_unknown: ({ text }) => ({
      title: text === '' ? 'Welches Ticket?' : `Du hast kein Ticket ${text}`,
      hint: 'Mit /ticket siehst du deine.',
    }),
    ticket_code_unknown: () => ({
      title: 'Das ist kein Ticket',
      hint: 'Mit diesem Code kommt niemand hinein.',
    }),
    ticket_number_only: () => ({
      title: 'Mit der Nummer kommt niemand hinein',
      hint: 'Scann das Bild, oder tipp den Code, der dabeisteht.',
    }),
    ticket_code_void: () => ({
      title: 'Dieser Code gilt nicht mehr: Das Ticket wurde weitergegeben',
      hint: 'Wer es jetzt hat, hat einen anderen Code.',
    }),
    ticket_used: ({ at, by }, { day, time }) => ({
      title: 'Dieses Ticket ist schon benutzt',
      hint: `${by} hat damit am ${day(at)} um ${time(at)} jemanden eingelassen.`,
    }),
    ticket_refunded: () => ({
      title: 'Dieses Ticket wurde zurückgegeben',
      hint: 'Damit kommt niemand hinein.',
    }),
    ticket_cancelled: () => ({
      title: 'Diese Veranstaltung wurde abgesagt',
      hint: 'Was die Tickets gekostet haben, geht an alle zurück, die sie gekauft haben.',
    }),
    ticket_pending: () => ({ title: 'Dieses Ticket wird gerade bezahlt' }),
    ticket_void: () => ({ title: 'Dieses Ticket wurde nicht bezahlt', hint: 'Damit kommt niemand hinein.' }),
    checkin_not_staff: ({ name }) => ({
      title: `Du bist nicht am Einlass von „${name}“`,
      hint: 'Wer die Tickets verkauft, kann dich dazunehmen: /shop staff.',
    }),
    ticket_refund_over: ({ until }, { date }) => ({
      title:
        until === null
          ? 'Dieses Ticket kann man nicht zurückgeben'
          : `Dieses Ticket konnte man bis ${date(until.day)}, ${until.time} zurückgeben`,
      hint: 'Frag, wer es verkauft hat: Von dort geht es noch.',
    }),
    ticket_refund_given: () => ({
      title: 'Dieses Ticket wurde weitergegeben',
      hint: 'Nur wer es verkauft hat, gibt das Geld zurück, und nur an die Person, die es gekauft hat.',
    }),
    ticket_uncovered: ({ seller, needed }, { money }) => ({
      title: `${seller} kann ${money(needed)} gerade nicht zurückgeben`,
      hint: 'Dein Ticket gilt weiter. Versuch es später noch einmal.',
    }),
    shop_event_how: () => ({
      title: 'Was findet wann statt?',
      hint: 'Zum Beispiel: /shop event "Konzert" 12 am 24. Dezember um 20:00 ort Rathaus bestand 100',
    }),
    shop_event_when: ({ text }) => ({
      title: `„${text}“ ist keine Zeit, zu der etwas beginnen kann`,
      hint: 'Sag einen Tag, der noch kommt, und eine Uhrzeit, etwa 24. Dezember um 20:00.',
    }),
    shop_event_over: ({ name }) => ({ title: `„${name}“ hat schon begonnen`, hint: unmoved }),
    shop_no_event: ({ name }) => ({
      title: `„${name}“ ist keine Veranstaltung`,
      hint: 'Um es nicht mehr zu verkaufen, sag /shop remove.',
    }),
    shop_own: ({ name }) => ({ title: `„${name}“ verkaufst du selbst`, hint: unmoved }),
  },
  item: (name, price) => `${name} · ${price}`,
  soldBy: 'Verkauft von ',
  by: (seller) => `von ${seller}`,
  left: (count, { plural }) => plural(count, { one: 'noch #', other: 'noch #' }),
  unlimited: 'so viele, wie gewünscht',
  perPerson: (limit, { plural }) => plural(limit, { one: '# pro Person', other: '# pro Person' }),
  states: {
    open: 'zu verkaufen',
    sold_out: 'ausverkauft',
    over: 'vorbei',
    removed: 'nicht mehr im Verkauf',
    cancelled: 'abgesagt',
  },
  buttons: { buy: 'Kaufen', buyNamed: (name) => `${name} kaufen`, next: 'Nächste Seite' },
  catalogue: {
    title: 'Was hier verkauft wird',
    empty: 'Noch nichts. /shop add "T-Shirt M" 15 stock 20 bietet etwas an.',
    own: 'Was du verkaufst',
    ownEmpty: 'Du verkaufst noch nichts. Sag /shop add in der Gruppe, in der es verkauft werden soll.',
    ownHint: 'Was andere verkaufen, siehst du in der Gruppe.',
    page: (page, pages) => `Seite ${page} von ${pages}`,
  },
  choose: {
    title: (name, price) => `${name} für ${price} kaufen?`,
    buy: (quantity, total) => (quantity === 1 ? `Kaufen für ${total}` : `${quantity} kaufen für ${total}`),
    changed: {
      price: (price) => `Der Preis hat sich geändert: Es kostet jetzt ${price}.`,
      stock: (_, left, { plural }) =>
        plural(left, { one: 'Inzwischen ist nur noch # da.', other: 'Inzwischen sind nur noch # da.' }),
    },
  },
  chosen: (quantity, name, total) => `${quantity} × ${name} für ${total}`,
  receipt: {
    title: 'Kauf',
    bought: (quantity, name, price) => `Gekauft: ${quantity} × ${name} zu ${price}.`,
    returned: (count, { plural }) =>
      plural(count, { one: '# wurde zurückgegeben.', other: '# wurden zurückgegeben.' }),
  },
  desk: {
    title: 'Was du verkaufst',
    brought: (amounts) => `Dein Verkauf hat ${amounts} eingebracht`,
    empty: 'Noch nichts. Sag /shop add in der Gruppe, in der es verkauft werden soll.',
    sold: (count, { plural }) => plural(count, { one: '# verkauft', other: '# verkauft' }),
  },
  done: {
    edited: (name) => `„${name}“ ist geändert`,
    stocked: (name) => `Der Bestand von „${name}“ ist geändert`,
    removed: (name) => `„${name}“ ist nicht mehr im Laden`,
  },
  doneRemoved: 'Was gekauft ist, bleibt gekauft.',
  sold: {
    title: (amount, buyers, { plural }) =>
      `Du hast für ${amount} an ${plural(buyers, { one: '# Person', other: '# Personen' })} verkauft`,
    units: (count) => `${count} ×`,
  },
  form: {
    title: 'Etwas verkaufen',
    submit: 'Anbieten',
    name: 'Wie heißt es?',
    nameHint: 'T-Shirt M',
    price: 'Was kostet eins?',
    priceHint: '15 oder 15 EUR',
    stock: 'Wie viele gibt es? Leer: beliebig viele',
    stockHint: '20',
    limit: 'Wie viele darf eine Person haben?',
    limitHint: '2',
    memo: 'Was gibt es dazu zu sagen?',
    memoHint: 'Baumwolle, blau',
    eventTitle: 'Tickets verkaufen',
    eventNameHint: 'Konzert',
    ticketPrice: 'Was kostet ein Ticket?',
    date: 'Wann beginnt es?',
    dateHint: '24. Dezember um 20:00',
    place: 'Wo ist es?',
    placeHint: 'Rathaus',
  },
  ticket: {
    title: 'Ticket',
    states: {
      pending: 'wird bezahlt',
      valid: 'gültig',
      used: 'benutzt',
      refunded: 'zurückgegeben',
      cancelled: 'abgesagt',
      void: 'nicht bezahlt',
    },
    code: (typed) => `Am Einlass wird es gescannt oder eingetippt: ${typed}`,
    returnable: (until) => `Tickets lassen sich bis ${until} zurückgeben.`,
    final: 'Tickets lassen sich nicht zurückgeben.',
    refundable: (until) => `Du kannst es bis ${until} zurückgeben.`,
    alt: (name, when, number) => `Ticket ${number} zu ${name}, ${when}, mit einem QR-Code für den Einlass`,
    list: (count, { plural }) => plural(count, { one: 'Dein Ticket', other: 'Deine Tickets' }),
    none: 'Du hast keins.',
    show: 'Ticket zeigen',
    showOne: (digits) => `… ${digits} zeigen`,
    give: (to, name) => `${to} dein Ticket zu ${name} geben?`,
    giveHint: (until) =>
      `Was du davon gezeigt oder gespeichert hast, gilt dann nicht mehr, und zurückgeben kann es dir nur, wer es hat. Du kannst es bis ${until} tun.`,
    giveButton: (to) => `An ${to} geben`,
    given: (from, name) => `${from} hat dir ein Ticket zu ${name} gegeben`,
    gave: (to, name) => `${to} hat jetzt dein Ticket zu ${name}`,
    gaveHint: 'Was du davon gezeigt oder gespeichert hast, lässt niemanden mehr hinein.',
    refunded: (to, amount) => `${to === null ? 'Du hast' : `${to} hat`} ${amount} zurück`,
    refundedHint: 'Das Ticket lässt niemanden mehr hinein und ist wieder zu kaufen.',
    welcome: (holder) => `Willkommen, ${holder}`,
    inside: (inside, sold) => `${inside} von ${sold} sind da`,
    over: (name) => `Dein Ticket zu ${name} gilt nicht mehr`,
    overHint:
      'Es wurde zurückgegeben, oder die Veranstaltung wurde abgesagt. Das Geld hat, wer es gekauft hat.',
    staff: (name) => `Sie lassen Leute zu ${name} ein`,
    staffHint: (people) => `${people}, und du. Dazu genügt /checkin und der Code eines Tickets.`,
    cancelled: (name) => `„${name}“ ist abgesagt`,
    cancelledHint:
      'Niemand kommt hinein, und alle bekommen zurück, was sie bezahlt haben. Hab genug dafür da: Wer wartet, bekommt es, sobald es reicht.',
  },
};
