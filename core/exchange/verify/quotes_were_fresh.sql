-- A quote was made at rates of its set, as they were published, which were there and not stale yet.
-- Range: exchange_quote, $1 < id ≤ $2
select format('quote %s was made at %s, by rates of %s that were there from %s and fresh until %s',
              q.reference, q.created_at, s.date, s.fetched_at, s.fresh_until) as detail
from exchange_quote q
join rate_set s on s.id = q.rate_set
where q.id > $1 and q.id <= $2 and not (s.fetched_at <= q.created_at and q.created_at < s.fresh_until)
union all
select format('quote %s was made at %s %s per euro, and its rates say %s', q.reference, side.per_euro, side.asset, coalesce(r.per_euro, 0))
from exchange_quote q
cross join lateral (values (q.sell_asset, q.sell_per_euro), (q.buy_asset, q.buy_per_euro)) as side (asset, per_euro)
left join rate r on r.rate_set = q.rate_set and r.asset = side.asset
where q.id > $1 and q.id <= $2
  and side.per_euro is distinct from case when side.asset = 'EUR' then 1 else r.per_euro end;
