-- What an event has made an operator do already. A grant that was taken back has no amount, and so its asset elsewhere.
-- $1 key
select a.reference, a.action, a.person, coalesce(a.asset, g.asset) as asset, a.amount::text, a.note
from operator_action a
left join credit_grant g on g.key = a.key
where a.key = $1
