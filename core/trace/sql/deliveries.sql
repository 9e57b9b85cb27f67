-- Deliveries by their ids, or by the reference of what they show.
-- $1 ids, $2 references
select
  d.id, d.created_at, d.audience, d.lane, d.platform, d.person_key, d.locale, d.wanted_revision, d.shown_revision, d.state, d.posting,
  d.claims, d.attempts, d.failure, d.updated_at,
  case when d.state = 'due' and d.not_before > clock_timestamp() then d.not_before end as not_before,
  -- Without its data, in which the platform's keys to the message are.
  case when d.message_ref is not null then
    jsonb_build_object('platform', d.platform, 'channel', d.message_ref ->> 'channel', 'message', d.message_ref ->> 'message')
  end as message,
  coalesce(d.subject -> 'notice' ->> 'kind', d.subject ->> 'kind') as subject,
  delivery_reference(d.subject) as reference
from delivery d
where d.id = any($1::bigint[]) or delivery_reference(d.subject) = any($2::text[])
order by d.id
