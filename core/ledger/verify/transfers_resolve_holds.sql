-- Every transfer that made a hold has it; every one that resolved a hold is the one that the hold names, and captures no more of each leg than was held.
-- Range: transfer, $1 < id ≤ $2
select format('transfer %s (%s) is about hold %s, which %s', t.id, t.verb, t.hold_id,
              case when h.id is null then 'is missing' when h.resolved_by is null then 'is open'
                else format('transfer %s resolved', h.resolved_by) end) as detail
from transfer t
left join hold h on h.id = t.hold_id
where t.id > $1 and t.id <= $2 and t.hold_id is not null
  and (h.id is null or case when t.verb = 'hold' then t.id <> h.id else h.resolved_by is distinct from t.id end)
union all
select format('transfer %s captures %s on account %s, of which hold %s reserved %s', t.id, e.amount, e.account_id, t.hold_id, coalesce(l.amount, 0))
from transfer t
join entry e on e.transfer_id = t.id
left join hold_leg l on l.hold_id = t.hold_id and l.account_id = e.account_id
where t.id > $1 and t.id <= $2 and t.verb = 'capture'
  and (l.amount is null or sign(e.amount) <> sign(l.amount) or abs(e.amount) > abs(l.amount));
