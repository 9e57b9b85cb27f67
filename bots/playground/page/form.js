/** A modal that the bot opened for this person. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { FormField, filesOf, valuesOf } from './fields.js';
import { html } from './html.js';

const STOPS = 'input, textarea, select, a, button:not(:disabled)';

/** Keeps the focus inside while the dialog is open, and gives it back afterwards. */
const useFocusInside = (dialog) => {
  useEffect(() => {
    const before = document.activeElement;
    (
      dialog.current.querySelector('input, textarea, select') ??
      dialog.current.querySelector('.fields button, footer button')
    ).focus();
    return () => before?.focus?.();
  }, []);
  return (event) => {
    if (event.key !== 'Tab') return;
    const stops = [...dialog.current.querySelectorAll(STOPS)];
    const edge = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== edge) return;
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
    event.preventDefault();
  };
};

export const FormDialog = ({ form, pane }) => {
  const { act } = pane;
  const dialog = useRef(null);
  const [busy, setBusy] = useState(false);
  const keepFocus = useFocusInside(dialog);
  const titleId = useId();
  const close = () => act('close-form', { form: form.id });
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    const { target } = event;
    const files = await filesOf(form.fields, target);
    await act('submit-form', { form: form.id, values: valuesOf(form.fields, target), files });
    setBusy(false);
  };
  const onKeyDown = (event) => {
    if (event.key === 'Escape') close();
    else keepFocus(event);
  };
  const press = (button, given) => {
    const values = valuesOf(form.fields, dialog.current.querySelector('form'));
    act('press', { message: form.id, button, values, ...given });
  };
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
              html`<${FormField} key=${`${field.kind} ${field.name}`} field=${field} error=${form.errors[field.name]} pane=${pane} press=${press} />`,
          )}
        </div>
        <footer>
          <button type="button" class="button plain" onClick=${close}>${form.close}</button>
          ${form.submit !== null && html`<button type="submit" class="button primary" disabled=${busy}>${form.submit}</button>`}
        </footer>
      </form>
    </div>
  </div>`;
};
