-- The shares of splits, also of those who have left.
-- $1 splits
select id, split, position, takes_part, weight, amount, delivery, person, state, paid, given_back, remaining
from split_share_view
where split = any($1::bigint[])
order by split, position
