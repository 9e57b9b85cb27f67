-- A dividend whose pay date has begun.
-- $1 now
select d.id, d.reference, d.asset, a.name, d.currency, to_char(d.record_date, 'YYYY-MM-DD') as record
from dividend d
join asset a on a.code = d.asset
where d.state = 'recorded' and d.pay_from <= $1
order by d.pay_from, d.id
limit 1
for no key update of d
