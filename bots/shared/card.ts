/**
 * The neutral message. Spans are typed, so raw markup is impossible: an adapter escapes every text it renders.
 * The limits are those of the narrowest platform; `cardLimits` is enforced by a test over every view.
 */
import type { Identity, ShownAs } from '../../core/index.ts';

export type Span =
  /** `lines`: its line breaks are kept; without, it is one line. */
  | { type: 'text'; text: string; lines?: true }
  | { type: 'bold'; text: string }
  /** Rendered as the platform's own mention where one of the identities is of that platform and tenant, otherwise as the name. `notify`: may ping. */
  | { type: 'person'; name: string; identities: Identity[]; notify?: boolean }
  | { type: 'link'; text: string; url: string };

export interface Button {
  label: string;
  style: 'primary' | 'danger' | 'plain';
  /** An opaque key into the intents table, at most 32 bytes of ASCII; or a link. */
  press: { intent: string } | { url: string };
}

export interface Field {
  label: string;
  value: Span[];
}

/** A file: a text, a picture, which is shown in the message, or a document that is to be opened, such as a PDF. */
export type CardFile = {
  name: string;
  media_type: string;
  /** As what it is shown, where the platform can; unset: as a picture or a document. */
  shown_as?: ShownAs;
  /** What this platform knows it by, where that is so: nothing need be uploaded. The content comes along all the same, for where it no longer does. */
  known_as?: string;
} & (
  | { text: string }
  /** `alt`: what it shows, for whoever does not see it. At most 1,024 characters (Discord's limit). */
  | { bytes: Uint8Array; alt: string }
  | { bytes: Uint8Array }
  /** Core has it, by this id: whoever sends the card fetches it. */
  | { stored: string }
);

/** Pictures are shown in the message, anything else is to be opened. */
export const isPicture = (file: CardFile): file is Extract<CardFile, { alt: string }> => 'alt' in file;

/** What goes over the wire. Throws for one that nobody has fetched. */
export const fileBytes = (file: CardFile): Buffer => {
  if ('stored' in file) throw new Error(`The file ${file.stored} was not fetched`);
  return 'text' in file ? Buffer.from(file.text, 'utf8') : Buffer.from(file.bytes);
};

export interface Card {
  tone: 'neutral' | 'pending' | 'good' | 'bad';
  title: string;
  /** At most 4. */
  lines: Span[][];
  /** At most 10, short. */
  fields: Field[];
  /** One quiet line: the reference, the time, the state. */
  context?: Span[];
  /** At most 5. */
  buttons: Button[];
  /** Sent along. Only with a message that is new and not edited. */
  file?: CardFile;
  /** Plain text that says it all: for notifications, screen readers and platforms without cards. */
  fallback: string;
}

export const cardLimits = {
  titleCharacters: 100,
  lines: 4,
  lineCharacters: 600,
  fields: 10,
  fieldLabelCharacters: 40,
  fieldValueCharacters: 120,
  buttons: 5,
  buttonLabelCharacters: 40,
  intentBytes: 32,
  fallbackCharacters: 1500,
} as const;

/** A form, where the platform has modals. Everything in it is answered by one `form` event with the same intent. */
export interface Form {
  /** At most 24 characters (Slack's limit, the narrowest). */
  title: string;
  intent: string;
  /** At most 24 characters. */
  submit: string;
  /** At most 5 (Discord's limit). */
  fields: FormField[];
}

/** What it gives back, by its name: text; people; the `value` of the chosen option; a file, apart from these (`files` of the event). */
export type FormField =
  | (FieldBase & {
      kind: 'text' | 'multiline';
      placeholder?: string;
      value?: string;
      charactersMax: number;
    })
  | (FieldBase & {
      kind: 'people';
      placeholder?: string;
      /** The platform's own user ids of those who are chosen already. */
      values?: string[];
      peopleMax: number;
    })
  | (FieldBase & {
      kind: 'select';
      placeholder?: string;
      value?: string;
      /** At most 25; labels of at most 75 characters. */
      options: { label: string; value: string }[];
    })
  /** At most one file, never its content. `extensions`: what the platform's client offers to choose, which proves nothing; unset: any. */
  | (FieldBase & { kind: 'file'; extensions?: string[] })
  /** A PIN. Neither logged nor stored: its name says so, wherever the value goes ({@link isSecretField}). */
  | (FieldBase & { kind: 'secret'; name: `secret_${string}`; placeholder?: string; charactersMax: number });

interface FieldBase {
  /** Lower case and underscores. */
  name: string;
  /** At most 40 characters. */
  label: string;
  required: boolean;
}

export const isSecretField = (name: string): boolean => name.startsWith('secret_');
