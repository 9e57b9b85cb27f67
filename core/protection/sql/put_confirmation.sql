-- Asks somebody about an event, once. Nothing comes back where they were asked about it already.
-- $1 person, $2 key of the event, $3 intent, $4 conversation as JSON text, $5 notice as JSON text, $6 key of the button that confirms,
--   $7 of the one that cancels, $8 when they expire, $9 now
with asked as (
  insert into confirmation (person, key, intent, conversation, notice, confirm_key, cancel_key, expires_at, created_at)
  values ($1, $2, $3, $4::text::jsonb, $5::text::jsonb, $6, $7, $8, $9)
  on conflict (person, key) do nothing
  returning id
)
insert into intent (key, kind, person, subject, payload, expires_at, created_at)
select button.key, button.kind, $1, asked.id, '{}', $8, $9
from asked, lateral (values ($6::text, 'confirm_spending'), ($7::text, 'confirm_cancel')) as button (key, kind)
returning subject
