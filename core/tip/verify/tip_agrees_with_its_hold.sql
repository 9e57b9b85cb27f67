-- A tip and its hold tell the same story: open while held, resolved as the tip says, and of the same amount.
-- Range: tip, $1 < id ≤ $2
select format('%s tip %s of %s has a hold of %s that is %s', t.state, t.reference, t.amount, coalesce(l.amount, 0), coalesce(h.state, 'missing')) as detail
from tip t
left join hold h on h.id = t.hold
left join lateral (select sum(amount) as amount from hold_leg where hold_id = t.hold and amount > 0) l on true
where t.id > $1 and t.id <= $2
  and (l.amount is distinct from t.amount or not coalesce(h.state = any(case t.state
    when 'held' then array['open']
    when 'undone' then array['voided']
    when 'voided' then array['voided', 'expired']
    else array['captured']
  end), false))
order by t.id;
