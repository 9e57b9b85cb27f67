/** Modals as a person sees them and fills them in (https://discord.com/developers/docs/components/using-modal-components). */
import type { ChatField, ChatFile, ChatForm, ChatSelect } from '../emulator.ts';
import { bytesOf } from '../kept.ts';
import { ATTACHMENT_BYTES_MAX, keepFile, resolvedFiles } from './attachments.ts';
import { readMarkdown } from './markdown.ts';
import { lengthOf } from './problems.ts';
import { resolvedUsers } from './resolved.ts';
import { type Body, ComponentKind, type WireAttachment, type WireComponent } from './wire.ts';
import type { OpenForm, World } from './world.ts';

const TEXT_MAX = 4_000;

type Values = Record<string, string | string[]>;

/** What a select menu offers, in a message as in a modal. */
export const selectOf = (world: World, menu: WireComponent): ChatSelect => {
  const people = menu.type === ComponentKind.userSelect;
  return {
    of: people ? 'people' : 'options',
    options: people
      ? [...world.people.values()].map(({ setup }) => ({ value: setup.id, label: setup.name }))
      : (menu.options ?? []).map(({ value, label, description }) => ({
          value,
          label,
          ...(description && { description }),
        })),
    chosen: people
      ? (menu.default_values ?? []).map(({ id }) => id)
      : (menu.options ?? []).flatMap((option) => (option.default ? [option.value] : [])),
    countMin: menu.min_values ?? 1,
    countMax: menu.max_values ?? 1,
  };
};

/** The inputs of a modal: in a label, or in the older action row. */
const inputOf = (part: WireComponent): { label: string; hint?: string; input: WireComponent } | null => {
  if (part.type === ComponentKind.label)
    return {
      label: part.label ?? '',
      ...(part.description && { hint: part.description }),
      input: part.component!,
    };
  const input = part.components?.[0];
  return input ? { label: input.label ?? '', input } : null;
};

const emptyField = {
  label: '',
  placeholder: '',
  value: '',
  required: false,
  multiline: false,
  charactersMax: 0,
};

const fieldOf = (world: World, part: WireComponent, at: number): ChatField => {
  const found = inputOf(part);
  if (!found)
    return {
      ...emptyField,
      name: `words-${at}`,
      kind: 'words',
      words: readMarkdown(part.content ?? '', () => null),
    };
  const { label, hint, input } = found;
  const isFile = input.type === ComponentKind.fileUpload;
  const menu = isFile || input.type === ComponentKind.textInput ? null : selectOf(world, input);
  return {
    name: input.custom_id ?? '',
    label,
    ...(hint && { hint }),
    kind: isFile ? 'file' : menu === null ? 'text' : menu.of === 'people' ? 'people' : 'choice',
    placeholder: input.placeholder ?? '',
    value: input.value ?? '',
    required: input.required ?? true,
    multiline: input.type === ComponentKind.textInput && input.style === 2,
    charactersMax: input.max_length ?? TEXT_MAX,
    ...(menu && { select: menu }),
  };
};

export const seenForm = (world: World, form: OpenForm): ChatForm => ({
  id: form.id,
  title: form.title,
  submit: 'Submit',
  close: 'Cancel',
  fields: form.rows.map((part, at) => fieldOf(world, part, at)),
  errors: form.errors,
});

interface Filled {
  values: Values;
  files: Record<string, ChatFile>;
}

interface FormAnswer {
  wire: Body;
  file?: WireAttachment;
  /** Chosen people. */
  ids: string[];
  problem: string | null;
}

const listOf = (given: string | string[] | undefined): string[] =>
  (given === undefined ? [] : [given].flat()).filter((value) => value !== '');

/** What is wrong with a choice: of what is not there, too many, too few. */
export const choiceProblem = (menu: ChatSelect, chosen: string[], required: boolean): string | null => {
  if (chosen.length === 0) return required && menu.countMin > 0 ? 'This field is required' : null;
  if (chosen.some((value) => !menu.options.some((option) => option.value === value)))
    return 'Choose from the list';
  if (chosen.length > menu.countMax) return `Choose at most ${menu.countMax}`;
  return chosen.length < menu.countMin ? `Choose at least ${menu.countMin}` : null;
};

const textProblem = (input: WireComponent, value: string): string | null => {
  if (value === '') return input.required === false ? null : 'This field is required';
  const max = input.max_length ?? TEXT_MAX;
  if (lengthOf(value) > max) return `Must be ${max} or fewer in length.`;
  return lengthOf(value) < (input.min_length ?? 0) ? `Must be ${input.min_length} or more in length.` : null;
};

const fileProblem = ({ required }: WireComponent, file: ChatFile | undefined): string | null => {
  if (!file) return required === false ? null : 'This field is required';
  return bytesOf(file).length > ATTACHMENT_BYTES_MAX ? 'Your file is too powerful!' : null;
};

/** Uploaded as the form is sent. */
const fileAnswer = (
  world: World,
  form: OpenForm,
  input: WireComponent,
  given: ChatFile | undefined,
): FormAnswer => {
  const problem = fileProblem(input, given);
  if (problem || !given) return { wire: { values: [] }, ids: [], problem };
  const file = keepFile(world, given, { channel: form.channel.id, ephemeral: true });
  return { wire: { values: [file.id] }, ids: [], problem, file };
};

const answerOf = (
  world: World,
  form: OpenForm,
  input: WireComponent,
  { values, files }: Filled,
): FormAnswer => {
  const id = input.custom_id ?? '';
  if (input.type === ComponentKind.fileUpload) return fileAnswer(world, form, input, files[id]);
  const given = values[id];
  if (input.type === ComponentKind.textInput) {
    const value = Array.isArray(given) ? given.join(' ') : (given ?? '');
    return { wire: { value }, ids: [], problem: textProblem(input, value) };
  }
  const menu = selectOf(world, input);
  const chosen = listOf(given);
  return {
    wire: { values: chosen },
    ids: menu.of === 'people' ? chosen : [],
    problem: choiceProblem(menu, chosen, input.required !== false),
  };
};

/** Numbered as Discord numbers components, and the same shape with values instead of labels. */
const submittedPart = (part: WireComponent, number: () => number, wire: (input: WireComponent) => Body) => {
  const id = part.id ?? number();
  const inner = (input: WireComponent): Body => ({
    type: input.type,
    id: input.id ?? number(),
    custom_id: input.custom_id,
    ...wire(input),
  });
  if (part.type === ComponentKind.textDisplay) return { type: part.type, id };
  if (part.type === ComponentKind.label) return { type: part.type, id, component: inner(part.component!) };
  return { type: part.type, id, components: (part.components ?? []).map(inner) };
};

/** What the bot gets of a filled-in modal; or, by field, why it is not sent. */
export const submitted = (
  world: World,
  form: OpenForm,
  filled: Filled,
): { data: Body } | { errors: Record<string, string> } => {
  const inputs = form.rows.flatMap((part) => inputOf(part)?.input ?? []);
  const answers = new Map(inputs.map((input) => [input, answerOf(world, form, input, filled)]));
  const errors = Object.fromEntries(
    [...answers].flatMap(([input, { problem }]) => (problem ? [[input.custom_id!, problem]] : [])),
  );
  if (Object.keys(errors).length > 0) return { errors };
  let last = 0;
  const number = () => {
    last += 1;
    return last;
  };
  const users = [...answers.values()].flatMap(({ ids }) =>
    ids.flatMap((id) => world.people.get(id)?.wire ?? []),
  );
  const uploaded = [...answers.values()].flatMap(({ file }) => file ?? []);
  return {
    data: {
      custom_id: form.custom_id,
      components: form.rows.map((part) => submittedPart(part, number, (input) => answers.get(input)!.wire)),
      ...((users.length > 0 || uploaded.length > 0) && {
        resolved: {
          ...(users.length > 0 && resolvedUsers(world, users)),
          ...resolvedFiles(uploaded),
        },
      }),
    },
  };
};

/** The first input, by which a modal says that something went wrong. */
export const firstField = (form: OpenForm): string | null =>
  form.rows.map((part) => inputOf(part)?.input.custom_id).find((id) => id !== undefined) ?? null;
