import { describe, expect, test } from 'vitest';
import { capabilities } from '../../../bots/shared/capabilities.ts';
import { COMMANDS, commandSummary, optionSummary } from '../../../bots/shared/commands.ts';
import type { Common, RefusalMessages } from '../../../bots/shared/messages/catalogue.ts';
import { de } from '../../../bots/shared/messages/de.ts';
import { en } from '../../../bots/shared/messages/en.ts';
import { messagesFor } from '../../../bots/shared/messages/index.ts';

describe('the catalogues', () => {
  test('every command, subcommand and option has a summary in both languages, within 100 characters', () => {
    for (const locale of ['en-GB', 'de-DE']) {
      for (const command of COMMANDS) {
        expectSummary(commandSummary(command.name, locale), command.name);
        for (const { name, options } of command.subcommands ?? []) {
          expectSummary(optionSummary(name, locale), name);
          for (const option of options) expectSummary(optionSummary(option.name, locale), option.name);
        }
        for (const { name } of command.options) expectSummary(optionSummary(name, locale), name);
      }
    }
  });

  const expectSummary = (summary: string, name: string) => {
    expect(summary).not.toBe(name);
    expect(summary.length).toBeLessThanOrEqual(100);
  };

  /** `tsc`, which `npm run check` runs, fails where the line after `@ts-expect-error` is right. */
  test('do not compile without the words of a refusal', () => {
    for (const catalogue of [en, de]) {
      const { pay_self, ...others } = catalogue.refusals;
      expect(pay_self).toBeTypeOf('function');
      // @ts-expect-error: `pay_self` has no message.
      const incomplete: Common['refusals'] = others;
      const complete: Common['refusals'] = { ...others, pay_self };
      // @ts-expect-error: there is no such refusal.
      const invented: Common['refusals'] = { ...complete, no_such_refusal: pay_self };
      expect([incomplete, complete, invented].map((words) => 'pay_self' in words)).toEqual([
        false,
        true,
        true,
      ]);
    }
  });

  test("do not compile without the words of a capability's own refusal either", () => {
    const { link_busy } = en.refusals;
    // @ts-expect-error: `link_busy` has no message.
    const incomplete: RefusalMessages<'link_busy' | 'link_same_person'> = { link_busy };
    expect(incomplete).toHaveProperty('link_busy');
  });

  test('both languages have the same texts, none of them empty', () => {
    const keys = (value: object, path = ''): string[] =>
      Object.entries(value).flatMap(([key, inner]) => {
        if (inner === '') throw new Error(`${path}${key} is empty`);
        return typeof inner === 'object' ? keys(inner, `${path}${key}.`) : [`${path}${key}`];
      });
    expect(keys(de).sort()).toEqual(keys(en).sort());
    for (const { messages } of capabilities)
      expect(keys(messages.de).sort()).toEqual(keys(messages.en).sort());
  });

  test('German for de, English for everybody else, whatever the locale is', () => {
    expect(messagesFor('de').common).toBe(de);
    expect(messagesFor('de-CH').common).toBe(de);
    for (const locale of ['en', 'fr-FR', 'den', '', 'x'.repeat(500)])
      expect(messagesFor(locale).common).toBe(en);
  });

  test('counts, lists, dates and money are written in the way of the language', () => {
    const { language } = messagesFor('de-DE');
    expect(language.plural(1, { one: '# Person', other: '# Personen' })).toBe('1 Person');
    expect(language.plural(1234, { one: '# Person', other: '# Personen' })).toBe('1.234 Personen');
    expect(language.list(['a', 'b', 'c'])).toBe('a, b und c');
    expect(language.day('2025-11-22T21:05:00Z')).toBe('22. Nov. 2025');
    expect(language.time('2025-11-22T21:05:00Z')).toBe('21:05 UTC');
    expect(language.money({ minor: '123456', asset: { code: 'EUR', exponent: 2 } })).toBe('1.234,56\u00a0€');
  });
});
