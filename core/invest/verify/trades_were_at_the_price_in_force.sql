-- A quote was made at a price that had begun, as it was set, when no later one had been in force for longer than a quote takes to be written.
-- Range: trade, $1 < id ≤ $2
select format('trade %s of %s was made at %s, and the price in force was %s', t.reference, t.created_at, t.price, p.price) as detail
from trade t
left join asset_price p on p.id = t.price_id and p.asset = t.asset and p.effective_at <= t.created_at
where t.id > $1 and t.id <= $2 and (
  p.price is distinct from t.price
  or exists (
    select from asset_price later
    where later.asset = t.asset and (later.effective_at, later.id) > (p.effective_at, p.id)
      and greatest(later.effective_at, later.created_at) < t.created_at - interval '1 minute'
  )
)
order by t.id;
