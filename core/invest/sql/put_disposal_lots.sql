-- Out of which lots they went.
-- of each part: $1 disposal, $2 lot, $3 units, $4 cost
insert into disposal_lot (disposal, lot, units, cost)
select * from unnest($1::bigint[], $2::bigint[], $3::numeric[], $4::numeric[])
