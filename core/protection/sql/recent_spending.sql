-- What somebody has spent without their PIN since a moment, and whether this event is a part of it. The PIN is locked.
-- $1 person, $2 asset, $3 the moment, $4 key of the event
select coalesce(sum(amount) filter (where key <> $4), 0)::text as recent, coalesce(bool_or(key = $4), false) as counted
from pin_spending where person = $1 and asset = $2 and (at > $3 or key = $4)
