/** The forms of a tab, within the limits of the narrowest platform: 24 characters of title, 3,000 of text, 5 fields. */
import type { TabImportForm, TabWhoForm } from '../../../core/index.ts';
import { cardLimits, type Form } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import type { TabMessages } from './messages.ts';

export const importForm = ({ intent }: TabImportForm, { importing }: TabMessages): Form => ({
  title: importing.title,
  intent,
  submit: importing.submit,
  fields: [
    { name: 'file', label: importing.file, kind: 'file', required: false, extensions: ['csv', 'tsv', 'txt'] },
    {
      name: 'text',
      label: importing.text,
      kind: 'multiline',
      placeholder: 'Date,Description,Category,Cost,Currency,Ann,Bob …',
      required: false,
      charactersMax: 3000,
    },
  ],
});

/** A name that is left empty stays a name. */
export const whoForm = ({ intent, names }: TabWhoForm, { who }: TabMessages): Form => ({
  title: who.title,
  intent,
  submit: who.submit,
  fields: names.map((name, at) => ({
    name: `name_${at}`,
    label: clip(plainLine(name), cardLimits.fieldLabelCharacters) || '?',
    kind: 'people',
    required: false,
    peopleMax: 1,
  })),
});
