/** The people's side: what their clients do when they type, press, react, choose and submit. */
import { NotSent } from '../emulator.ts';
import { interact } from './interactions.ts';
import { edit, post, react as setReaction } from './messages.ts';
import { reactorsOf } from './reactions.ts';
import { readTyped, resolvedUsers } from './typed.ts';
import { lengthOf } from './validate.ts';
import { commandList, commandsFor, inputsOf, seenForm, seenMessage } from './view.ts';
import type { Body, WireComponent } from './wire.ts';
import { type Channel, type OpenForm, type Person, type Stored, type World, wireUser } from './world.ts';

const CONTENT_MAX = 2_000;
const OTHER_BOT = wireUser('800000000000000001', 'OtherBot', null, true);

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

  const say = async (userId: string, channelId: string, text: string, replyTo?: string): Promise<void> => {
    const person = personOf(userId);
    const channel = channelFor(person, channelId);
    const typed = readTyped(world, commandsFor(world, person, channel), text);
    if (typed?.ok === false) throw new NotSent(typed.problem);
    if (typed) {
      interact(world, { type: 2, person, channel, data: typed.data, name: typed.name });
      return;
    }
    if (lengthOf(text) > CONTENT_MAX) throw new NotSent('Your message is too long.');
    const body = { content: written(text), ...(replyTo && { message_reference: { message_id: replyTo } }) };
    post(world, { channel, author: person.wire, body, fromPeople: true });
  };

  const press = async (
    userId: string,
    channelId: string,
    messageId: string,
    buttonId: string,
  ): Promise<void> => {
    const person = personOf(userId);
    const source = messageFor(person, channelId, messageId);
    const button = source.wire.components
      .flatMap((row) => row.components ?? [])
      .find((each) => each.custom_id === buttonId);
    if (!button || button.disabled) throw new Error(`there is no button ${buttonId} to press`);
    const data = { custom_id: buttonId, component_type: 2, id: button.id };
    interact(world, { type: 3, person, channel: source.channel, data, source, name: button.label ?? '' });
  };

  const react = async (userId: string, channelId: string, messageId: string, emoji: string, on: boolean) => {
    const person = personOf(userId);
    const message = messageFor(person, channelId, messageId);
    if (message.visibleTo) return tell(person, 'You cannot react to a message that only you can see.');
    const reactors = reactorsOf(message, emoji);
    if (reactors.has(userId) !== on) setReaction(world, message, person.wire, reactors, emoji, on);
  };

  const menu = (userId: string, channelId: string) => {
    const person = personOf(userId);
    return commandsFor(world, person, channelFor(person, channelId))
      .filter(({ type }) => type !== 1)
      .map(({ id, name, type }) => ({
        id,
        label: name,
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

  const submitForm = async (userId: string, formId: string, values: Record<string, string | string[]>) => {
    const person = personOf(userId);
    const form = world.forms.get(userId);
    if (form?.id !== formId) throw new Error(`the form ${formId} is not open`);
    const answers = new Map(inputsOf(form.rows).map(({ input }) => [input, answerOf(world, input, values)]));
    form.errors = Object.fromEntries(
      [...answers].flatMap(([input, answer]) => (answer.problem ? [[input.custom_id!, answer.problem]] : [])),
    );
    world.changed();
    if (Object.keys(form.errors).length > 0) return;
    const users = [...answers.values()].flatMap(({ ids }) => ids.map((id) => personOf(id).wire));
    const data: Body = {
      custom_id: form.custom_id,
      components: form.rows.map((row, at) => submitted(row, at + 1, (input) => answers.get(input)!.wire)),
      ...(users.length > 0 && { resolved: resolvedUsers(world, users) }),
    };
    const onFailure = () => failed(form);
    interact(world, { type: 5, person, channel: form.channel, data, name: form.title, onFailure });
  };
  const failed = (form: OpenForm) => {
    const first = inputsOf(form.rows)[0]?.input.custom_id;
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
      return form ? seenForm(form) : null;
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
    /** A person edits a message of theirs. */
    editMessage: (userId: string, channelId: string, messageId: string, text: string) => {
      edit(world, messageFor(personOf(userId), channelId, messageId), { content: written(text) }, true);
    },
    /** Another bot, which is in the guild too, writes. */
    otherBotSays: (channelId: string, text: string) => {
      world.strangers.set(OTHER_BOT.id, OTHER_BOT);
      const channel = world.channels.get(channelId)!;
      return post(world, { channel, author: OTHER_BOT, body: { content: written(text) }, fromPeople: true })
        .wire.id;
    },
    /** Another bot reacts. */
    otherBotReacts: (channelId: string, messageId: string, emoji: string) => {
      world.strangers.set(OTHER_BOT.id, OTHER_BOT);
      const message = world.channels.get(channelId)!.messages.get(messageId)!;
      setReaction(world, message, OTHER_BOT, reactorsOf(message, emoji), emoji, true);
    },
  };
};

interface FormAnswer {
  wire: Body;
  ids: string[];
  problem: string | null;
}

const answerOf = (
  world: World,
  input: WireComponent,
  values: Record<string, string | string[]>,
): FormAnswer => {
  const given = values[input.custom_id ?? ''] ?? '';
  if (input.type === 5) {
    const ids = (Array.isArray(given) ? given : [given]).filter((id) => world.people.has(id));
    const problem =
      ids.length === 0 && input.required !== false
        ? 'This field is required'
        : ids.length > (input.max_values ?? 1)
          ? `Choose at most ${input.max_values ?? 1}`
          : null;
    return { wire: { values: ids }, ids, problem };
  }
  const value = Array.isArray(given) ? given.join(' ') : given;
  const problem =
    value === '' && input.required !== false
      ? 'This field is required'
      : lengthOf(value) > (input.max_length ?? 4_000)
        ? `Must be ${input.max_length ?? 4_000} or fewer in length.`
        : value !== '' && lengthOf(value) < (input.min_length ?? 0)
          ? `Must be ${input.min_length} or more in length.`
          : null;
  return { wire: { value }, ids: [], problem };
};

/** A row as it comes back: the same shape, with values instead of labels. */
const submitted = (row: WireComponent, id: number, given: (input: WireComponent) => Body): Body => {
  const wire = (input: WireComponent) => ({
    type: input.type,
    id: id * 10,
    custom_id: input.custom_id,
    ...given(input),
  });
  return row.type === 18
    ? { type: 18, id, component: wire(row.component!) }
    : { type: 1, id, components: (row.components ?? []).map(wire) };
};
