import { describe, expect, test } from 'vitest';
import { openStage, type Seen } from './stage.ts';

const stage = await openStage();
const { slack, handle, command, press, work } = stage;

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
