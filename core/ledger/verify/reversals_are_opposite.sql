-- A reversal is the exact opposite of a transfer that moved money, and the only one of it.
-- Range: transfer, $1 < id ≤ $2
with reversal as (select id, reverses from transfer where id > $1 and id <= $2 and verb = 'reverse')
select format('transfer %s reverses %s, which is %s', r.id, r.reverses, coalesce('a ' || t.verb, 'missing')) as detail
from reversal r
left join transfer t on t.id = r.reverses
where t.verb is null or t.verb not in ('post', 'capture', 'reverse')
union all
select format('transfer %s was reversed by %s and by %s', r.reverses, r.id, other.id)
from reversal r
join transfer other on other.reverses = r.reverses and other.id <> r.id
union all
select format('transfer %s moves %s on account %s, where transfer %s moved %s', r.id, coalesce(l.back, 0), l.account_id, r.reverses, coalesce(l.moved, 0))
from reversal r
cross join lateral (
  select account_id, sum(amount) filter (where transfer_id = r.id) as back, sum(amount) filter (where transfer_id = r.reverses) as moved
  from entry
  where transfer_id in (r.id, r.reverses)
  group by account_id
) l
where coalesce(l.back, 0) + coalesce(l.moved, 0) <> 0;
