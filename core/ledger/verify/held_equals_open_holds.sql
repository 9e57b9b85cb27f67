-- What is held on either side of an account is what its open holds reserve, and a resolved hold names the transfer that resolved it.
select format('account %s holds %s out and %s in, its open holds say %s and %s', a.id, a.debits_pending, a.credits_pending,
              coalesce(-sum(l.amount) filter (where l.amount < 0), 0), coalesce(sum(l.amount) filter (where l.amount > 0), 0)) as detail
from account a
left join (hold_leg l join hold h on h.id = l.hold_id and h.state = 'open') on l.account_id = a.id
group by a.id
having a.debits_pending <> coalesce(-sum(l.amount) filter (where l.amount < 0), 0)
  or a.credits_pending <> coalesce(sum(l.amount) filter (where l.amount > 0), 0)
union all
select format('hold %s is %s, but its transfer is %s', h.id, h.state, coalesce(t.verb, 'missing'))
from hold h
left join transfer t on t.id = h.resolved_by and t.hold_id = h.id
where h.state <> 'open'
  and h.state is distinct from case t.verb when 'capture' then 'captured' when 'void' then 'voided' when 'expire' then 'expired' end;
