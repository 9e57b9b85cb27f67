/** The fields of a modal, each kind as the platforms draw it. */
import { useId } from 'preact/hooks';
import { readFile } from './attach.js';
import { Row } from './controls.js';
import { html } from './html.js';
import { Text } from './text.js';

const Mark = ({ field }) =>
  field.required
    ? html`<span class="required" aria-hidden="true"> *</span>`
    : html`<span class="optional"> optional</span>`;

/** Few things, or people, are all in sight; one of many is in a list. */
const Choices = ({ field, described, you }) => {
  const { options, chosen, countMax } = field.select;
  const kind = countMax > 1 ? 'checkbox' : 'radio';
  return html`<fieldset aria-describedby=${described}>
    <legend>${field.label}<${Mark} field=${field} /></legend>
    <div class="choices">
      ${options.map(
        ({ value, label, description }) => html`<label key=${value}>
          <input type=${kind} name=${field.name} value=${value} defaultChecked=${chosen.includes(value)} />
          <span>${label}${value === you && ' (you)'}${description && html`<small>${description}</small>`}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
};

const List = ({
  field,
  id,
  described,
}) => html`<label for=${id}>${field.label}<${Mark} field=${field} /></label>
  <select id=${id} name=${field.name} aria-describedby=${described} defaultValue=${field.select.chosen[0] ?? ''}>
    <option value="" selected=${field.select.chosen.length === 0}>${field.placeholder || 'Choose…'}</option>
    ${field.select.options.map(
      ({ value, label }) =>
        html`<option key=${value} value=${value} selected=${field.select.chosen.includes(value)}>${label}</option>`,
    )}
  </select>`;

const Upload = ({
  field,
  id,
  described,
}) => html`<label for=${id}>${field.label}<${Mark} field=${field} /></label>
  <input
    id=${id}
    name=${field.name}
    type="file"
    accept=${field.extensions?.map((extension) => `.${extension}`).join(',')}
    required=${field.required}
    aria-invalid=${described !== undefined}
    aria-describedby=${described}
  />`;

const Line = ({
  field,
  id,
  described,
}) => html`<label for=${id}>${field.label}<${Mark} field=${field} /></label>
  <${field.multiline ? 'textarea' : 'input'}
    id=${id}
    name=${field.name}
    ...${field.kind === 'text' ? {} : { type: field.kind }}
    defaultValue=${field.value}
    placeholder=${field.placeholder}
    maxlength=${field.kind === 'text' ? field.charactersMax : undefined}
    required=${field.required}
    aria-invalid=${described !== undefined}
    aria-describedby=${described}
    autocomplete="off"
  />`;

const IN_SIGHT_MAX = 6;
const inSight = ({ kind, select }) =>
  kind === 'people' || select.countMax > 1 || select.options.length <= IN_SIGHT_MAX;

const Asking = ({ field, id, described, you }) => {
  if (field.kind === 'file') return html`<${Upload} field=${field} id=${id} described=${described} />`;
  if (!field.select) return html`<${Line} field=${field} id=${id} described=${described} />`;
  return inSight(field)
    ? html`<${Choices} field=${field} described=${described} you=${you} />`
    : html`<${List} field=${field} id=${id} described=${described} />`;
};

/** `press(button id, {chosen?})`: a button between the fields was pressed. */
export const FormField = ({ field, error, pane, press }) => {
  const id = useId();
  if (field.kind === 'words') return html`<p class="words"><${Text} parts=${field.words} /></p>`;
  if (field.kind === 'buttons') return html`<${Row} row=${field.buttons} pane=${pane} press=${press} />`;
  const described = error ? `${id}-error` : undefined;
  return html`<div class="field">
    <${Asking} field=${field} id=${id} described=${described} you=${pane.state.user} />
    ${field.hint && html`<p class="hint">${field.hint}</p>`}
    ${error && html`<p class="field-error" id=${described} role="alert">${error}</p>`}
  </div>`;
};

/** What is filled in, by field: a list where several may be chosen. */
export const valuesOf = (fields, form) => {
  const data = new FormData(form);
  return Object.fromEntries(
    fields
      .filter(({ kind }) => kind !== 'words' && kind !== 'buttons' && kind !== 'file')
      .map(({ name, select }) => [
        name,
        select ? data.getAll(name).filter((value) => value !== '') : (data.get(name) ?? ''),
      ]),
  );
};

/** The files that were chosen, by field. */
export const filesOf = async (fields, form) => {
  const data = new FormData(form);
  const chosen = fields
    .filter(({ kind }) => kind === 'file')
    .map(({ name }) => [name, data.get(name)])
    // What is left empty is a file without a name.
    .filter(([, file]) => file?.name);
  return Object.fromEntries(
    await Promise.all(chosen.map(async ([name, file]) => [name, await readFile(file)])),
  );
};
