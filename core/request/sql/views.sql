-- Requests as their cards show them: the people as they are called today, the payments as they are now.
-- $1 references
select
  r.reference, r.asset, r.memo, r.created_at, r.expires_at, r.origin -> 'conversation' as conversation,
  jsonb_build_object('id', asker.public_id, 'name', asker.name, 'identities', asker.identities) as asker,
  (
    select jsonb_agg(
      jsonb_build_object(
        'position', s.position, 'state', s.state, 'amount', s.amount::text, 'paid', s.paid::text, 'under_way', s.under_way::text,
        'given_back', s.given_back::text, 'remaining', s.remaining::text,
        'payer', case when payer.id is not null
          then jsonb_build_object('id', payer.public_id, 'name', payer.name, 'identities', payer.identities) end
      ) order by s.position
    )
    from request_state s
    left join person_view payer on payer.id = s.payer
    where s.request = r.id
  ) as lines,
  (
    select jsonb_object_agg(i.kind, i.key) from intent i
    where i.subject = r.id
      and i.kind in ('request_pay', 'request_pay_part', 'request_decline', 'request_cancel', 'request_remind', 'request_show')
  ) as buttons
from request r
join person named on named.id = r.asker
join person_view asker on asker.id = coalesce(named.merged_into, named.id)
where r.reference = any($1::text[])
