/** The app as Slack takes it under "From a manifest": https://docs.slack.dev/reference/app-manifest */
import { COMMANDS, commandSummary, SHORTCUTS, shortcutLabel } from '../shared/commands.ts';

/** Bolt's usual path: events, commands and interactivity alike. */
export const EVENTS_PATH = '/slack/events';
export const SEND_MONEY_SHORTCUT = 'send_money';

/**
 * commands, chat:write, im:write, users:read, reactions:read: what we do. The histories let a lost answer be looked for
 * before a card is posted again (and im:history brings direct messages); chat:write.public lets a receipt appear in a
 * public channel to which nobody invited the bot. files:read is for what people choose in a form, and for nothing else:
 * https://docs.slack.dev/reference/block-kit/block-elements/file-input-element
 */
export const BOT_SCOPES = [
  'commands',
  'chat:write',
  'chat:write.public',
  'im:write',
  'im:history',
  'users:read',
  'reactions:read',
  'channels:history',
  'groups:history',
  'files:read',
  'files:write',
] as const;

interface OfferedShortcut {
  /** The capability's own name for it. */
  name: string;
  type: 'global' | 'message';
  /** Slack wants one for each place: `request`, `split_message`. */
  id: string;
  label: string;
  /** Of whoever wrote the message: Slack has no menu of a person, so what belongs to one is in the menu of what they wrote. */
  ofAuthor: boolean;
}

const WANTED: readonly OfferedShortcut[] = [
  { name: 'pay', type: 'global', id: SEND_MONEY_SHORTCUT, label: 'Send money', ofAuthor: false },
  { name: 'pay', type: 'message', id: `${SEND_MONEY_SHORTCUT}_message`, label: 'Send money', ofAuthor: true },
  ...SHORTCUTS.flatMap(({ name, where }): OfferedShortcut[] => {
    const ofAuthor = !where.includes('message');
    const label = (place: 'global' | 'message') => shortcutLabel(name, 'en', place);
    return [
      ...(where.includes('global')
        ? [{ name, type: 'global' as const, id: name, label: label('global'), ofAuthor: false }]
        : []),
      ...(where.includes('message') || where.includes('person')
        ? [{ name, type: 'message' as const, id: `${name}_message`, label: label('message'), ofAuthor }]
        : []),
    ];
  }),
];

/** https://docs.slack.dev/reference/app-manifest: ten at most. */
const SHORTCUTS_MAX = 10;

/** What the global menu has as well is missed least in that of a message. */
const spare = WANTED.filter(
  ({ name, type, ofAuthor }) =>
    type === 'message' && ofAuthor && WANTED.some((other) => other.type === 'global' && other.name === name),
);

const leftOut = spare.slice(spare.length - Math.max(WANTED.length - SHORTCUTS_MAX, 0));

const OFFERED = WANTED.filter((one) => !leftOut.includes(one));

/** The shortcut that an id names; null for one that is not ours. */
export const shortcutNamed = (id: string, type: OfferedShortcut['type']): OfferedShortcut | null =>
  OFFERED.find((one) => one.id === id && one.type === type) ?? null;

const BOT_EVENTS = ['app_home_opened', 'message.im', 'reaction_added', 'reaction_removed'];

interface SlackManifestOptions {
  socketMode: boolean;
  /** The public address of this process, without a path: required without socket mode. */
  url?: string;
  name: string;
}

export function slackManifest({ socketMode, url, name }: SlackManifestOptions) {
  if (!socketMode && !url) throw new Error('Slack over HTTP needs the public address of this server.');
  const requestUrl = socketMode ? {} : { request_url: new URL(EVENTS_PATH, url).href };
  const commandUrl = socketMode ? {} : { url: requestUrl.request_url };
  return {
    display_information: {
      name,
      description: 'Money in the conversation',
      background_color: '#1f4d3a',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: name, always_online: true },
      shortcuts: OFFERED.map(({ type, id, label }) => ({
        name: label,
        type,
        callback_id: id,
        description: type === 'global' ? label : `${label}, from a message`,
      })),
      slash_commands: COMMANDS.map((command) => ({
        command: `/${command.name}`,
        ...commandUrl,
        description: commandSummary(command.name, 'en'),
        ...(command.usage && { usage_hint: command.usage }),
        should_escape: true,
      })),
    },
    oauth_config: { scopes: { bot: [...BOT_SCOPES] as string[] } },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: BOT_EVENTS },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  };
}
