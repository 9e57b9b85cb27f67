/** Block Kit's interactive elements, in messages, modals and the Home tab: what Slack refuses, what a person sees, and the value that travels. https://docs.slack.dev/reference/block-kit/block-elements */
import type { ChatButton, ChatField, ChatFile, ChatSelect } from '../emulator.ts';
import { bytesOf } from '../kept.ts';
import { check, length, textObject, within } from './checks.ts';
import type { Native } from './types.ts';
import type { World } from './world.ts';

export type Given = string | string[] | undefined;

const optionsOf = (element: Native): Native[] =>
  element.options ?? ((element.option_groups ?? []) as Native[]).flatMap((group) => group.options ?? []);

function checkOptions(element: Native, most: number): void {
  const options = optionsOf(element);
  check(options.length >= 1 && options.length <= most, `${element.type} has 1 to ${most} options`);
  for (const option of options) {
    const plain = element.type !== 'checkboxes' && element.type !== 'radio_buttons';
    textObject(option.text, 75, 'an option’s text', plain);
    within(option.value, 1, 150, 'an option’s value');
    if (option.description) textObject(option.description, 75, 'an option’s description', plain);
  }
  const values = options.map(({ value }) => value);
  check(new Set(values).size === values.length, 'the values of options are unique');
  for (const { value } of [element.initial_option ?? [], element.initial_options ?? []].flat())
    check(values.includes(value), 'what is chosen at first is one of the options');
}

function checkText(element: Native): void {
  const { min_length = 0, max_length = 3000 } = element;
  check(min_length >= 0 && min_length <= 3000, 'min_length is 0 to 3000');
  check(max_length >= 1 && max_length <= 3000, 'max_length is 1 to 3000');
  check(min_length <= max_length, 'min_length is at most max_length');
}

function checkButton(element: Native): void {
  textObject(element.text, 75, 'a button’s text', true);
  if (element.value !== undefined) within(element.value, 0, 2000, 'a button’s value');
  if (element.url !== undefined) within(element.url, 1, 3000, 'a button’s url');
  check(
    element.style === undefined || element.style === 'primary' || element.style === 'danger',
    'a button’s style is primary or danger',
  );
}

/** https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
function checkFiles({ filetypes, max_files = 10 }: Native): void {
  check(Number.isInteger(max_files) && max_files >= 1 && max_files <= 10, 'max_files is 1 to 10');
  const areNames = Array.isArray(filetypes) && filetypes.every((one) => /^[a-z0-9]+$/.test(one));
  check(filetypes === undefined || areNames, 'filetypes are file extensions');
}

/** "There is a 10MB file size limit." */
const FILE_BYTES_MAX = 10 * 1024 * 1024;

const OPTION = { one: 'selected_option', many: 'selected_options' } as const;

interface Kind {
  check(element: Native): void;
  /** Where it may stand. */
  input: boolean;
  actions: boolean;
  /** The key of its value, and whether that is a list. */
  key: string;
  many?: boolean;
  of: 'text' | 'file' | 'date' | 'time' | 'options' | 'people' | 'channels' | 'nothing';
}

const KINDS: Record<string, Kind> = {
  button: { check: checkButton, input: false, actions: true, key: '', of: 'nothing' },
  overflow: {
    check: (it) => checkOptions(it, 5),
    input: false,
    actions: true,
    key: OPTION.one,
    of: 'options',
  },
  plain_text_input: { check: checkText, input: true, actions: false, key: 'value', of: 'text' },
  number_input: {
    check: (it) => check(typeof it.is_decimal_allowed === 'boolean', 'is_decimal_allowed is required'),
    input: true,
    actions: false,
    key: 'value',
    of: 'text',
  },
  file_input: { check: checkFiles, input: true, actions: false, key: 'files', many: true, of: 'file' },
  datepicker: { check: () => {}, input: true, actions: true, key: 'selected_date', of: 'date' },
  timepicker: { check: () => {}, input: true, actions: true, key: 'selected_time', of: 'time' },
  users_select: { check: () => {}, input: true, actions: true, key: 'selected_user', of: 'people' },
  multi_users_select: {
    check: () => {},
    input: true,
    actions: true,
    key: 'selected_users',
    many: true,
    of: 'people',
  },
  conversations_select: {
    check: () => {},
    input: true,
    actions: true,
    key: 'selected_conversation',
    of: 'channels',
  },
  static_select: {
    check: (it) => checkOptions(it, 100),
    input: true,
    actions: true,
    key: OPTION.one,
    of: 'options',
  },
  multi_static_select: {
    check: (it) => checkOptions(it, 100),
    input: true,
    actions: true,
    key: OPTION.many,
    many: true,
    of: 'options',
  },
  radio_buttons: {
    check: (it) => checkOptions(it, 10),
    input: true,
    actions: true,
    key: OPTION.one,
    of: 'options',
  },
  checkboxes: {
    check: (it) => checkOptions(it, 10),
    input: true,
    actions: true,
    key: OPTION.many,
    many: true,
    of: 'options',
  },
};

export function checkElement(element: Native | undefined, where: 'input' | 'actions'): void {
  const kind = KINDS[element?.type];
  check(kind?.[where] === true, `the emulator knows no ${element?.type} in ${where}`);
  within(element!.action_id, 1, 255, 'action_id');
  if (element!.placeholder) textObject(element!.placeholder, 150, 'a placeholder', true);
  if (element!.max_selected_items !== undefined)
    check(element!.max_selected_items >= 1, 'max_selected_items is at least 1');
  kind!.check(element!);
}

const initialOf = (element: Native): string[] =>
  [
    element.initial_user,
    element.initial_users,
    element.initial_conversation,
    element.initial_option?.value,
    (element.initial_options as Native[] | undefined)?.map(({ value }) => value),
  ]
    .flat()
    .filter((value): value is string => value !== undefined);

/** What can be chosen; null where something is written, or only pressed. */
const selectOf = (world: World, element: Native, userId: string): ChatSelect | null => {
  const kind = KINDS[element.type]!;
  const options = {
    options: () =>
      optionsOf(element).map(({ value, text, description }) => ({
        value,
        label: text.text,
        ...(description && { description: description.text }),
      })),
    people: () => [...world.people.values()].map(({ id, name }) => ({ value: id, label: name })),
    channels: () =>
      [...world.channels.values()]
        .filter(({ members }) => members.has(userId))
        .map(({ id, name }) => ({ value: id, label: name })),
  }[kind.of as string];
  if (!options) return null;
  const listed = options();
  return {
    of: kind.of === 'people' ? 'people' : 'options',
    options: listed,
    chosen: initialOf(element),
    countMin: 1,
    countMax: kind.many ? (element.max_selected_items ?? listed.length) : 1,
  };
};

export const buttonId = (blockId: string, actionId: string): string => `${blockId}/${actionId}`;

/** An element of an actions block, or one beside a section. */
export const shownElement = (world: World, userId: string, element: Native, blockId: string): ChatButton => {
  const select = selectOf(world, element, userId);
  return {
    id: buttonId(blockId, element.action_id),
    label: String(
      element.text?.text ?? element.placeholder?.text ?? (element.type === 'overflow' ? '⋯' : 'Select'),
    ),
    style: (element.url ? 'link' : (element.style ?? 'plain')) as ChatButton['style'],
    ...(element.url && { url: element.url }),
    ...(select && { select }),
  };
};

/** An input block as a field of a form. */
export const shownField = (world: World, userId: string, block: Native): ChatField => {
  const { element } = block;
  const select = selectOf(world, element, userId);
  const { of } = KINDS[element.type]!;
  return {
    name: block.block_id,
    label: block.label.text,
    ...(block.hint && { hint: block.hint.text }),
    kind: select
      ? select.of === 'people'
        ? 'people'
        : 'choice'
      : of === 'date' || of === 'time' || of === 'file'
        ? of
        : 'text',
    placeholder: element.placeholder?.text ?? '',
    value: element.initial_value ?? element.initial_date ?? element.initial_time ?? '',
    required: block.optional !== true,
    multiline: element.multiline === true,
    charactersMax: element.max_length ?? 3000,
    ...(element.filetypes && { extensions: element.filetypes }),
    ...(select && { select }),
  };
};

/** An element's value as Slack sends it: `{type, value}`, `{type, selected_users}` … */
export const stateOf = (element: Native, given: Given): Native => {
  const kind = KINDS[element.type]!;
  const list = (given === undefined ? [] : [given].flat()).filter((value) => value !== '');
  const values =
    kind.of === 'options'
      ? optionsOf(element).filter(({ value }) => list.includes(value))
      : (list as unknown[]);
  return { type: element.type, [kind.key]: kind.many ? values : (values[0] ?? null) };
};

/** What the client itself says of a value before it sends anything; null when it is as asked. */
export const problemOf = (block: Native, given: Given): string | null => {
  const { element } = block;
  const value = stateOf(element, given)[KINDS[element.type]!.key];
  if (value === null || value.length === 0) return block.optional === true ? null : 'Please fill this in.';
  if (typeof value !== 'string') return null;
  if (element.type === 'number_input' && !Number.isFinite(Number(value))) return 'Please enter a number.';
  if (length(value) > (element.max_length ?? 3000))
    return `Please enter no more than ${element.max_length ?? 3000} characters.`;
  return length(value) < (element.min_length ?? 0)
    ? `Please enter at least ${element.min_length} characters.`
    : null;
};

/** As {@link problemOf}, of what was chosen to upload. */
export const fileProblemOf = ({ element, optional }: Native, file: ChatFile | undefined): string | null => {
  if (!file) return optional === true ? null : 'Please fill this in.';
  const extension = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
  if (element.filetypes && !element.filetypes.includes(extension)) return 'That file type is not supported.';
  return bytesOf(file).length > FILE_BYTES_MAX ? 'That file is larger than 10 MB.' : null;
};

export const takesFile = ({ type, element }: Native): boolean =>
  type === 'input' && element.type === 'file_input';

/** The elements of a view or message that keep a value, with their blocks. */
const keeping = (blocks: Native[]): { block: Native; element: Native }[] =>
  blocks
    .flatMap((block) =>
      [block.element, block.accessory, ...(block.type === 'actions' ? block.elements : [])].map(
        (element) => ({
          block,
          element,
        }),
      ),
    )
    .filter(({ element }) => element && KINDS[element.type]!.key !== '' && element.type !== 'overflow');

/** `state.values`, by block and action; what was not touched has its initial value. `given` is by block for inputs and by {@link buttonId} for others. */
export const valuesOf = (blocks: Native[], given: Record<string, string | string[]>): Native => {
  const state: Native = {};
  for (const { block, element } of keeping(blocks)) {
    const initial =
      element.initial_value ?? element.initial_date ?? element.initial_time ?? initialOf(element);
    const key = block.type === 'input' ? block.block_id : buttonId(block.block_id, element.action_id);
    state[block.block_id] = {
      ...state[block.block_id],
      [element.action_id]: stateOf(element, key in given ? given[key] : initial),
    };
  }
  return state;
};
