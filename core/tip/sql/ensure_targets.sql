-- What is tipped for the first time. In one order for all who come, because each waits for whoever writes the same place.
-- $1 places, and of each: $2 reference, $3 author; $4 now
insert into tip_target (place, reference, author, created_at)
select place, reference, author, $4 from unnest($1::text[], $2::text[], $3::bigint[]) as asked (place, reference, author)
order by place
on conflict (place) do nothing
