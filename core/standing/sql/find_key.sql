-- The order that an event has made, with what it says; its payee as the person that they have turned out to be.
-- $1 key
select o.reference, o.asset, o.amount::text as amount, o.memo, coalesce(p.merged_into, p.id) as payee
from standing_order o join person p on p.id = o.payee
where o.key = $1
