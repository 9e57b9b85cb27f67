import { describe, expect, test } from 'vitest';
import type { Identity } from '../../../core/index.ts';
import { groupOf, openStage, type Seen } from './stage.ts';

const stage = await openStage();
const { slack, discord, handle, command, press, work } = stage;

/** How much has been made in all, of whatever a command can make. */
const made = async (): Promise<number> => {
  const [row] = await stage.database.sql<{ made: number }[]>`
    select (
      (select count(*) from payment_order) + (select count(*) from money_drop) + (select count(*) from cheque)
      + (select count(*) from request) + (select count(*) from split) + (select count(*) from tab_change)
      + (select count(*) from tip) + (select count(*) from standing_order)
    )::int as made`;
  return row!.made;
};

describe('row 12: an event that was answered with the question which amount was meant, and is handled again when its person has said how they write', () => {
  let crowd = 0;

  test.each([
    ['/pay <bob> 1.000', '£1.00'],
    ['/drop 1.000 for 2 even', '£1.00'],
    ['/cheque 1.000', '£1.00'],
    ['/request <bob> 1.000', '£1.00'],
    ['/tab add 1.000 rent <bob>', '£1.00'],
    ['/split 1.000 <bob>', '£1.00'],
    ['/schedule 1.000 to <bob> every month on the 1st', '£1.00'],
    ['/tip <bob> 1.000', '£1.00'],
  ])('does once what it says: %s', async (line, button) => {
    crowd += 1;
    const alice = await stage.person('slack', `alice${crowd}`, 5_000);
    await stage.person('slack', 'bob');
    const before = await made();
    slack.messages.length = 0;
    const said = command(alice, line);
    // Shown, and nobody knows it.
    slack.next.push('lost');
    await expect(handle(said)).rejects.toThrow();
    const question = slack.messages.at(-1)!;
    expect(question.card.title).toBe('Which amount do you mean?');
    const pressed = press(alice, question, button);

    await handle(command(alice, '/language de'));
    await handle(said, { number: 2, last: false });
    await handle(pressed);
    for (const message of [...slack.messages]) await sayYes(message);
    await work();
    expect((await made()) - before).toBe(1);

    async function sayYes(message: Seen): Promise<void> {
      const yes = message.card.buttons.find(({ label }) => ['Bestätigen', 'Anlegen'].includes(label));
      if (yes) await handle(press(alice, message, yes.label));
    }
  });
});

describe('whom the question was about', () => {
  test.each([
    ['/tip @bearer 1.000', '1.00', '0.00'],
    ['/cheque 1.000 to @bearer', '0.00', '0.00'],
    ['/pay @bearer 1.000', '0.00', '0.00'],
  ])('is who gets it, and nobody who bears their handle by the answer: %s', async (line, bobs, mallorys) => {
    const bears = (identity: Identity, handle: string | null) =>
      stage.core.people.seen({ identity, name: identity.user, handle }, groupOf('discord'));
    const name = line.slice(1, 4).trim();
    const [alice, bob, mallory] = [
      await stage.person('discord', `tipper-${name}`, 50),
      await stage.person('discord', `bob-${name}`),
      await stage.person('discord', `mallory-${name}`),
    ];
    await bears(bob, 'bearer');
    discord.messages.length = 0;
    await handle(command(alice, line));
    const question = discord.messages.at(-1)!;
    expect(question.card.title).toBe('Which amount do you mean?');
    await bears(bob, null);
    await bears(mallory, 'bearer');
    await handle(press(alice, question, '£1.00'));
    stage.pass(60_000);
    await stage.core.schedules.run('tips');
    await work();
    expect([await stage.has(bob), await stage.has(mallory)]).toEqual([bobs, mallorys]);
    const written = await stage.core.cheque.list(alice, null);
    expect(written.ok && written.value.cheques).toEqual([]);
    await bears(mallory, null);
  });
});
