/** Discord's limits on messages and modals, enforced with its own error tree. Lengths are in characters (code points). */
import { emptyMessage, invalidForm } from './errors.ts';
import type { MessageBody, WireComponent, WireEmbed } from './wire.ts';

type Problem = { path: string; code: string; message: string };

export const lengthOf = (text: string): number => [...text].length;

export const createProblems = () => {
  const found: Problem[] = [];
  const add = (path: string, code: string, message: string) => {
    found.push({ path, code, message });
  };
  return {
    add,
    text(path: string, text: unknown, min: number, max: number) {
      if (typeof text !== 'string') {
        if (text === undefined || text === null) {
          if (min > 0) add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
        } else add(path, 'STRING_TYPE_CONVERT', `Could not interpret "${String(text)}" as string.`);
        return;
      }
      const length = lengthOf(text);
      if (min > 0 && length === 0) add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
      else if (length > max) add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
      else if (length < min) add(path, 'BASE_TYPE_MIN_LENGTH', `Must be ${min} or more in length.`);
    },
    count(path: string, list: readonly unknown[], max: number) {
      if (list.length > max) add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    },
    throwIfAny() {
      if (found.length > 0) throw invalidForm(found);
    },
  };
};
type Problems = ReturnType<typeof createProblems>;

const embedSize = (embed: WireEmbed): number =>
  [
    embed.title,
    embed.description,
    embed.footer?.text,
    embed.author?.name,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
  ].reduce((sum, text) => sum + lengthOf(text ?? ''), 0);

const checkEmbeds = (problems: Problems, embeds: WireEmbed[]): void => {
  problems.count('embeds', embeds, 10);
  embeds.forEach((embed, at) => {
    const path = `embeds.${at}`;
    problems.text(`${path}.title`, embed.title, 0, 256);
    problems.text(`${path}.description`, embed.description, 0, 4096);
    if (embed.footer) problems.text(`${path}.footer.text`, embed.footer.text, 1, 2048);
    if (embed.author) problems.text(`${path}.author.name`, embed.author.name, 1, 256);
    problems.count(`${path}.fields`, embed.fields ?? [], 25);
    (embed.fields ?? []).forEach((field, index) => {
      problems.text(`${path}.fields.${index}.name`, field.name, 1, 256);
      problems.text(`${path}.fields.${index}.value`, field.value, 1, 1024);
    });
    if (
      embed.color !== undefined &&
      !(Number.isInteger(embed.color) && embed.color >= 0 && embed.color <= 0xffffff)
    )
      problems.add(`${path}.color`, 'NUMBER_TYPE_MAX', 'int value should be less than or equal to 16777215.');
    if (embedSize(embed) === 0) problems.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  });
  if (embeds.reduce((sum, embed) => sum + embedSize(embed), 0) > 6000)
    problems.add('embeds', 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
};

const checkButton = (problems: Problems, path: string, button: WireComponent, seen: Set<string>): void => {
  if (button.type !== 2 && button.type !== 5) {
    problems.add(`${path}.type`, 'BASE_TYPE_CHOICES', 'Value must be one of {2, 3, 5, 6, 7, 8}.');
    return;
  }
  if (button.type === 2 && button.style === 5) {
    if (!/^(https?|discord):\/\/.+/.test(button.url ?? ''))
      problems.add(`${path}.url`, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  } else {
    problems.text(`${path}.custom_id`, button.custom_id, 1, 100);
    if (seen.has(button.custom_id ?? ''))
      problems.add(
        `${path}.custom_id`,
        'COMPONENT_CUSTOM_ID_DUPLICATED',
        'Component custom id cannot be duplicated',
      );
    seen.add(button.custom_id ?? '');
  }
  if (button.type === 2 && ![1, 2, 3, 4, 5].includes(button.style ?? 0))
    problems.add(`${path}.style`, 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2, 3, 4, 5, 6}.');
  problems.text(`${path}.label`, button.label, button.emoji || button.type === 5 ? 0 : 1, 80);
};

const checkComponents = (problems: Problems, rows: WireComponent[]): void => {
  problems.count('components', rows, 5);
  const seen = new Set<string>();
  rows.forEach((row, at) => {
    if (row.type !== 1) {
      problems.add(`components.${at}.type`, 'BASE_TYPE_CHOICES', 'Value must be one of {1}.');
      return;
    }
    const children = row.components ?? [];
    if (children.length === 0 || children.length > 5)
      problems.add(
        `components.${at}.components`,
        'BASE_TYPE_BAD_LENGTH',
        'Must be between 1 and 5 in length.',
      );
    children.forEach((child, index) => {
      checkButton(problems, `components.${at}.components.${index}`, child, seen);
    });
  });
};

/** Throws 50035 for what is over a limit. `data` is the path of an interaction answer's message. */
export const checkMessage = (body: MessageBody): void => {
  const problems = createProblems();
  problems.text('content', body.content, 0, 2000);
  checkEmbeds(problems, body.embeds ?? []);
  checkComponents(problems, body.components ?? []);
  if (typeof body.nonce === 'string') problems.text('nonce', body.nonce, 0, 25);
  const mentions = body.allowed_mentions;
  if (mentions) {
    problems.count('allowed_mentions.users', mentions.users ?? [], 100);
    if (mentions.parse?.includes('users') && (mentions.users?.length ?? 0) > 0)
      problems.add(
        'allowed_mentions',
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        'parse:["users"] and users: [ids...] are mutually exclusive.',
      );
  }
  problems.throwIfAny();
};

export const refuseEmpty = (message: { content: string; embeds: unknown[]; components: unknown[] }): void => {
  if (message.content === '' && message.embeds.length === 0 && message.components.length === 0)
    throw emptyMessage();
};

const modalInput = (
  row: WireComponent,
): { input: WireComponent; label: string | undefined; path: string } | null => {
  if (row.type === 18 && row.component) return { input: row.component, label: row.label, path: 'component' };
  const input = row.type === 1 ? row.components?.[0] : undefined;
  return input?.type === 4 ? { input, label: input.label, path: 'components.0' } : null;
};

/** The inputs of a modal, checked: one per row or label, five at most. */
export const checkModal = (modal: { title?: string; custom_id?: string; components?: WireComponent[] }) => {
  const problems = createProblems();
  const rows = modal.components ?? [];
  problems.text('data.title', modal.title, 1, 45);
  problems.text('data.custom_id', modal.custom_id, 1, 100);
  if (rows.length === 0 || rows.length > 5)
    problems.add('data.components', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
  const inputs = rows.flatMap((row, at) => {
    const found = modalInput(row);
    const path = `data.components.${at}`;
    if (!found) {
      problems.add(`${path}.type`, 'BASE_TYPE_CHOICES', 'Value must be one of {1, 10, 18}.');
      return [];
    }
    const { input, label } = found;
    problems.text(`${path}.${found.path}.custom_id`, input.custom_id, 1, 100);
    problems.text(`${path}.label`, label, 1, 45);
    problems.text(`${path}.${found.path}.placeholder`, input.placeholder, 0, input.type === 4 ? 100 : 150);
    problems.text(`${path}.${found.path}.value`, input.value, 0, 4000);
    if (input.max_length !== undefined && (input.max_length < 1 || input.max_length > 4000))
      problems.add(
        `${path}.${found.path}.max_length`,
        'NUMBER_TYPE_MAX',
        'int value should be between 1 and 4000.',
      );
    return [{ ...found, row }];
  });
  problems.throwIfAny();
  return inputs;
};
