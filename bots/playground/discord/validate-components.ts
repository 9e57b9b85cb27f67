/** Discord's rules for buttons, select menus and modals (https://discord.com/developers/docs/components/reference), as far as this emulator knows components. */
import { createProblems, type Problems } from './problems.ts';
import { ComponentKind, type WireComponent } from './wire.ts';

const SELECTS: ReadonlySet<number> = new Set([ComponentKind.stringSelect, ComponentKind.userSelect]);
const CHOICES_MAX = 25;
const FILES_MAX = 10;

const checkId = (problems: Problems, path: string, { custom_id }: WireComponent, seen: Set<string>): void => {
  problems.text(`${path}.custom_id`, custom_id, 1, 100);
  if (seen.has(custom_id ?? ''))
    problems.add(
      `${path}.custom_id`,
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      'Component custom id cannot be duplicated',
    );
  seen.add(custom_id ?? '');
};

const checkNumber = (
  problems: Problems,
  path: string,
  value: number | undefined,
  min: number,
  max: number,
): void => {
  if (value !== undefined && !(Number.isInteger(value) && value >= min && value <= max))
    problems.add(path, 'NUMBER_TYPE_MAX', `int value should be between ${min} and ${max}.`);
};

const checkButton = (problems: Problems, path: string, button: WireComponent, seen: Set<string>): void => {
  if (button.style === 5) {
    if (!/^(https?|discord):\/\/.+/.test(button.url ?? ''))
      problems.add(`${path}.url`, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    problems.text(`${path}.url`, button.url, 1, 512);
  } else checkId(problems, path, button, seen);
  if (![1, 2, 3, 4, 5].includes(button.style ?? 0))
    problems.add(`${path}.style`, 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2, 3, 4, 5, 6}.');
  problems.text(`${path}.label`, button.label, button.emoji ? 0 : 1, 80);
};

const checkOptions = (problems: Problems, path: string, select: WireComponent): void => {
  const options = select.options ?? [];
  if (options.length < 1 || options.length > CHOICES_MAX)
    problems.add(`${path}.options`, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 25 in length.');
  const values = new Set<string>();
  options.forEach((option, at) => {
    const here = `${path}.options.${at}`;
    problems.text(`${here}.label`, option.label, 1, 100);
    problems.text(`${here}.value`, option.value, 1, 100);
    problems.text(`${here}.description`, option.description, 0, 100);
    if (values.has(option.value))
      problems.add(
        `${here}.value`,
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    values.add(option.value);
  });
};

/** How many may, and must, be chosen; and how many are to begin with. */
const checkCounts = (problems: Problems, path: string, select: WireComponent): void => {
  checkNumber(problems, `${path}.min_values`, select.min_values, 0, CHOICES_MAX);
  checkNumber(problems, `${path}.max_values`, select.max_values, 1, CHOICES_MAX);
  const [min, max] = [select.min_values ?? 1, select.max_values ?? 1];
  if (min > max)
    problems.add(
      `${path}.min_values`,
      'NUMBER_TYPE_MAX',
      `int value should be less than or equal to ${max}.`,
    );
  const defaults =
    select.default_values?.length ?? (select.options ?? []).filter((option) => option.default).length;
  if (defaults > max || (select.default_values && defaults < min))
    problems.add(
      `${path}.default_values`,
      'BASE_TYPE_BAD_LENGTH',
      `Must be between ${min} and ${max} in length.`,
    );
};

const checkSelect = (problems: Problems, path: string, select: WireComponent, seen: Set<string>): void => {
  checkId(problems, path, select, seen);
  problems.text(`${path}.placeholder`, select.placeholder, 0, 150);
  checkCounts(problems, path, select);
  if (select.type === ComponentKind.stringSelect) checkOptions(problems, path, select);
  (select.default_values ?? []).forEach(({ type }, at) => {
    if (type !== 'user')
      problems.add(
        `${path}.default_values.${at}.type`,
        'BASE_TYPE_CHOICES',
        "Value must be one of {'user'}.",
      );
  });
};

/** Up to five buttons, or one select menu by itself. */
const checkRow = (problems: Problems, path: string, row: WireComponent, seen: Set<string>): void => {
  const children = row.components ?? [];
  const menus = children.filter(({ type }) => SELECTS.has(type));
  if (children.length === 0 || children.length > 5)
    problems.add(`${path}.components`, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
  if (menus.length > 0 && children.length > 1)
    problems.add(
      `${path}.components`,
      'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
      'The specified component exceeds the maximum width',
    );
  children.forEach((child, at) => {
    const here = `${path}.components.${at}`;
    if (child.type === ComponentKind.button) checkButton(problems, here, child, seen);
    else if (SELECTS.has(child.type)) checkSelect(problems, here, child, seen);
    else problems.add(`${here}.type`, 'BASE_TYPE_CHOICES', 'Value must be one of {2, 3, 5, 6, 7, 8}.');
  });
};

export const checkComponents = (problems: Problems, rows: WireComponent[]): void => {
  problems.count('components', rows, 5);
  const seen = new Set<string>();
  rows.forEach((row, at) => {
    const path = `components.${at}`;
    if (row.type === ComponentKind.row) checkRow(problems, path, row, seen);
    else problems.add(`${path}.type`, 'BASE_TYPE_CHOICES', 'Value must be one of {1}.');
  });
};

const checkText = (problems: Problems, path: string, input: WireComponent, seen: Set<string>): void => {
  checkId(problems, path, input, seen);
  if (input.style !== 1 && input.style !== 2)
    problems.add(`${path}.style`, 'BASE_TYPE_CHOICES', 'Value must be one of {1, 2}.');
  problems.text(`${path}.placeholder`, input.placeholder, 0, 100);
  problems.text(`${path}.value`, input.value, 0, 4000);
  checkNumber(problems, `${path}.min_length`, input.min_length, 0, 4000);
  checkNumber(problems, `${path}.max_length`, input.max_length, 1, 4000);
};

/** In a modal nothing is disabled, and what is required asks for at least one. */
const checkModalSelect = (
  problems: Problems,
  path: string,
  select: WireComponent,
  seen: Set<string>,
): void => {
  checkSelect(problems, path, select, seen);
  if (select.disabled)
    problems.add(`${path}.disabled`, 'MODAL_COMPONENT_DISABLED', 'Components in a modal cannot be disabled');
  if (select.required !== false && select.min_values === 0)
    problems.add(`${path}.min_values`, 'NUMBER_TYPE_MIN', 'int value should be greater than or equal to 1.');
};

/** https://discord.com/developers/docs/components/reference#file-upload */
const checkFileUpload = (
  problems: Problems,
  path: string,
  upload: WireComponent,
  seen: Set<string>,
): void => {
  checkId(problems, path, upload, seen);
  checkNumber(problems, `${path}.min_values`, upload.min_values, 0, FILES_MAX);
  checkNumber(problems, `${path}.max_values`, upload.max_values, 1, FILES_MAX);
  if (upload.required !== false && upload.min_values === 0)
    problems.add(`${path}.min_values`, 'NUMBER_TYPE_MIN', 'int value should be greater than or equal to 1.');
};

/** A label with an input, the older action row with a text input, or words. */
const checkModalPart = (problems: Problems, path: string, part: WireComponent, seen: Set<string>): void => {
  const old = part.type === ComponentKind.row ? part.components?.[0] : undefined;
  if (part.type === ComponentKind.textDisplay) problems.text(`${path}.content`, part.content, 1, 4000);
  else if (part.type === ComponentKind.label) {
    const here = `${path}.component`;
    problems.text(`${path}.label`, part.label, 1, 45);
    problems.text(`${path}.description`, part.description, 0, 100);
    if (part.component?.type === ComponentKind.textInput) checkText(problems, here, part.component, seen);
    else if (part.component?.type === ComponentKind.fileUpload)
      checkFileUpload(problems, here, part.component, seen);
    else if (part.component && SELECTS.has(part.component.type))
      checkModalSelect(problems, here, part.component, seen);
    else
      problems.add(
        `${here}.type`,
        'BASE_TYPE_CHOICES',
        'Value must be one of {3, 4, 5, 6, 7, 8, 19, 21, 22, 23}.',
      );
  } else if (old?.type === ComponentKind.textInput) {
    problems.text(`${path}.components.0.label`, old.label, 1, 45);
    checkText(problems, `${path}.components.0`, old, seen);
  } else problems.add(`${path}.type`, 'BASE_TYPE_CHOICES', 'Value must be one of {1, 10, 18}.');
};

/** Throws 50035 for a modal that Discord does not open. */
export const checkModal = (modal: {
  title?: string;
  custom_id?: string;
  components?: WireComponent[];
}): void => {
  const problems = createProblems();
  const parts = modal.components ?? [];
  problems.text('data.title', modal.title, 1, 45);
  problems.text('data.custom_id', modal.custom_id, 1, 100);
  if (parts.length === 0 || parts.length > 5)
    problems.add('data.components', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
  const seen = new Set<string>();
  parts.forEach((part, at) => {
    checkModalPart(problems, `data.components.${at}`, part, seen);
  });
  problems.throwIfAny();
};
