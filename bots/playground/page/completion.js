/** What could be meant by the word under the caret: a command, or a person here or in another chat. Pure. */

const ITEMS_MAX = 8;

const commandItems = (word, commands) =>
  commands
    .filter((command) => `/${command.name}`.startsWith(word.toLowerCase()))
    .map((command) => ({
      insert: `/${command.name}`,
      title: `/${command.name}`,
      detail: command.description,
    }));

const personItems = (word, people) => {
  const wanted = word.slice(1).toLowerCase();
  return people
    .filter(
      (person) =>
        person.insert.slice(1).toLowerCase().startsWith(wanted) ||
        person.name.toLowerCase().startsWith(wanted),
    )
    .map((person) => ({
      insert: person.insert,
      title: person.insert,
      detail: person.detail,
      name: person.name,
    }));
};

/** The items for the word that ends at `caret`, and the range that choosing one replaces. Null where nothing is being completed. */
export const complete = (text, caret, commands, people) => {
  const start = text.lastIndexOf(' ', caret - 1) + 1;
  const word = text.slice(start, caret);
  if (/\S/.test(text.slice(caret, caret + 1))) return null;
  const items =
    start === 0 && word.startsWith('/')
      ? commandItems(word, commands)
      : word.startsWith('@')
        ? personItems(word, people)
        : [];
  if (items.length === 0) return null;
  const exact = items.findIndex((item) => item.insert.toLowerCase() === word.toLowerCase());
  if (exact > 0) items.unshift(...items.splice(exact, 1));
  return { start, end: caret, items: items.slice(0, ITEMS_MAX), exact: exact >= 0 };
};

/** How to go on after the command's name, or null. */
export const usageOf = (text, commands) => {
  const name = /^\/(\w+)\s/.exec(text)?.[1]?.toLowerCase();
  const command = commands.find((each) => each.name === name);
  return command?.usage ? `/${command.name} ${command.usage}` : null;
};
