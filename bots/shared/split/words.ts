/** The words of `/split`, in both languages. Everything else is a name, an amount or what it is for. */

/** Who has paid the bill. */
export const ME = new Set(['me', 'i', 'myself', 'ich', 'mich', 'mir']);
export const WITHOUT = new Set(['without', 'ohne']);
/** An item that everybody had. */
export const EVERYBODY = new Set(['all', 'everybody', 'everyone', 'alle', 'allen']);
export const ITEMS = new Set(['items', 'item', 'posten', 'einzeln']);
/** What is spread by what people had. */
export const EXTRAS = new Set(
  'tip tax vat service delivery fee trinkgeld steuer mwst bedienung lieferung gebühr'.split(' '),
);
export const LIST = new Set(['list', 'liste']);
/** Of no meaning at the end of what it is for: `dinner with @bob`. */
export const LINKS = new Set([
  'with',
  'mit',
  'between',
  'among',
  'zwischen',
  'and',
  'und',
  'to',
  'an',
  '&',
  '+',
]);
