-- Counts a try before it is looked at, so that no number of processes gets more of them; nothing comes back while tries are locked out.
-- The latest try again, by its key, is not counted again, and finds what it has done.
-- $1 person, $2 now, $3 tries before a lock-out, $4 minutes of the first lock-out, $5 minutes of the longest, $6 key of the try or null
with counted as (
  select
    person,
    coalesce(tried_by = $6, false) as again,
    case when tried_by = $6 then tries when locked_until is null then tries + 1 else 1 end as tries
  from pin
  where person = $1 and (locked_until is null or locked_until <= $2 or tried_by = $6)
  for update
)
update pin set
  tries = counted.tries,
  tried_by = $6,
  lockouts = lockouts + (not counted.again and counted.tries >= $3)::int,
  locked_until = case
    when counted.again then locked_until
    when counted.tries >= $3 then
      $2::timestamptz + least($4::int * 2 ^ least(lockouts, 20), $5::int) * interval '1 minute'
  end
from counted
where pin.person = counted.person
returning cost, salt, hash, counted.tries, locked_until
