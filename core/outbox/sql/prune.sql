-- Forgets what nobody will ask for again: events handled 7 days ago (platforms redeliver for hours), nudges published a day ago.
with old_events as (
  delete from inbox where handled_at < clock_timestamp() - interval '7 days'
)
delete from outbox where published_at < clock_timestamp() - interval '1 day';
