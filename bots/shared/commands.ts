/**
 * The command list: one line per command, from which Discord's and Telegram's commands and Slack's manifest are made,
 * and `/help` is written. Summaries per language are in the message catalogues under `command.<name>`.
 */

/**
 * An option where the platform has structured ones (Discord). They are strung together, in this order, into the one
 * grammar `VERB AMOUNT [CUR] [to] WHO… [each|total] [for MEMO]` that all three chats share: `lead` is the word before it.
 */
export interface OptionSpec {
  name: string;
  type: 'person' | 'text' | 'choice';
  required: boolean;
  lead?: string;
  choices?: string[];
}

export interface CommandSpec {
  name: string;
  /** After the name, as a person types it. */
  usage: string;
  /** Fixed before any work, because some platforms fix it at the first answer. A refusal is always private. */
  audience: 'conversation' | 'private';
  operator: boolean;
  options: OptionSpec[];
  subcommands?: { name: string; usage: string; options: OptionSpec[] }[];
}

const who: OptionSpec = { name: 'person', type: 'person', required: true };
const amount: OptionSpec = { name: 'amount', type: 'text', required: true };
const currency: OptionSpec = { name: 'currency', type: 'text', required: false };

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'pay',
    usage: '@bob 5 [GBP] [@carol … each|total] [for lunch]',
    audience: 'conversation',
    operator: false,
    options: [
      // Not required: Discord's picker knows the people of Discord only, and `@carol@slack` goes into `more`.
      // Before the amount, behind which any other word begins the memo.
      { ...who, required: false },
      { name: 'more', type: 'text', required: false },
      { name: 'split', type: 'choice', required: false, choices: ['each', 'total'] },
      amount,
      currency,
      { name: 'memo', type: 'text', required: false, lead: 'for' },
    ],
  },
  { name: 'balance', usage: '', audience: 'private', operator: false, options: [] },
  { name: 'history', usage: '', audience: 'private', operator: false, options: [] },
  { name: 'help', usage: '', audience: 'private', operator: false, options: [] },
  {
    name: 'link',
    usage: '[CODE]',
    audience: 'private',
    operator: false,
    options: [{ name: 'code', type: 'text', required: false }],
  },
  {
    name: 'bank',
    usage: 'fund @bob 100 GBP | freeze @bob | unfreeze @bob',
    audience: 'private',
    operator: true,
    options: [],
    subcommands: [
      { name: 'fund', usage: '@bob 100 GBP', options: [who, amount, currency] },
      { name: 'freeze', usage: '@bob', options: [who] },
      { name: 'unfreeze', usage: '@bob', options: [who] },
    ],
  },
];
