-- Somebody is told in a conversation where to look. Returns a row where they were not told the same there since $5.
-- $1 reader, $2 channel, $3 whether they can be written to, $4 now, $5 since when
with over as (
  delete from pointed where reader = $1 and channel <> $2 and at <= $5
)
insert into pointed (reader, channel, reachable, at) values ($1, $2, $3, $4)
on conflict (reader, channel) do update set reachable = $3, at = $4 where pointed.reachable <> $3 or pointed.at <= $5
returning true as told
