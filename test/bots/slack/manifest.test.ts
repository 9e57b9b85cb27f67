import { describe, expect, it } from 'vitest';
import { METHODS } from '../../../bots/playground/slack/methods.ts';
import { COMMANDS } from '../../../bots/shared/commands.ts';
import { slackManifest } from '../../../bots/slack/index.ts';

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
    expect(shortcuts[0]!.name.length).toBeLessThanOrEqual(24);
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
    expect(bot).toEqual(expect.arrayContaining(needed));
    expect(bot.filter((scope) => /admin|write\.customize|email/.test(scope))).toEqual([]);
  });
});
