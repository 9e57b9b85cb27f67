-- What is held on either side of an account is what its open holds reserve. Only open holds are read, of which there are few at a time.
-- Range: none
with reserved as (
  select l.account_id, coalesce(-sum(l.amount) filter (where l.amount < 0), 0) as outgoing,
    coalesce(sum(l.amount) filter (where l.amount > 0), 0) as incoming
  from hold h
  join hold_leg l on l.hold_id = h.id
  where h.state = 'open'
  group by l.account_id
)
select format('account %s holds %s out and %s in, its open holds say %s and %s', coalesce(a.id, r.account_id),
              coalesce(a.debits_pending, 0), coalesce(a.credits_pending, 0), coalesce(r.outgoing, 0), coalesce(r.incoming, 0)) as detail
from (select * from account where debits_pending <> 0 or credits_pending <> 0) a
full join reserved r on r.account_id = a.id
where coalesce(a.debits_pending, 0) <> coalesce(r.outgoing, 0) or coalesce(a.credits_pending, 0) <> coalesce(r.incoming, 0);
