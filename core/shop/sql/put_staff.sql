-- Somebody lets people in, too.
-- $1 item, $2 person, $3 now
insert into shop_staff (item, person, created_at) values ($1, $2, $3) on conflict do nothing
