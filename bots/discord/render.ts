/** Cards as embeds with buttons, forms as modals. Pure. */
import {
  type APIActionRowComponent,
  type APIAllowedMentions,
  type APIButtonComponent,
  type APIEmbed,
  type APILabelComponent,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  ButtonStyle,
  ComponentType,
  type RawFile,
  SelectMenuDefaultValueType,
  TextInputStyle,
} from 'discord.js';
import { type Button, type Card, type Form, type FormField, fileBytes, type Span } from '../shared/card.ts';
import { escapeLines, escapeText, oneLine, within } from './markdown.ts';

/** https://discord.com/developers/docs/resources/message#embed-object-embed-limits */
export const limits = {
  title: 256,
  description: 4096,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  embed: 6000,
  buttonsPerRow: 5,
  buttonLabel: 80,
  customId: 100,
  modalTitle: 45,
  inputLabel: 45,
  placeholder: 100,
  people: 25,
  options: 25,
  optionLabel: 100,
} as const;

const COLOURS: Record<Card['tone'], number> = {
  neutral: 0x5865f2,
  pending: 0xf0b232,
  good: 0x23a55a,
  bad: 0xda373c,
};

/** Shown as nothing: a field without name or value is refused. */
const EMPTY = '\u200b';

export interface MessagePayload {
  content: string;
  embeds: APIEmbed[];
  components: APIMessageTopLevelComponent[];
  allowed_mentions: APIAllowedMentions;
  /** Travels beside the JSON. */
  files?: RawFile[];
  /** What is said of them, by their places. */
  attachments?: { id: string; filename: string; description: string }[];
}

const userOf = (span: Extract<Span, { type: 'person' }>): string | null => {
  const identity = span.identities.find(({ platform }) => platform === 'discord');
  return identity && /^\d{1,20}$/.test(identity.user) ? identity.user : null;
};

/** Only http(s), and nothing in it that could end the link early. */
const safeUrl = (text: string): string | null => {
  if (!URL.canParse(text)) return null;
  const { protocol, href } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  return href.replace(/[()<>\s\\]/g, (mark) => `%${mark.charCodeAt(0).toString(16).padStart(2, '0')}`);
};

const spanMarkdown = (span: Span, max: number): string => {
  switch (span.type) {
    case 'text':
      return within(span.text, max, span.lines ? escapeLines : escapeText);
    case 'bold':
      return `**${within(span.text, max - 4) || EMPTY}**`;
    case 'person': {
      const user = userOf(span);
      // Whoever is to be notified is mentioned in the content, above: an embed never pings.
      return user && !span.notify ? `<@${user}>` : `**${within(span.name, max - 4) || EMPTY}**`;
    }
    case 'link': {
      const url = safeUrl(span.url);
      if (!url) return within(`${span.text} (${span.url})`, max);
      // Discord makes no masked link of a text that is an address itself.
      if (span.text === span.url) return `<${url}>`;
      return `[${within(span.text, max - url.length - 4)}](${url})`;
    }
  }
};

/** Spans one after another, each whole: what does not fit any more is left out behind an ellipsis. */
const spansMarkdown = (spans: readonly Span[], max: number): string => {
  let text = '';
  for (const span of spans) {
    const glue = text.endsWith('*') && span.type !== 'text' && span.type !== 'link' ? EMPTY : '';
    const left = max - text.length - glue.length;
    const next = left > 0 ? spanMarkdown(span, left) : '';
    if (left <= 0 || next.length > left) return text.length < max ? `${text}…` : text;
    text += glue + next;
  }
  return text;
};

/** A footer knows no markdown. */
const spansPlain = (spans: readonly Span[]): string =>
  spans
    .map((span) =>
      span.type === 'person' ? span.name : span.type === 'link' ? `${span.text} (${span.url})` : span.text,
    )
    .join('');

const notified = (card: Card): string[] => {
  const spans = [...card.lines, ...card.fields.map(({ value }) => value), card.context ?? []].flat();
  return [
    ...new Set(spans.flatMap((span) => (span.type === 'person' && span.notify ? (userOf(span) ?? []) : []))),
  ];
};

const embedOf = (card: Card): APIEmbed => {
  const title = within(card.title, limits.title);
  const footer = card.context ? within(spansPlain(card.context), limits.footer, oneLine) : '';
  const fields = card.fields.map(({ label, value }) => ({
    name: within(label, limits.fieldName) || EMPTY,
    value: spansMarkdown(value, limits.fieldValue) || EMPTY,
    inline: true,
  }));
  const others =
    title.length +
    footer.length +
    fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  const room = Math.min(limits.description, limits.embed - others);
  // Lines share the room: one long line must not push the others out.
  const each = Math.floor((room - card.lines.length) / Math.max(1, card.lines.length));
  const description = card.lines.map((line) => spansMarkdown(line, each)).join('\n');
  return {
    color: COLOURS[card.tone],
    title: title || EMPTY,
    ...(description !== '' && { description }),
    ...(fields.length > 0 && { fields }),
    ...(footer !== '' && { footer: { text: footer } }),
  };
};

const buttonOf = (button: Button): APIButtonComponent => {
  const label = within(button.label, limits.buttonLabel, oneLine);
  if ('url' in button.press)
    return { type: ComponentType.Button, style: ButtonStyle.Link, label, url: button.press.url };
  const style = {
    primary: ButtonStyle.Primary,
    danger: ButtonStyle.Danger,
    plain: ButtonStyle.Secondary,
  } as const;
  return { type: ComponentType.Button, style: style[button.style], label, custom_id: button.press.intent };
};

const rows = (buttons: readonly Button[]): APIActionRowComponent<APIButtonComponent>[] =>
  Array.from({ length: Math.ceil(buttons.length / limits.buttonsPerRow) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * limits.buttonsPerRow, (row + 1) * limits.buttonsPerRow).map(buttonOf),
  }));

/** The whole message. Nobody is pinged but those whom the card says, in its content. */
export const renderCard = (card: Card): MessagePayload => {
  const users = notified(card);
  return {
    content: users.map((user) => `<@${user}>`).join(' '),
    embeds: [embedOf(card)],
    components: rows(card.buttons),
    allowed_mentions: { parse: [], ...(users.length > 0 && { users }) },
    ...(card.file && {
      files: [{ name: card.file.name, data: fileBytes(card.file), contentType: card.file.media_type }],
      ...('alt' in card.file && {
        attachments: [{ id: '0', filename: card.file.name, description: card.file.alt }],
      }),
    }),
  };
};

const labelOf = (field: FormField): APILabelComponent => ({
  type: ComponentType.Label,
  label: within(field.label, limits.inputLabel, oneLine),
  component: inputOf(field),
});

const inputOf = (field: FormField): APILabelComponent['component'] => {
  const common = {
    custom_id: field.name,
    required: field.required,
    ...('placeholder' in field &&
      field.placeholder && { placeholder: within(field.placeholder, limits.placeholder, oneLine) }),
  };
  switch (field.kind) {
    case 'people':
      return {
        type: ComponentType.UserSelect,
        ...common,
        min_values: field.required ? 1 : 0,
        max_values: Math.min(field.peopleMax, limits.people),
        ...(field.values && {
          default_values: field.values.map((id) => ({ id, type: SelectMenuDefaultValueType.User })),
        }),
      };
    case 'select':
      return {
        type: ComponentType.StringSelect,
        ...common,
        options: field.options.slice(0, limits.options).map(({ label, value }) => ({
          label: within(label, limits.optionLabel, oneLine),
          value,
          default: value === field.value,
        })),
      };
    case 'file':
      return {
        type: ComponentType.FileUpload,
        ...common,
        min_values: field.required ? 1 : 0,
        max_values: 1,
      };
    default:
      return {
        type: ComponentType.TextInput,
        style: field.kind === 'multiline' ? TextInputStyle.Paragraph : TextInputStyle.Short,
        ...common,
        ...('value' in field && field.value && { value: field.value }),
        max_length: field.charactersMax,
      };
  }
};

/** Discord writes the submit button itself, so `form.submit` has no place here. */
export const renderForm = (form: Form): APIModalInteractionResponseCallbackData => ({
  custom_id: form.intent,
  title: within(form.title, limits.modalTitle, oneLine),
  components: form.fields.map(labelOf),
});

/** A short word, as a message of its own. */
export const renderToast = (text: string): MessagePayload => ({
  content: escapeText(text),
  embeds: [],
  components: [],
  allowed_mentions: { parse: [] },
});
