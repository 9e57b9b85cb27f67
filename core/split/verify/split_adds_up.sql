-- The shares of a split add up to its total.
-- Range: split, $1 < id ≤ $2
select format('%s is %s and its shares are %s', s.reference, s.total, coalesce(shared.total, 0)) as detail
from split s
left join (
  select split, sum(amount) as total from split_share where split > $1 and split <= $2 and takes_part group by split
) shared on shared.split = s.id
where s.id > $1 and s.id <= $2 and s.total is distinct from shared.total
order by s.id;
