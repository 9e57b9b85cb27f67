-- The months of a subscription follow each other: no time is paid for twice.
-- Range: subscription, $1 < id ≤ $2
select format('month %s of %s begins at %s, before month %s has ended at %s', n.number, s.reference, n.begins_at, p.number, p.ends_at) as detail
from subscription s
join subscription_period p on p.subscription = s.id
join subscription_period n on n.subscription = s.id and n.number > p.number and n.begins_at < p.ends_at
where s.id > $1 and s.id <= $2
order by n.id;
