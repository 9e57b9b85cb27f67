/** What the grammar has to know of an event: who speaks, in which locale, of which currencies, in answer to whom. */
import type { GrammarContext } from './grammar.ts';
import type { Turn } from './turn.ts';
import { whoOf } from './who.ts';

export function grammarContext({ event, seen, parts }: Turn): GrammarContext {
  const repliedTo =
    event.kind === 'command' && event.replyTo?.type === 'person' ? whoOf(event.replyTo) : null;
  return {
    speaker: event.actor.identity,
    locale: seen.localeAssumed ? null : seen.locale,
    assets: parts.core.assets.all,
    main: parts.core.assets.main,
    repliedTo,
    at: event.at,
    ...(seen.zone && { zone: seen.zone }),
  };
}
