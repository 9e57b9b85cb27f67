-- Subscriptions whose first months are placed, with those months. Returns whose they are.
-- $1 rows as JSON text: reference, tier, subscriber, zone, starts, begins_at, next_at, payment; $2 now
with asked as (
  select * from jsonb_to_recordset($1::text::jsonb) as r (
    reference text, tier bigint, subscriber bigint, zone text, starts text, begins_at timestamptz, next_at timestamptz, payment text
  )
), made as (
  insert into subscription (reference, tier, subscriber, zone, starts, state, next_number, next_at, created_at)
  select reference, tier, subscriber, zone, starts, 'active', 2, next_at, $2 from asked
  returning id, reference, subscriber
), begun as (
  insert into subscription_period (subscription, number, begins_at, ends_at, state, payment, created_at)
  select made.id, 1, asked.begins_at, asked.next_at, 'placed', asked.payment, $2
  from made join asked on asked.reference = made.reference
)
select id, subscriber from made
