-- The same tier goes on in another subscription, whose months follow those of one that was cancelled. Returns whose it is.
-- $1 subscription, $2 the one that was cancelled, $3 reference, $4 now
insert into subscription (reference, tier, subscriber, zone, starts, state, next_number, next_at, created_at)
select $3, s.tier, s.subscriber, o.zone, o.starts, 'active', o.next_number, o.next_at, $4
from subscription s
join subscription o on o.id = $2
where s.id = $1
returning id, subscriber
