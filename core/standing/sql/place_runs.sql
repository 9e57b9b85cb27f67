-- Payments of runs have been placed. An order that has no date any more has done all that it was to.
-- $1 runs, $2 payments, $3 now. Returns the messages that said there was not enough.
with placed as (
  update standing_run r set state = 'placed', payment = p.payment, retry_at = null, ended_at = $3
  from unnest($1::bigint[], $2::text[]) as p (id, payment)
  where r.id = p.id
  returning r.standing_order, r.delivery
), finished as (
  update standing_order o set state = 'ended', why = 'finished', ended_at = $3
  from placed
  where o.id = placed.standing_order and o.state = 'active' and o.next_at is null
)
select delivery from placed where delivery is not null
