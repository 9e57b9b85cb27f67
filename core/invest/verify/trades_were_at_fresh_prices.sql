-- A quote at a price of a feed was made while that could be dealt at.
-- Range: trade, $1 < id ≤ $2
select format('trade %s was made at %s, and its price of %s was fresh until %s', t.reference, t.created_at, p.as_of, p.fresh_until) as detail
from trade t
join asset_price p on p.id = t.price_id
where t.id > $1 and t.id <= $2 and t.created_at >= p.fresh_until
order by t.id;
