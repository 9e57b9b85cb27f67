-- What is left of a lot is what came less what went of it, in units and in what they cost; and what went together is the sum of its parts.
-- Range: holding, $1 < id ≤ $2
select format('lot %s: %s of %s units left, and %s are gone', l.id, l.units_left, l.units, coalesce(d.units, 0)) as detail
from lot l
left join lateral (select sum(units) as units, sum(cost) as cost from disposal_lot where lot = l.id) d on true
where l.account > $1 and l.account <= $2
  and (l.units - coalesce(d.units, 0), l.cost - coalesce(d.cost, 0)) is distinct from (l.units_left, l.cost_left)
union all
select format('disposal %s: %s units that cost %s, and its parts are %s for %s', d.id, d.units, d.cost, coalesce(p.units, 0), coalesce(p.cost, 0))
from disposal d
left join lateral (select sum(units) as units, sum(cost) as cost from disposal_lot where disposal = d.id) p on true
where d.account > $1 and d.account <= $2 and (d.units, d.cost) is distinct from (p.units, p.cost);
