-- Dividends, the newest first: those that are not over, and some that are.
-- $1 how many that are over
select d.reference, d.asset, a.name, d.currency, d.per_unit::text, coalesce(d.total, d.in_all)::text as total,
  to_char(d.record_date, 'YYYY-MM-DD') as record, to_char(d.pay_date, 'YYYY-MM-DD') as pay, d.state, d.units::text
from dividend d
join asset a on a.code = d.asset
where d.state in ('declared', 'recorded')
  or d.id in (select id from dividend where state in ('cancelled', 'paid') order by id desc limit $1)
order by d.id desc
