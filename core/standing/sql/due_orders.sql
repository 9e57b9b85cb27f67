-- Locks orders whose date has come, the longest due first, without those that somebody else is at or that were tried a moment ago.
-- $1 now, $2 limit, $3 those
select id from standing_order
where next_at <= $1 and id <> all($3::bigint[])
order by next_at
limit $2
for no key update skip locked
