/** What the real one refuses: https://docs.slack.dev/reference/block-kit, each with the code that it answers. */
import { check, length, textObject, within } from './checks.ts';
import { checkElement } from './elements.ts';
import { ApiError, type Message, type Native } from './types.ts';

const TEXT_CHARACTERS_MAX = 40_000;
const BLOCKS_MAX = { message: 50, modal: 100, home: 100 };

const RICH_ELEMENTS = ['text', 'user', 'link', 'emoji', 'channel', 'usergroup', 'broadcast', 'date', 'color'];

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
    if (block.accessory !== undefined) checkElement(block.accessory, 'actions');
  },
  context: (block) => {
    check(block.elements?.length >= 1 && block.elements.length <= 10, 'a context has 1 to 10 elements');
    for (const element of block.elements) textObject(element, 3000, 'a context’s text');
  },
  actions: (block) => {
    check(block.elements?.length >= 1 && block.elements.length <= 25, 'actions has 1 to 25 elements');
    const ids = block.elements.map((element: Native) => element.action_id);
    check(new Set(ids).size === ids.length, 'action_ids are unique in their block');
    for (const element of block.elements) checkElement(element, 'actions');
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
    if (block.hint !== undefined) textObject(block.hint, 2000, 'a hint', true);
    checkElement(block.element, 'input');
  },
};

type Content = Pick<Message, 'text' | 'blocks' | 'unfurls'>;

export function checkBlocks(blocks: unknown, surface: 'message' | 'modal' | 'home'): Native[] {
  if (blocks === undefined || blocks === null || blocks === '') return [];
  if (!Array.isArray(blocks)) throw new ApiError('invalid_blocks_format');
  check(blocks.length <= BLOCKS_MAX[surface], `at most ${BLOCKS_MAX[surface]} blocks`);
  const ids = blocks.map((block) => block?.block_id).filter((id) => id !== undefined);
  check(new Set(ids).size === ids.length, 'block_ids are unique');
  for (const block of blocks) {
    const known = BLOCKS[block?.type];
    check(known !== undefined, `no block is called ${block?.type}`);
    check(block.type !== 'input' || surface !== 'message', 'no input in a message');
    if (block.block_id !== undefined) within(block.block_id, 1, 255, 'block_id');
    known?.(block);
  }
  return blocks.map((block, at) => ({ block_id: `b${at}`, ...block }));
}

/** The content of chat.postMessage and its kin. A bot's links to media are shown with a preview unless it says no, other links only when it says so. */
export function checkContent({ text, blocks, unfurl_links, unfurl_media }: Native): Content {
  const checked = checkBlocks(blocks, 'message');
  const words = typeof text === 'string' ? text : '';
  if (words === '' && checked.length === 0) throw new ApiError('no_text');
  if (length(words) > TEXT_CHARACTERS_MAX) throw new ApiError('msg_too_long');
  const unfurls = { links: unfurl_links === true, media: unfurl_media !== false };
  return { text: words, blocks: checked, unfurls };
}

export function checkView(view: unknown, type: 'modal' | 'home'): Native {
  const native = view as Native | null;
  if (native?.type !== type) throw new ApiError('invalid_arguments');
  const blocks = checkBlocks(native.blocks, type);
  if (type === 'modal') {
    textObject(native.title, 24, 'a modal’s title', true);
    if (native.submit) textObject(native.submit, 24, 'a modal’s submit', true);
    if (native.close) textObject(native.close, 24, 'a modal’s close', true);
    check(
      native.submit !== undefined || !blocks.some((block) => block.type === 'input'),
      'inputs need a submit',
    );
  }
  if (native.external_id !== undefined) within(native.external_id, 0, 255, 'external_id');
  if (native.callback_id !== undefined) within(native.callback_id, 0, 255, 'callback_id');
  if (native.private_metadata !== undefined) within(native.private_metadata, 0, 3000, 'private_metadata');
  if (JSON.stringify(native).length > 250_000) throw new ApiError('view_too_large');
  return { ...native, blocks };
}
