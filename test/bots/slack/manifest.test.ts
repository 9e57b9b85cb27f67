import { describe, expect, it } from 'vitest';
import { METHODS } from '../../../bots/playground/slack/methods.ts';
import { capabilities } from '../../../bots/shared/capabilities.ts';
import { COMMANDS } from '../../../bots/shared/commands.ts';
import { slackManifest } from '../../../bots/slack/index.ts';
import { shortcutNamed } from '../../../bots/slack/manifest.ts';

describe('the app manifest', () => {
  it('P1: has every command, with escaped text, within Slack’s limits', () => {
    const { slash_commands, shortcuts } = slackManifest({ socketMode: true, name: 'Tuppence' }).features;
    expect(slash_commands.map(({ command }) => command)).toEqual(COMMANDS.map(({ name }) => `/${name}`));
    for (const command of slash_commands) {
      expect(command.should_escape).toBe(true);
      expect(command.command.length).toBeLessThanOrEqual(32);
      expect(command.description).not.toBe(command.command.slice(1));
      expect(command.description.length).toBeLessThanOrEqual(2000);
      expect((command.usage_hint ?? '').length).toBeLessThanOrEqual(1000);
    }
    expect(slash_commands.length).toBeLessThanOrEqual(50);
    expect(shortcuts.length).toBeLessThanOrEqual(10);
    for (const { name, description, callback_id } of shortcuts) {
      expect([...name].length, name).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
      expect(callback_id.length).toBeLessThanOrEqual(255);
    }
    const distinct = (of: (shortcut: (typeof shortcuts)[number]) => string) =>
      new Set(shortcuts.map(of)).size;
    expect(distinct(({ callback_id }) => callback_id)).toBe(shortcuts.length);
    expect(distinct(({ type, name }) => `${type} ${name}`)).toBe(shortcuts.length);
  });

  it('P1: offers every shortcut of every capability that fits the menus of Slack, and each id is understood', () => {
    const { shortcuts } = slackManifest({ socketMode: true, name: 'Tuppence' }).features;
    const offered = shortcuts.map(({ type, callback_id }) => shortcutNamed(callback_id, type)!);
    const placesOf = (asked: string) => offered.filter(({ name }) => name === asked).map(({ type }) => type);
    for (const { shortcuts: all = {} } of capabilities)
      for (const [name, { where }] of Object.entries(all)) {
        const places = [
          ...(where.includes('global') ? ['global'] : []),
          ...(where.includes('message') || where.includes('person') ? ['message'] : []),
        ].filter((place) => name !== 'schedule' || place === 'global');
        expect(placesOf(name), name).toEqual(places);
      }
    expect(shortcuts.map(({ type, name }) => `${type}: ${name}`)).toEqual(
      expect.arrayContaining(['global: Split a bill', 'message: Split this', 'message: Drop money here']),
    );
  });

  it('P1: subscribes to what the adapter understands, and to nothing else', () => {
    const { bot_events } = slackManifest({ socketMode: true, name: 'Tuppence' }).settings.event_subscriptions;
    expect([...bot_events].sort()).toEqual([
      'app_home_opened',
      'message.im',
      'reaction_added',
      'reaction_removed',
    ]);
  });

  it('over HTTP names one address everywhere, over a socket none', () => {
    const http = slackManifest({ socketMode: false, url: 'https://pay.example.org', name: 'Tuppence' });
    const url = 'https://pay.example.org/slack/events';
    expect(http.settings.event_subscriptions.request_url).toBe(url);
    expect(http.settings.interactivity.request_url).toBe(url);
    expect(new Set(http.features.slash_commands.map((command) => command.url))).toEqual(new Set([url]));
    expect(JSON.stringify(slackManifest({ socketMode: true, name: 'Tuppence' }))).not.toContain('url');
    expect(() => slackManifest({ socketMode: false, name: 'Tuppence' })).toThrow('public address');
  });

  it('P1: asks for the scope of every call that the adapter makes, and for no admin', () => {
    const { bot } = slackManifest({ socketMode: true, name: 'Tuppence' }).oauth_config.scopes;
    const used = [
      'chat.postMessage',
      'chat.postEphemeral',
      'chat.update',
      'conversations.open',
      'conversations.history',
      'users.info',
      'views.open',
      'views.publish',
      'auth.test',
    ];
    const needed = used.map((name) => METHODS[name]!.scope).filter((scope) => typeof scope === 'string');
    expect(bot).toEqual(expect.arrayContaining([...needed, 'files:read', 'files:write']));
    expect(bot.filter((scope) => /admin|write\.customize|email/.test(scope))).toEqual([]);
  });
});
