-- Outbox rows: those about certain subjects, and those for a lane while one of its messages was to be shown.
-- $1 topics with $2 their subjects; $3 lanes with $4 from and $5 to
select o.id, o.topic, o.created_at, o.published_at
from outbox o
where (o.topic, o.subject) in (select * from unnest($1::text[], $2::bigint[]))
   or exists (
     select from unnest($3::text[], $4::timestamptz[], $5::timestamptz[]) as shown (lane, since, until)
     where o.lane = shown.lane and o.created_at between shown.since and shown.until
   )
order by o.id
