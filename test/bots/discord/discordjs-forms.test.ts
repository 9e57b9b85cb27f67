/** Modals and select menus of the emulated Discord, as an ordinary discord.js client meets them. */
import { ComponentType, type ModalComponentData, TextInputStyle } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageText } from '../shared/contract-support.ts';
import { discordClient } from './discordjs.ts';
import { ALICE, BOB, GENERAL } from './harness.ts';

let place: Awaited<ReturnType<typeof discordClient>>;
let { chat, client, heard, cause, general } = {} as typeof place;
beforeAll(async () => {
  place = await discordClient();
  ({ chat, client, heard, cause, general } = place);
});
afterAll(() => place?.stop());

const FORM: ModalComponentData = {
  title: 'Split a bill',
  customId: 'split',
  components: [
    { type: ComponentType.TextDisplay, content: '**Who** was there?' },
    {
      type: ComponentType.Label,
      label: 'People',
      description: 'Everybody who ate',
      component: { type: ComponentType.UserSelect, customId: 'people', minValues: 1, maxValues: 5 },
    },
    {
      type: ComponentType.Label,
      label: 'How',
      component: {
        type: ComponentType.StringSelect,
        customId: 'how',
        options: [
          { label: 'Equally', value: 'equal', default: true },
          { label: 'By shares', value: 'shares', description: 'Two for those who ate double' },
        ],
      },
    },
    {
      type: ComponentType.Label,
      label: 'What for',
      component: {
        type: ComponentType.TextInput,
        customId: 'memo',
        style: TextInputStyle.Paragraph,
        required: false,
        maxLength: 10,
      } as never,
    },
  ],
};

const open = async () => {
  const command = await cause(() => chat.say(ALICE, GENERAL, '/ask'));
  if (!command.isChatInputCommand()) throw new Error('not a command');
  await command.showModal(FORM);
  return chat.form(ALICE)!;
};

test('a modal shows words, people, a choice and a text, and brings back what was filled in', async () => {
  const form = await open();
  expect(form.fields.map(({ kind, label, required }) => [kind, label, required])).toEqual([
    ['words', '', false],
    ['people', 'People', true],
    ['choice', 'How', true],
    ['text', 'What for', false],
  ]);
  expect(form.fields[2]!.select).toMatchObject({ chosen: ['equal'], countMax: 1 });
  const submitted = await cause(() =>
    chat.submitForm(ALICE, form.id, { people: [ALICE, BOB], how: ['shares'], memo: 'pizza' }),
  );
  if (!submitted.isModalSubmit()) throw new Error('not a form');
  expect(submitted.fields.getSelectedUsers('people')?.map(({ id }) => id)).toEqual([ALICE, BOB]);
  expect(submitted.fields.getSelectedMembers('people')?.size).toBe(2);
  expect(submitted.fields.getStringSelectValues('how')).toEqual(['shares']);
  expect(submitted.fields.getTextInputValue('memo')).toBe('pizza');
  await submitted.reply('split');
  expect(chat.form(ALICE)).toBeNull();
});

test('a modal takes a file, and names it in full beside its id', async () => {
  const command = await cause(() => chat.say(ALICE, GENERAL, '/ask'));
  if (!command.isChatInputCommand()) throw new Error('not a command');
  const upload = { type: ComponentType.FileUpload, customId: 'file', required: true } as const;
  await command.showModal({
    title: 'Import',
    customId: 'import',
    components: [{ type: ComponentType.Label, label: 'The file', component: upload }],
  });
  const form = chat.form(ALICE)!;
  expect(form.fields).toMatchObject([{ name: 'file', kind: 'file', label: 'The file', required: true }]);
  await chat.submitForm(ALICE, form.id, {});
  expect(chat.form(ALICE)!.errors).toEqual({ file: 'This field is required' });
  const trip = { name: 'trip.csv', media_type: 'text/csv', text: 'a,b' };
  const submitted = await cause(() => chat.submitForm(ALICE, form.id, {}, { file: trip }));
  if (!submitted.isModalSubmit()) throw new Error('not a form');
  const file = submitted.fields.getUploadedFiles('file')!.first()!;
  expect(file).toMatchObject({ name: 'trip.csv', size: 3, contentType: 'text/csv' });
  expect(await (await fetch(file.url)).text()).toBe('a,b');
  await submitted.reply('imported');
});

test('a modal is not sent with what its own limits refuse', async () => {
  const form = await open();
  const before = heard.length;
  await chat.submitForm(ALICE, form.id, { people: [], how: ['thirds'], memo: 'x'.repeat(11) });
  expect(chat.form(ALICE)!.errors).toEqual({
    people: 'This field is required',
    how: 'Choose from the list',
    memo: 'Must be 10 or fewer in length.',
  });
  expect(heard).toHaveLength(before);
  chat.closeForm(ALICE, form.id);
});

test('a modal that a button opened knows its message, and may change it', async () => {
  const message = await (await general()).send({
    content: 'a card',
    components: [
      { type: 1, components: [{ type: 2, style: 1, label: 'Edit', customId: 'edit' }] },
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.StringSelect,
            customId: 'mode',
            placeholder: 'How?',
            maxValues: 2,
            options: [
              { label: 'Even', value: 'even' },
              { label: 'Random', value: 'random' },
            ],
          },
        ],
      },
    ],
  });
  const pressed = await cause(() => chat.press(ALICE, GENERAL, message.id, 'edit'));
  if (!pressed.isButton()) throw new Error('not a button');
  await pressed.showModal(FORM);
  const submitted = await cause(() =>
    chat.submitForm(ALICE, chat.form(ALICE)!.id, { people: [BOB], how: ['equal'] }),
  );
  if (!submitted.isModalSubmit() || !submitted.isFromMessage()) throw new Error('not from a message');
  await submitted.update({ content: 'a better card' });
  expect(messageText(chat.messages(BOB, GENERAL).at(-1)!)).toBe('a better card');

  const [, [mode]] = chat.messages(BOB, GENERAL).at(-1)!.buttons as [unknown, [{ label: string }]];
  expect(mode).toMatchObject({ label: 'How?', select: { of: 'options', countMin: 1, countMax: 2 } });
  const chosen = await cause(() =>
    chat.press(BOB, GENERAL, message.id, 'mode', { chosen: ['even', 'random'] }),
  );
  if (!chosen.isStringSelectMenu()) throw new Error('not a menu');
  expect(chosen.values).toEqual(['even', 'random']);
  await chosen.deferUpdate();
});

test('modals and components are refused beyond the documented limits', async () => {
  const option = (value: string) => ({ label: 'x', value });
  const select = (more: object) => ({ type: 3, custom_id: 's', options: [option('1')], ...more });
  const row = (...components: object[]) => ({ components: [{ type: 1, components }] });
  const label = (component: object, more: object = {}) => ({
    title: 'x',
    custom_id: 'x',
    components: [{ type: 18, label: 'x', component, ...more }],
  });
  const messages: object[] = [
    row(select({ options: [] })),
    row(select({ options: Array.from({ length: 26 }, (_, at) => option(`${at}`)) })),
    row(select({ options: [option('1'), option('1')] })),
    row(select({ placeholder: 'x'.repeat(151) })),
    row(select({ min_values: 2, max_values: 1 })),
    row(select({}), { type: 2, style: 1, label: 'x', custom_id: 'b' }),
    row(select({}), select({ custom_id: 's2' })),
  ];
  for (const body of messages)
    await expect(
      client.rest.post(`/channels/${GENERAL}/messages`, { body }),
      JSON.stringify(body).slice(0, 90),
    ).rejects.toMatchObject({ code: 50035 });
  const modals: object[] = [
    label(select({ disabled: true })),
    label(select({ min_values: 0 })),
    label({ type: 4, custom_id: 'x', style: 3 }),
    label({ type: 4, custom_id: 'x', style: 1 }, { label: 'x'.repeat(46) }),
    label({ type: 4, custom_id: 'x', style: 1 }, { description: 'x'.repeat(101) }),
    label({ type: 2, custom_id: 'x', style: 1, label: 'x' }),
    { title: 'x', custom_id: 'x', components: [] },
    { title: 'x'.repeat(46), custom_id: 'x', components: FORM.components },
  ];
  for (const data of modals) {
    const command = await cause(() => chat.say(ALICE, GENERAL, '/ask'));
    await expect(
      client.rest.post(`/interactions/${command.id}/${command.token}/callback`, {
        body: { type: 9, data },
        auth: false,
      }),
      JSON.stringify(data).slice(0, 90),
    ).rejects.toMatchObject({ code: 50035 });
  }
});
