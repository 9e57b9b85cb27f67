-- The shares of a dividend add up to what is paid in all, which is what was declared: so much, or so much for each unit, rounded down; and each
-- is its exact part, rounded down or up.
-- Range: dividend, $1 < id ≤ $2
with recorded as (
  select d.*, coalesce(
      d.in_all, div(d.per_unit * d.units * ('1e' || c.exponent)::numeric, ('1e' || w.exponent)::numeric)
    ) as declared,
    (select coalesce(sum(s.amount), 0) from dividend_share s where s.dividend = d.id) as shared,
    (select coalesce(sum(s.units), 0) from dividend_share s where s.dividend = d.id) as shared_units
  from dividend d
  join asset w on w.code = d.asset
  join asset c on c.code = d.currency
  where d.id > $1 and d.id <= $2 and d.recorded_at is not null
)
select format('dividend %s: %s in all on %s units, shares of %s on %s, and %s was declared', reference, total, units, shared, shared_units, declared)
  as detail
from recorded
where (total, units) is distinct from (shared, shared_units) or units > 0 and total <> declared
union all
select format('dividend %s: account %s has %s for %s of %s units', r.reference, s.account, s.amount, s.units, r.units)
from recorded r
join dividend_share s on s.dividend = r.id
where s.amount not in (div(r.total * s.units, r.units), div(r.total * s.units, r.units) + 1)
union all
select format('dividend %s is %s, and has %s shares', d.reference, d.state, count(*))
from dividend d
join dividend_share s on s.dividend = d.id
where d.id > $1 and d.id <= $2 and d.recorded_at is null
group by d.id;
