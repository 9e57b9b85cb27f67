-- A hold with its legs.
-- $1 hold
select h.id, h.state, h.expires_at, l.account_id, l.amount
from hold h
join hold_leg l on l.hold_id = h.id
where h.id = $1
order by l.account_id;
