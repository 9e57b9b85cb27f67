/**
 * The neutral message. Spans are typed, so raw markup is impossible: an adapter escapes every text it renders.
 * The limits are those of the narrowest platform; `cardLimits` is enforced by a test over every view.
 */
import type { Identity } from '../../core/index.ts';

export type Span =
  | { type: 'text'; text: string }
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
  submit: string;
  /** At most 5 (Discord's limit). */
  fields: {
    name: string;
    label: string;
    kind: 'text' | 'people';
    placeholder?: string;
    /** For people: the platform's own user id of the one who is chosen already. */
    value?: string;
    required: boolean;
    charactersMax: number;
  }[];
}
