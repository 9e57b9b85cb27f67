-- Counts a try before it is looked at, so that no number of processes gets more of them; nothing comes back while tries are locked out.
-- $1 person, $2 now, $3 tries before a lock-out, $4 minutes of the first lock-out, $5 minutes of the longest
with counted as (
  select person, case when locked_until is null then tries + 1 else 1 end as tries from pin
  where person = $1 and (locked_until is null or locked_until <= $2)
  for update
)
update pin set
  tries = counted.tries,
  lockouts = lockouts + (counted.tries >= $3)::int,
  locked_until = case when counted.tries >= $3 then
    $2::timestamptz + least($4::int * 2 ^ least(lockouts, 20), $5::int) * interval '1 minute'
  end
from counted
where pin.person = counted.person
returning cost, salt, hash, counted.tries, locked_until
