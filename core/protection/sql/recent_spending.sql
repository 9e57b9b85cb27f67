-- What somebody has spent without their PIN since a moment, and how much of it by this event, null for nothing. The PIN is locked.
-- $1 person, $2 asset, $3 the moment, $4 key of the event
select coalesce(sum(amount) filter (where key <> $4), 0)::text as recent, (max(amount) filter (where key = $4))::text as counted
from pin_spending where person = $1 and asset = $2 and (at > $3 or key = $4)
