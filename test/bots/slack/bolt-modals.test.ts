/** Modals of the emulated Slack, as an ordinary Bolt app meets them. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { until } from '../shared/contract-support.ts';
import { ALICE, BOB, boltApp, input, modal, option, plain } from './bolt.ts';
import { GENERAL } from './harness.ts';

let place: Awaited<ReturnType<typeof boltApp>>;
let { chat, app, next, open } = {} as typeof place;
beforeAll(async () => {
  place = await boltApp();
  ({ chat, app, next, open } = place);
});
afterAll(() => place?.stop());
beforeEach(() => place.forget());

const everything = [
  input('text', { type: 'plain_text_input', multiline: true, min_length: 2, initial_value: 'hi' }),
  input('number', { type: 'number_input', is_decimal_allowed: true }, { optional: true }),
  input('person', { type: 'users_select' }),
  input('people', { type: 'multi_users_select', initial_users: [BOB], max_selected_items: 2 }),
  input('mode', { type: 'static_select', options: [option('even'), option('random')] }),
  input('kinds', { type: 'multi_static_select', options: [option('a'), option('b')] }, { optional: true }),
  input('one', { type: 'radio_buttons', options: [option('x'), option('y')], initial_option: option('y') }),
  input('some', { type: 'checkboxes', options: [option('x'), option('y')] }, { optional: true }),
  input('day', { type: 'datepicker' }, { optional: true }),
  input('at', { type: 'timepicker', initial_time: '22:00' }),
  input('where', { type: 'conversations_select', response_url_enabled: true }),
];

it('a modal has every kind of input, and brings back what was chosen as Slack says it', async () => {
  const shown = await open(modal('everything', everything, { private_metadata: 'f_1' }));
  expect(shown.fields.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'text text',
    'number text',
    'person people',
    'people people',
    'mode choice',
    'kinds choice',
    'one choice',
    'some choice',
    'day date',
    'at time',
    'where choice',
  ]);
  await chat.submitForm(ALICE, shown.id, {
    text: 'lunch & tea',
    person: BOB,
    people: [ALICE, BOB],
    mode: 'random',
    kinds: ['a', 'b'],
    one: 'x',
    day: '2026-12-24',
    at: '07:30',
    where: GENERAL,
  });
  const { view, response_urls } = await next();
  // biome-ignore lint/suspicious/noExplicitAny: state as it came
  const values = Object.fromEntries(Object.entries(view.state.values).map(([id, of]: any) => [id, of.v]));
  expect(values).toEqual({
    text: { type: 'plain_text_input', value: 'lunch & tea' },
    number: { type: 'number_input', value: null },
    person: { type: 'users_select', selected_user: BOB },
    people: { type: 'multi_users_select', selected_users: [ALICE, BOB] },
    mode: { type: 'static_select', selected_option: option('random') },
    kinds: { type: 'multi_static_select', selected_options: [option('a'), option('b')] },
    one: { type: 'radio_buttons', selected_option: option('x') },
    some: { type: 'checkboxes', selected_options: [] },
    day: { type: 'datepicker', selected_date: '2026-12-24' },
    at: { type: 'timepicker', selected_time: '07:30' },
    where: { type: 'conversations_select', selected_conversation: GENERAL },
  });
  expect(view).toMatchObject({ private_metadata: 'f_1', previous_view_id: null, root_view_id: view.id });
  expect(response_urls).toMatchObject([{ block_id: 'where', channel_id: GENERAL }]);
  await until(() => chat.form(ALICE) === null, 'the modal to close');
});

it('a modal takes a file of the kinds that it names, and says of it what Slack does', async () => {
  const shown = await open(
    modal('file', [input('file', { type: 'file_input', filetypes: ['csv'], max_files: 1 })]),
  );
  await chat.submitForm(ALICE, shown.id, {}, { file: { name: 'cat.png', text: 'meow' } });
  expect(chat.form(ALICE)!.errors).toEqual({ file: 'That file type is not supported.' });
  const trip = { name: 'trip.csv', media_type: 'text/csv', text: 'a,b' };
  await chat.submitForm(ALICE, shown.id, {}, { file: trip });
  const { view } = await next();
  const [file] = view.state.values.file.v.files;
  expect(file).toMatchObject({
    name: 'trip.csv',
    mimetype: 'text/csv',
    filetype: 'csv',
    size: 3,
    user: ALICE,
  });
  expect((await fetch(file.url_private_download, { redirect: 'manual' })).status).toBe(302);
});

it('a modal is not sent while something is missing or too short, and shows the errors that the app answers', async () => {
  const blocks = [everything[0]!, everything[4]!];
  const shown = await open(modal('checked', blocks));
  await chat.submitForm(ALICE, shown.id, { text: 'x' });
  expect(chat.form(ALICE)!.errors).toEqual({
    text: 'Please enter at least 2 characters.',
    mode: 'Please fill this in.',
  });
  expect(place.heard).toEqual([]);
  place.respond = ({ ack }) => ack({ response_action: 'errors', errors: { text: 'not that' } });
  await chat.submitForm(ALICE, shown.id, { text: 'xx', mode: 'even' });
  expect(chat.form(ALICE)!.errors).toEqual({ text: 'not that' });
  const flashes: string[] = [];
  const undo = chat.onFlash(({ text }) => void flashes.push(text));
  place.respond = ({ ack }) => ack({ response_action: 'errors', errors: { nowhere: 'lost' } });
  await chat.submitForm(ALICE, shown.id, { text: 'xx', mode: 'even' });
  undo();
  expect(flashes).toEqual(['We had some trouble connecting (invalid_errors). Try again?']);
  chat.closeForm(ALICE, shown.id);
});

it('a modal stacks three deep, is updated by its hash, and tells of its closing where it asked to', async () => {
  const view = modal('first', [{ type: 'section', text: plain('one') }], { submit: undefined });
  const first = await open(
    modal(
      'first',
      [
        { type: 'section', text: plain('one') },
        {
          type: 'actions',
          block_id: 'more',
          elements: [{ type: 'button', action_id: 'deeper', text: plain('Deeper') }],
        },
      ],
      { notify_on_close: true, submit: undefined },
    ),
  );
  expect(first).toMatchObject({ submit: null, fields: [{ kind: 'words' }, { kind: 'buttons' }] });
  // biome-ignore lint/suspicious/noExplicitAny: what the API answered
  const pushed: any[] = [];
  place.respond = async ({ ack, client, body }) => {
    await ack();
    const deeper = modal(`deep ${pushed.length}`, [...(body.view.blocks as object[])], {
      notify_on_close: true,
      submit: undefined,
    });
    pushed.push(
      await client.views.push({ trigger_id: body.trigger_id, view: deeper }).catch((error: unknown) => error),
    );
  };
  for (let depth = 1; depth <= 3; depth += 1) {
    const top = chat.form(ALICE)!;
    await chat.press(ALICE, GENERAL, top.id, 'more/deeper');
    await until(() => pushed.length === depth, 'the push');
  }
  expect(pushed[1].view).toMatchObject({ previous_view_id: pushed[0].view.id, root_view_id: first.id });
  expect(pushed[2].data.error).toBe('push_limit_reached');
  expect(chat.form(ALICE)).toMatchObject({ title: 'deep 1', close: 'Back' });

  const { client } = app;
  const stale = client.views.update({ view_id: pushed[1].view.id, hash: 'stale', view });
  await expect(stale).rejects.toMatchObject({ data: { error: 'hash_conflict' } });
  await client.views.update({ view_id: pushed[1].view.id, hash: pushed[1].view.hash, view });
  expect(chat.form(ALICE)!.title).toBe('first');

  place.forget();
  place.respond = ({ ack }) => ack();
  chat.closeForm(ALICE, pushed[1].view.id);
  expect(chat.form(ALICE)!.title).toBe('deep 0');
  chat.closeForm(ALICE, pushed[0].view.id);
  expect(await next()).toMatchObject({
    type: 'view_closed',
    is_cleared: false,
    view: { callback_id: 'deep 0' },
  });
  chat.closeForm(ALICE, first.id);
  expect((await next(1)).view.id).toBe(first.id);
});

it('a modal is changed, followed by another, or closed with all, by the answer to its submission', async () => {
  const shown = await open(modal('a', [everything[0]!]));
  const submit = () => chat.submitForm(ALICE, chat.form(ALICE)!.id, { text: 'xx' });
  place.respond = ({ ack }) => ack({ response_action: 'update', view: modal('b', [everything[0]!]) });
  await submit();
  expect(chat.form(ALICE)).toMatchObject({ id: shown.id, title: 'b' });
  place.respond = ({ ack }) => ack({ response_action: 'push', view: modal('c', [everything[0]!]) });
  await submit();
  expect(chat.form(ALICE)).toMatchObject({ title: 'c', close: 'Back' });
  place.respond = ({ ack }) => ack();
  await submit();
  expect(chat.form(ALICE)!.title).toBe('b');
  place.respond = ({ ack }) => ack({ response_action: 'push', view: modal('c', [everything[0]!]) });
  await submit();
  place.respond = ({ ack }) => ack({ response_action: 'clear' });
  await submit();
  expect(chat.form(ALICE)).toBeNull();
});
