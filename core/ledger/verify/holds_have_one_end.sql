-- A hold is made by its transfer, balances per asset, and is open, or names the one transfer that resolved it.
-- Range: hold, $1 < id ≤ $2; at most $3 rows
select format('hold %s is %s, but its transfer is %s', h.id, h.state, coalesce(t.verb, 'missing')) as detail
from hold h
left join transfer t on t.id = h.resolved_by and t.hold_id = h.id
where h.id > $1 and h.id <= $2 and h.state <> 'open'
  and h.state is distinct from case t.verb when 'capture' then 'captured' when 'void' then 'voided' when 'expire' then 'expired' end
union all
select format('hold %s was made by no transfer', h.id)
from hold h
where h.id > $1 and h.id <= $2 and not exists (select from transfer t where t.id = h.id and t.hold_id = h.id and t.verb = 'hold')
union all
select format('hold %s is off by %s %s', l.hold_id, sum(l.amount), coalesce(a.asset, 'of no account'))
from hold_leg l
left join account a on a.id = l.account_id
where l.hold_id > $1 and l.hold_id <= $2
group by l.hold_id, a.asset
having sum(l.amount) <> 0 or a.asset is null
union all
select format('hold %s has %s legs', h.id, count(l.hold_id))
from hold h
left join hold_leg l on l.hold_id = h.id
where h.id > $1 and h.id <= $2
group by h.id
having count(l.hold_id) < 2
union all
select format('the leg of hold %s on account %s has no hold', l.hold_id, l.account_id)
from hold_leg l
where l.hold_id > $1 and l.hold_id <= $2 and not exists (select from hold h where h.id = l.hold_id)
limit $3;
