/** What the real one refuses: https://docs.slack.dev/reference/block-kit, each with the code that it answers. */
import { ApiError, type Native } from './types.ts';

const TEXT_CHARACTERS_MAX = 40_000;
const BLOCKS_MAX = { message: 50, modal: 100, home: 100 };

const bad = (why: string): never => {
  throw new ApiError('invalid_blocks', { response_metadata: { messages: [`[ERROR] ${why}`] } });
};

const check = (holds: boolean, why: string): void => {
  if (!holds) bad(why);
};

const length = (value: unknown): number => (typeof value === 'string' ? [...value].length : -1);
const within = (value: unknown, least: number, most: number, what: string): void =>
  check(
    length(value) >= least && length(value) <= most,
    `${what} must be a text of ${least} to ${most} characters`,
  );

const textObject = (value: unknown, most: number, what: string, plainOnly = false): void => {
  const text = value as Native | undefined;
  check(
    text?.type === 'plain_text' || (!plainOnly && text?.type === 'mrkdwn'),
    `${what} must be a text object`,
  );
  within(text?.text, 1, most, what);
  check(text?.type !== 'mrkdwn' || text?.emoji === undefined, `${what}: emoji is for plain_text`);
};

const RICH_ELEMENTS = ['text', 'user', 'link', 'emoji', 'channel', 'usergroup', 'broadcast', 'date', 'color'];

function button(element: Native): void {
  textObject(element.text, 75, 'a button’s text', true);
  if (element.value !== undefined) within(element.value, 0, 2000, 'a button’s value');
  if (element.url !== undefined) within(element.url, 1, 3000, 'a button’s url');
  check(
    element.style === undefined || element.style === 'primary' || element.style === 'danger',
    'a button’s style is primary or danger',
  );
}

function inputElement(element: Native | undefined): void {
  check(
    element?.type === 'plain_text_input' || element?.type === 'multi_users_select',
    'an input’s element is of a kind that the emulator knows',
  );
  within(element?.action_id, 1, 255, 'action_id');
  if (element?.placeholder) textObject(element.placeholder, 150, 'a placeholder', true);
  if (element?.max_length !== undefined)
    check(element.max_length >= 1 && element.max_length <= 3000, 'max_length is 1 to 3000');
}

const BLOCKS: Record<string, (block: Native) => void> = {
  header: (block) => textObject(block.text, 150, 'a header', true),
  divider: () => {},
  section: (block) => {
    check(block.text !== undefined || block.fields !== undefined, 'a section has text or fields');
    if (block.text !== undefined) textObject(block.text, 3000, 'a section’s text');
    if (block.fields !== undefined) {
      check(block.fields.length >= 1 && block.fields.length <= 10, 'a section has 1 to 10 fields');
      for (const field of block.fields) textObject(field, 2000, 'a field');
    }
  },
  context: (block) => {
    check(block.elements?.length >= 1 && block.elements.length <= 10, 'a context has 1 to 10 elements');
    for (const element of block.elements) textObject(element, 3000, 'a context’s text');
  },
  actions: (block) => {
    check(block.elements?.length >= 1 && block.elements.length <= 25, 'actions has 1 to 25 elements');
    const ids = block.elements.map((element: Native) => element.action_id);
    check(new Set(ids).size === ids.length, 'action_ids are unique in their block');
    for (const element of block.elements) {
      within(element.action_id, 1, 255, 'action_id');
      if (element.type === 'button') button(element);
      else bad(`the emulator knows no ${element.type}`);
    }
  },
  rich_text: (block) => {
    check(Array.isArray(block.elements) && block.elements.length > 0, 'rich_text has elements');
    for (const section of block.elements) {
      check(String(section.type).startsWith('rich_text_'), 'rich_text holds rich_text sections');
      for (const element of section.elements ?? []) {
        check(RICH_ELEMENTS.includes(element.type), `rich_text knows no ${element.type}`);
        if (element.type === 'text') check(length(element.text) > 0, 'an empty rich text');
        if (element.type === 'user') check(length(element.user_id) > 0, 'a user without id');
      }
    }
  },
  input: (block) => {
    textObject(block.label, 2000, 'a label', true);
    inputElement(block.element);
  },
};

export function checkBlocks(blocks: unknown, surface: 'message' | 'modal' | 'home'): Native[] {
  if (blocks === undefined || blocks === null || blocks === '') return [];
  if (!Array.isArray(blocks)) throw new ApiError('invalid_blocks_format');
  check(blocks.length <= BLOCKS_MAX[surface], `at most ${BLOCKS_MAX[surface]} blocks`);
  const ids = blocks.map((block) => block?.block_id).filter((id) => id !== undefined);
  check(new Set(ids).size === ids.length, 'block_ids are unique');
  for (const block of blocks) {
    const known = BLOCKS[block?.type];
    if (!known) bad(`no block is called ${block?.type}`);
    check(block.type !== 'input' || surface !== 'message', 'no input in a message');
    if (block.block_id !== undefined) within(block.block_id, 1, 255, 'block_id');
    known?.(block);
  }
  return blocks.map((block, at) => ({ block_id: `b${at}`, ...block }));
}

/** The content of chat.postMessage and its kin. */
export function checkContent({ text, blocks }: Native): { text: string; blocks: Native[] } {
  const checked = checkBlocks(blocks, 'message');
  const words = typeof text === 'string' ? text : '';
  if (words === '' && checked.length === 0) throw new ApiError('no_text');
  if (length(words) > TEXT_CHARACTERS_MAX) throw new ApiError('msg_too_long');
  return { text: words, blocks: checked };
}

export function checkView(view: unknown, type: 'modal' | 'home'): Native {
  const native = view as Native | null;
  if (native?.type !== type) throw new ApiError('invalid_arguments');
  const blocks = checkBlocks(native.blocks, type);
  if (type === 'modal') {
    textObject(native.title, 24, 'a modal’s title', true);
    if (native.submit) textObject(native.submit, 24, 'a modal’s submit', true);
    check(
      native.submit !== undefined || !blocks.some((block) => block.type === 'input'),
      'inputs need a submit',
    );
  }
  if (native.callback_id !== undefined) within(native.callback_id, 0, 255, 'callback_id');
  if (native.private_metadata !== undefined) within(native.private_metadata, 0, 3000, 'private_metadata');
  if (JSON.stringify(native).length > 250_000) throw new ApiError('view_too_large');
  return { ...native, blocks };
}
