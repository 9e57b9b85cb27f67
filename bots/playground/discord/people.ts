/** The people's side: what their clients do when they type, press, react, choose and submit. */
import { type ChatFile, NotSent } from '../emulator.ts';
import { bytesOf } from '../kept.ts';
import { ATTACHMENT_BYTES_MAX } from './attachments.ts';
import { suggest } from './autocompletion.ts';
import { choiceProblem, firstField, seenForm, selectOf, submitted } from './forms.ts';
import { interact } from './interactions.ts';
import { localized } from './locales.ts';
import { edit, post, remove, react as setReaction } from './messages.ts';
import { lengthOf } from './problems.ts';
import { REACTIONS_MAX, reactorsOf } from './reactions.ts';
import { resolvedUsers } from './resolved.ts';
import { readTyped } from './typed.ts';
import { commandList, commandsFor, seenMessage } from './view.ts';
import { type Body, ComponentKind } from './wire.ts';
import type { Channel, OpenForm, Person, Stored, World } from './world.ts';

const CONTENT_MAX = 2_000;

export type People = ReturnType<typeof createPeople>;

export const createPeople = (world: World) => {
  const personOf = (id: string): Person => {
    const person = world.people.get(id);
    if (!person) throw new Error(`nobody here has the id ${id}`);
    return person;
  };
  const channelFor = (person: Person, id: string): Channel => {
    const channel = world.channels.get(id);
    if (!channel || (channel.person !== null && channel.person !== person.setup.id))
      throw new Error(`${person.setup.name} is in no channel with the id ${id}`);
    return channel;
  };
  const visible = (message: Stored, person: Person): boolean =>
    message.visibleTo === null || message.visibleTo === person.setup.id;
  const messageFor = (person: Person, channelId: string, id: string): Stored => {
    const message = channelFor(person, channelId).messages.get(id);
    if (!message || !visible(message, person))
      throw new Error(`${person.setup.name} sees no message ${id} there`);
    return message;
  };
  /** A chosen person is written `<@id>`. */
  const written = (text: string): string =>
    text.replace(/(^|\s)@([\w.]+)(?!\S)/g, (whole, before: string, name: string) => {
      const found = [...world.people.values()].find(({ setup }) => setup.handle === name.toLowerCase());
      return found ? `${before}<@${found.setup.id}>` : whole;
    });
  const tell = (person: Person, text: string) => world.flash({ userId: person.setup.id, text, alert: true });

  const say = async (
    userId: string,
    channelId: string,
    text: string,
    replyTo?: string,
    file?: ChatFile,
  ): Promise<void> => {
    const person = personOf(userId);
    const channel = channelFor(person, channelId);
    if (file && bytesOf(file).length > ATTACHMENT_BYTES_MAX)
      throw new NotSent('Your files are too powerful: 10 MB is the most.');
    const commands = commandsFor(world, person, channel);
    const typed = readTyped(world, person, commands, { line: text, channel, upload: file });
    if (typed?.ok === false) throw new NotSent(typed.problem);
    if (typed) {
      interact(world, { type: 2, person, channel, data: typed.data, name: typed.name });
      return;
    }
    if (lengthOf(text) > CONTENT_MAX) throw new NotSent('Your message is too long.');
    const body = {
      content: written(text),
      ...(replyTo && { message_reference: { message_id: replyTo } }),
      ...(file && { uploads: [file] }),
    };
    post(world, { channel, author: person.wire, body, fromPeople: true });
  };

  const press = async (
    userId: string,
    channelId: string,
    messageId: string,
    buttonId: string,
    given: { chosen?: string[] } = {},
  ): Promise<void> => {
    const person = personOf(userId);
    const source = messageFor(person, channelId, messageId);
    const pressed = source.wire.components
      .flatMap((row) => row.components ?? [])
      .find((each) => each.custom_id === buttonId);
    if (!pressed || pressed.disabled) throw new Error(`there is no button ${buttonId} to press`);
    const data: Body = { custom_id: buttonId, component_type: pressed.type, id: pressed.id };
    if (pressed.type !== ComponentKind.button) {
      const values = given.chosen ?? [];
      const problem = choiceProblem(selectOf(world, pressed), values, (pressed.min_values ?? 1) > 0);
      if (problem) return tell(person, problem);
      data.values = values;
      if (pressed.type === ComponentKind.userSelect)
        data.resolved = resolvedUsers(
          world,
          values.map((id) => personOf(id).wire),
        );
    }
    const name = pressed.label ?? pressed.placeholder ?? '';
    interact(world, { type: 3, person, channel: source.channel, data, source, name });
  };

  const react = async (userId: string, channelId: string, messageId: string, emoji: string, on: boolean) => {
    const person = personOf(userId);
    const message = messageFor(person, channelId, messageId);
    if (message.visibleTo) return tell(person, 'You cannot react to a message that only you can see.');
    const reactors = reactorsOf(message, emoji);
    if (on && reactors.size === 0 && (message.wire.reactions?.length ?? 0) >= REACTIONS_MAX)
      return tell(person, 'This message has reached the maximum number of reactions.');
    if (reactors.has(userId) !== on) setReaction(world, message, person.wire, reactors, emoji, on);
  };

  const menu = (userId: string, channelId: string) => {
    const person = personOf(userId);
    return commandsFor(world, person, channelFor(person, channelId))
      .filter(({ type }) => type !== 1)
      .map(({ id, name, name_localizations, type }) => ({
        id,
        label: localized(name_localizations, name, person.setup.locale),
        on: type === 2 ? ('user' as const) : ('message' as const),
      }));
  };

  const choose = async (
    userId: string,
    channelId: string,
    menuId: string,
    target?: string,
  ): Promise<void> => {
    const person = personOf(userId);
    const channel = channelFor(person, channelId);
    const command = commandsFor(world, person, channel).find(({ id }) => id === menuId);
    if (!command || target === undefined) throw new Error(`there is no menu ${menuId} on ${String(target)}`);
    const user =
      world.people.get(target)?.wire ?? (target === world.bot.id ? world.bot : world.strangers.get(target));
    if (command.type === 2 && !user) throw new Error(`nobody here has the id ${target}`);
    const resolved =
      command.type === 2
        ? resolvedUsers(world, [user!])
        : { messages: { [target]: messageFor(person, channelId, target).wire } };
    const data = { id: command.id, name: command.name, type: command.type, target_id: target, resolved };
    interact(world, { type: 2, person, channel, data, name: command.name });
  };

  const submitForm = async (
    userId: string,
    formId: string,
    values: Record<string, string | string[]>,
    files: Record<string, ChatFile> = {},
  ) => {
    const person = personOf(userId);
    const form = world.forms.get(userId);
    if (form?.id !== formId) throw new Error(`the form ${formId} is not open`);
    const filled = submitted(world, form, { values, files });
    form.errors = 'errors' in filled ? filled.errors : {};
    world.changed();
    if ('errors' in filled) return;
    const { channel, source, title: name } = form;
    const onFailure = () => failed(form);
    interact(world, { type: 5, person, channel, data: filled.data, name, source, onFailure });
  };
  const failed = (form: OpenForm) => {
    const first = firstField(form);
    if (first) form.errors[first] = 'Something went wrong. Try again.';
    world.changed();
  };

  return {
    personOf,
    users: () => [...world.people.values()].map(({ setup }) => setup),
    channels: (userId: string) =>
      [...world.channels.values()]
        .filter(({ person }) => person === null || person === personOf(userId).setup.id)
        .map(({ id, name, kind }) => ({ id, name, kind })),
    messages: (userId: string, channelId: string) => {
      const person = personOf(userId);
      return [...channelFor(person, channelId).messages.values()]
        .filter((message) => visible(message, person))
        .map((message) => seenMessage(world, message, person));
    },
    commands: (userId: string, channelId: string) => {
      const person = personOf(userId);
      return commandList(world, person, channelFor(person, channelId));
    },
    form: (userId: string) => {
      const form = world.forms.get(userId);
      return form ? seenForm(world, form) : null;
    },
    say,
    press,
    react,
    menu,
    choose,
    submitForm,
    closeForm: (userId: string, formId: string) => {
      if (world.forms.get(userId)?.id === formId) world.forms.delete(userId);
      world.changed();
    },
    setReachable: (userId: string, reachable: boolean) => {
      personOf(userId).reachable = reachable;
    },
    suggest: (userId: string, channelId: string, line: string) => {
      const person = personOf(userId);
      return suggest(world, person, channelFor(person, channelId), line);
    },
    inlineName: () => null,
    pick: async () => {
      throw new Error('Discord’s suggestions go into the line');
    },
    erase: async (userId: string, channelId: string, messageId: string) => {
      const message = messageFor(personOf(userId), channelId, messageId);
      if (message.wire.author.id !== userId) throw new Error('people delete only what they wrote');
      remove(world, message, true);
    },
    /** A person edits a message of theirs. */
    editMessage: (userId: string, channelId: string, messageId: string, text: string) => {
      edit(world, messageFor(personOf(userId), channelId, messageId), { content: written(text) }, true);
    },
    written,
  };
};
