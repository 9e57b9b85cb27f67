import { describe, expect, test } from 'vitest';
import { applicationCommands } from '../../../bots/discord/registration.ts';
import { capabilities } from '../../../bots/shared/capabilities.ts';
import { COMMANDS, commandSummary, optionSummary } from '../../../bots/shared/commands.ts';
import type { Common, RefusalMessages } from '../../../bots/shared/messages/catalogue.ts';
import { de } from '../../../bots/shared/messages/de.ts';
import { en } from '../../../bots/shared/messages/en.ts';
import { messagesFor } from '../../../bots/shared/messages/index.ts';
import { CATEGORIES, pluralBy } from '../../../bots/shared/messages/plural.ts';
import { LANGUAGES } from '../../../core/index.ts';

describe('the catalogues', () => {
  test('every command, subcommand and option has a summary in both languages, within 100 characters', () => {
    for (const locale of ['en-GB', 'de-DE']) {
      for (const command of COMMANDS) {
        expectSummary(commandSummary(command.name, locale), command.name);
        for (const { name, options } of command.subcommands ?? []) {
          expectSummary(optionSummary(name, locale, command.name), name);
          for (const option of options)
            expectSummary(optionSummary(option.name, locale, command.name, name), option.name);
        }
        for (const { name } of command.options)
          expectSummary(optionSummary(name, locale, command.name), name);
      }
    }
  });

  test('of a subcommand that belongs to another capability, what that one says comes first', () => {
    expect(optionSummary('refund', 'en', 'bank')).toBe('Give a payment back, or a part of it');
    expect(optionSummary('refund', 'de', 'bank')).toBe('Eine Zahlung zurückgeben, ganz oder zum Teil');
    expect(optionSummary('refund', 'en', 'shop', 'add')).toMatch(/^How long before it begins/);
    expect(optionSummary('asset', 'en', 'bank')).toMatch(/^Say what people can hold/);
    expect(optionSummary('asset', 'en', 'bank', 'asset')).toMatch(/^The code of the asset/);
    expect(optionSummary('kind', 'en', 'bank', 'asset')).toMatch(/security/);
    expect(optionSummary('kind', 'en', 'bank', 'rates')).toMatch(/savings/);
    expect(optionSummary('action', 'en', 'bank', 'exchange')).toMatch(/spread/);
    expect(optionSummary('reference', 'en', 'bank', 'writeoff')).toMatch(/lon_/);
    const discord = JSON.stringify(applicationCommands().find(({ name }) => name === 'bank'));
    expect(discord).toContain('"description":"Give a payment back, or a part of it"');
    expect(discord).not.toContain('How long before it begins');
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

  test('times are said by the reader’s own clock, and where it is not known by UTC, which is said', () => {
    const at = '2025-11-22T23:30:00Z';
    const say = (locale: string, zone?: string) => {
      const { language } = messagesFor(locale, zone);
      return [language.time(at), language.dayShort(at), language.day(at)];
    };
    expect(say('en')).toEqual(['23:30\u00a0UTC', '22\u00a0Nov', '22\u00a0Nov\u00a02025']);
    expect(say('en', 'Europe/Berlin')).toEqual(['00:30', '23\u00a0Nov', '23\u00a0Nov\u00a02025']);
    expect(say('de', 'America/New_York')).toEqual(['18:30', '22.\u00a0Nov.', '22.\u00a0Nov.\u00a02025']);
    expect(say('en', 'Nowhere/At_All')).toEqual(['23:30\u00a0UTC', '22\u00a0Nov', '22\u00a0Nov\u00a02025']);
  });

  test('whatever locales come, however many, everything can be said', () => {
    for (let n = 0; n < 3000; n += 1) {
      const { language } = messagesFor(`${n}-\u202e${'x'.repeat(n % 50)}`);
      expect(language.money({ minor: '500', asset: { code: 'GBP', exponent: 2 } })).toBe('£5.00');
    }
    for (const locale of ['', '__proto__', 'en-u-nu-arab', 'de-x-private', 'zz-ZZ', '👋', 'de_DE_euro'])
      expect(messagesFor(locale).language.day('2025-11-22T21:05:00Z')).toMatch(/^22.*\u00a02025$/);
  });

  test('counts, lists, dates and money are written in the way of the language', () => {
    const { language } = messagesFor('de-DE');
    expect(language.plural(1, { one: '# Person', other: '# Personen' })).toBe('1 Person');
    expect(language.plural(1234, { one: '# Person', other: '# Personen' })).toBe('1.234 Personen');
    expect(language.list(['a', 'b', 'c'])).toBe('a, b und c');
    expect(language.day('2025-11-22T21:05:00Z')).toBe('22.\u00a0Nov.\u00a02025');
    expect(language.time('2025-11-22T21:05:00Z')).toBe('21:05\u00a0UTC');
    expect(language.money({ minor: '123456', asset: { code: 'EUR', exponent: 2 } })).toBe('1.234,56\u00a0€');
  });
});

describe('plurals', () => {
  const by = <Category extends Intl.LDMLPluralRule>(locale: string, type: Intl.PluralRuleType = 'cardinal') =>
    pluralBy<Category>(new Intl.PluralRules(locale, { type }), new Intl.NumberFormat(locale));

  test('have the categories that each language has', () => {
    for (const language of LANGUAGES) {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      expect([...CATEGORIES[language]].sort()).toEqual([...pluralCategories].sort());
    }
  });

  test('say a single number in its own words, before its category', () => {
    const { plural } = messagesFor('en').language;
    const forms = { '=0': 'nobody', '=2': 'a pair', one: '# person', other: '# people, all #' } as const;
    expect([0, 1, 2, 3, 1500].map((count) => plural(count, forms))).toEqual([
      'nobody',
      '1 person',
      'a pair',
      '3 people, all 3',
      '1,500 people, all 1,500',
    ]);
  });

  test('can all that languages need: few and many, zero and two, the first and the second', () => {
    const polish = by<'one' | 'few' | 'many' | 'other'>('pl');
    const files = { one: '# plik', few: '# pliki', many: '# plików', other: '# pliku' };
    expect([1, 3, 5, 22, 25, 1.5].map((count) => polish(count, files))).toEqual([
      '1 plik',
      '3 pliki',
      '5 plików',
      '22 pliki',
      '25 plików',
      '1,5 pliku',
    ]);
    const english = by<'one' | 'two' | 'few' | 'other'>('en', 'ordinal');
    const place = { one: '#st', two: '#nd', few: '#rd', other: '#th' };
    expect([1, 2, 3, 11, 22].map((count) => english(count, place))).toEqual([
      '1st',
      '2nd',
      '3rd',
      '11th',
      '22nd',
    ]);
  });

  test('do not compile without a category, nor with one that the language does not have', () => {
    const { plural } = messagesFor('en').language;
    // @ts-expect-error: there is no `one`.
    expect(plural(2, { other: '#' })).toBe('2');
    // @ts-expect-error: there is no `few`.
    expect(plural(2, { one: '#', few: '#', other: '#' })).toBe('2');
    // @ts-expect-error: Polish has `many`, too.
    expect(by<'one' | 'few' | 'many' | 'other'>('pl')(1, { one: '#', few: '#', other: '#' })).toBe('1');
  });
});
