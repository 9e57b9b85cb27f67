-- Tips that can no longer be taken back.
-- $1 now, $2 limit, $3 tips that were tried a moment ago
select id from tip where state = 'held' and undo_until <= $1 and id <> all($3::bigint[]) order by undo_until limit $2
