-- A code that lets the holder in; of the older ones so many stay good.
-- $1 hash, $2 ticket, $3 holder, $4 now, $5 older ones
with over as (
  select hash from shop_ticket_code where ticket = $2 and void_at is null order by created_at desc, hash offset $5
), ended as (
  update shop_ticket_code set void_at = $4 where hash in (select hash from over)
)
insert into shop_ticket_code (hash, ticket, holder, created_at) values ($1, $2, $3, $4)
