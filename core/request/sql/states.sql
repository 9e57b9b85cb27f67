-- Requests with how their shares stand. After the lock, in a later statement, this is what counts.
-- $1 requests
select
  r.id, r.reference, r.asset, r.memo, r.delivery, r.reminded_at, r.reminded_key, r.origin,
  (select coalesce(a.merged_into, a.id) from person a where a.id = r.asker) as asker,
  (
    select jsonb_agg(
      jsonb_build_object(
        'id', s.share::text, 'position', s.position, 'payer', s.payer::text, 'for_anybody', s.for_anybody, 'state', s.state,
        'amount', s.amount::text, 'paid', s.paid::text, 'under_way', s.under_way::text, 'given_back', s.given_back::text,
        'remaining', s.remaining::text, 'expires_at', s.expires_at, 'ended_key', s.ended_key
      ) order by s.position
    )
    from request_state s where s.request = r.id
  ) as shares,
  (select coalesce(array_agg(m.delivery order by m.delivery), '{}') from request_message m where m.request = r.id) as messages
from request r
where r.id = any($1::bigint[])
order by r.id
