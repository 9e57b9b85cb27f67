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
    shop_own: ({ name }) => ({ title: `„${name}“ verkaufst du selbst`, hint: unmoved }),
  },
  item: (name, price) => `${name} · ${price}`,
  soldBy: 'Verkauft von ',
  by: (seller) => `von ${seller}`,
  left: (count, { plural }) => plural(count, { one: 'noch #', other: 'noch #' }),
  unlimited: 'so viele, wie gewünscht',
  perPerson: (limit, { plural }) => plural(limit, { one: '# pro Person', other: '# pro Person' }),
  states: { open: 'zu verkaufen', sold_out: 'ausverkauft', removed: 'nicht mehr im Verkauf' },
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
  },
};
