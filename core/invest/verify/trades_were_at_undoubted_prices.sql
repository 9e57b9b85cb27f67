-- A quote at a price of a feed was made before the feed was seen to say something later that was not believed. Whoever quoted may have looked a
-- moment before: no database transaction lives for five minutes.
-- Range: trade, $1 < id ≤ $2
select format('trade %s was made at %s, and its price of %s was in doubt from %s on', t.reference, t.created_at, p.as_of, min(d.seen_at)) as detail
from trade t
join asset_price p on p.id = t.price_id
join price_doubt d on d.asset = p.asset and d.as_of > p.as_of
where t.id > $1 and t.id <= $2 and t.created_at >= d.seen_at + interval '5 minutes'
group by t.id, t.reference, t.created_at, p.as_of
order by t.id;
