/** To choose a month and a format from. */
import type { Context } from '../context.ts';
import { personOf, zonesOf } from '../identity/index.ts';
import { formUntil, putIntent } from '../intents/index.ts';
import type { Identity } from '../ports/chat.ts';
import { dayThere } from '../time-zone.ts';
import { monthAfter } from './rules.ts';
import type { Period, StatementForm } from './types.ts';

const months_offered = 18;
const years_offered = 3;

export async function form(context: Context, identity: Identity): Promise<StatementForm> {
  const person = await personOf(context, identity);
  const zone = (await zonesOf(context.sql, [person.id])).get(person.id) ?? 'UTC';
  const now = context.clock.now();
  const today = dayThere(zone, now);
  const expiresAt = formUntil(context);
  const intent = await putIntent(context, context.sql, {
    kind: 'statement_form',
    person: person.id,
    payload: {},
    expiresAt,
  });
  const months = Array.from(
    { length: months_offered },
    (_, ago): Period => ({ kind: 'month', month: monthAfter(today.slice(0, 7), -ago) }),
  );
  const years = Array.from(
    { length: years_offered },
    (_, ago): Period => ({ kind: 'year', year: Number(today.slice(0, 4)) - ago }),
  );
  return { form: 'statement', intent, periods: [...months, ...years] };
}
