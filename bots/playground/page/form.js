/** A modal that the bot opened for this person. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { html } from './html.js';

const valuesOf = (form, element) => {
  const data = new FormData(element);
  return Object.fromEntries(
    form.fields.map(({ name, kind }) => [
      name,
      kind === 'people' ? data.getAll(name) : (data.get(name) ?? ''),
    ]),
  );
};

const People = ({ field, users, described }) => html`<fieldset aria-describedby=${described}>
  <legend>${field.label}${field.required && html`<span class="required" aria-hidden="true"> *</span>`}</legend>
  <div class="choices">
    ${users.map(
      (user) => html`<label key=${user.id}>
        <input type="checkbox" name=${field.name} value=${user.id} defaultChecked=${field.value.split(/[\s,]+/).includes(user.id)} />
        ${user.name}
      </label>`,
    )}
  </div>
</fieldset>`;

const Line = ({ field, id, described }) => html`<label for=${id}>
    ${field.label}${field.required ? html`<span class="required" aria-hidden="true"> *</span>` : html`<span class="optional"> optional</span>`}
  </label>
  <${field.multiline ? 'textarea' : 'input'}
    id=${id}
    name=${field.name}
    defaultValue=${field.value}
    placeholder=${field.placeholder}
    maxlength=${field.charactersMax}
    required=${field.required}
    aria-invalid=${described !== undefined}
    aria-describedby=${described}
    autocomplete="off"
  />`;

const FormField = ({ field, users, error }) => {
  const id = useId();
  const described = error ? `${id}-error` : undefined;
  return html`<div class="field">
    ${
      field.kind === 'people'
        ? html`<${People} field=${field} users=${users} described=${described} />`
        : html`<${Line} field=${field} id=${id} described=${described} />`
    }
    ${error && html`<p class="field-error" id=${described} role="alert">${error}</p>`}
  </div>`;
};

/** Keeps the focus inside while the dialog is open, and gives it back afterwards. */
const useFocusInside = (dialog) => {
  useEffect(() => {
    const before = document.activeElement;
    dialog.current.querySelector('input, textarea')?.focus();
    return () => before?.focus?.();
  }, []);
  return (event) => {
    if (event.key !== 'Tab') return;
    const stops = [...dialog.current.querySelectorAll('input, textarea, button:not(:disabled)')];
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== edge) return;
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
    event.preventDefault();
  };
};

export const FormDialog = ({ form, pane }) => {
  const { state, act } = pane;
  const dialog = useRef(null);
  const [busy, setBusy] = useState(false);
  const keepFocus = useFocusInside(dialog);
  const titleId = useId();
  const close = () => act('close-form', { form: form.id });
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    await act('submit-form', { form: form.id, values: valuesOf(form, event.target) });
    setBusy(false);
  };
  const onKeyDown = (event) => {
    if (event.key === 'Escape') close();
    else keepFocus(event);
  };
  const users = state.users.filter((user) => user.id !== state.user);
  return html`<div class="backdrop">
    <div class="dialog" role="dialog" aria-modal="true" aria-labelledby=${titleId} ref=${dialog} onKeyDown=${onKeyDown}>
      <form onSubmit=${submit}>
        <header>
          <h3 id=${titleId}>${form.title}</h3>
          <button type="button" class="icon" aria-label="Close" onClick=${close}>×</button>
        </header>
        <div class="fields">
          ${form.fields.map(
            (field) =>
              html`<${FormField} key=${field.name} field=${field} users=${users} error=${form.errors[field.name]} />`,
          )}
        </div>
        <footer>
          <button type="button" class="button plain" onClick=${close}>Cancel</button>
          <button type="submit" class="button primary" disabled=${busy}>${form.submit}</button>
        </footer>
      </form>
    </div>
  </div>`;
};
