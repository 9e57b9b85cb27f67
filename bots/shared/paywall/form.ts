/** The forms of a paid post, within the limits of the narrowest platform: 24 characters of title, 5 fields. */
import { decimalText, type Money, type PaywallForm, paywallLimits } from '../../../core/index.ts';
import type { Form } from '../card.ts';
import { memoLimits } from '../memo.ts';
import type { Language } from '../messages/catalogue.ts';
import type { PaywallMessages } from './messages.ts';

type FormOf<F extends PaywallForm['form']> = Extract<PaywallForm, { form: F }>;

interface Filled {
  price: string | null;
  title: string | null;
  teaser: string | null;
  text: string | null;
}

/** As it is read again, in whatever locale. */
const priceText = (price: Money, language: Language): string =>
  `${language.decimal(decimalText(price))} ${price.asset.code}`;

const value = (text: string | null) => (text === null ? {} : { value: text });

const fieldsOf = ({ form }: PaywallMessages, filled: Filled, file: string): Form['fields'] => [
  {
    name: 'price',
    label: form.price,
    kind: 'text',
    placeholder: form.pricePlaceholder,
    required: true,
    charactersMax: 64,
    ...value(filled.price),
  },
  {
    name: 'title',
    label: form.name,
    kind: 'text',
    placeholder: form.namePlaceholder,
    required: false,
    charactersMax: paywallLimits.titleCharacters,
    ...value(filled.title),
  },
  {
    name: 'teaser',
    label: form.teaser,
    kind: 'text',
    placeholder: form.teaserPlaceholder,
    required: false,
    charactersMax: memoLimits.graphemes,
    ...value(filled.teaser),
  },
  {
    name: 'text',
    label: form.text,
    kind: 'multiline',
    placeholder: form.textPlaceholder,
    required: false,
    charactersMax: paywallLimits.textCharacters,
    ...value(filled.text),
  },
  { name: 'file', label: file, kind: 'file', required: false },
];

export const paywallForm = (
  { intent, price, title }: FormOf<'paywall'>,
  words: PaywallMessages,
  language: Language,
): Form => ({
  title: words.form.title,
  intent,
  submit: words.form.submit,
  fields: fieldsOf(
    words,
    { price: price && priceText(price, language), title, teaser: null, text: null },
    words.form.file,
  ),
});

/** A file that is there stays, unless another one is given. */
export const paywallEditForm = (
  { intent, price, title, teaser, text, file }: FormOf<'paywall_edit'>,
  words: PaywallMessages,
  language: Language,
): Form => ({
  title: words.form.editTitle,
  intent,
  submit: words.form.editSubmit,
  fields: fieldsOf(
    words,
    { price: priceText(price, language), title, teaser, text },
    file === null ? words.form.file : words.form.otherFile,
  ),
});
