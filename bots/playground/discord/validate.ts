/** Discord's limits on messages and modals, enforced with its own error tree. Lengths are in characters (code points). */
import { emptyMessage } from './errors.ts';
import { createProblems, lengthOf, type Problems } from './problems.ts';
import { checkComponents } from './validate-components.ts';
import type { MessageBody, WireEmbed } from './wire.ts';

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
