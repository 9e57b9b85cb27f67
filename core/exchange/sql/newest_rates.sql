-- The newest rates of a source, with all that they say.
-- $1 source
select s.id, s.source, to_char(s.date, 'YYYY-MM-DD') as date, s.fresh_until,
  (select jsonb_object_agg(r.asset, r.per_euro::text) from rate r where r.rate_set = s.id) as "perEuro"
from rate_set s
where s.source = $1
order by s.date desc
limit 1
