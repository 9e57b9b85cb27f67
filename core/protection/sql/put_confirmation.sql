-- Asks somebody about an event, once. Nothing comes back where they were asked about it already.
-- $1 person, $2 key of the event, $3 intent, $4 conversation as JSON text, $5 whether the form of the PIN is all that is shown,
--   $6 notice as JSON text, $7 key of the button that confirms, $8 of the one that cancels, $9 when they expire, $10 now
with asked as (
  insert into confirmation (person, key, intent, conversation, by_form, notice, confirm_key, cancel_key, expires_at, created_at)
  values ($1, $2, $3, $4::text::jsonb, $5, $6::text::jsonb, $7, $8, $9, $10)
  on conflict (person, key) do nothing
  returning id
)
insert into intent (key, kind, person, subject, payload, expires_at, created_at)
select button.key, button.kind, $1, asked.id, '{}', $9, $10
from asked, lateral (values ($7::text, 'confirm_spending'), ($8::text, 'confirm_cancel')) as button (key, kind)
returning subject
