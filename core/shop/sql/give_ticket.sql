-- A ticket is somebody else's, and its codes are void.
-- $1 ticket, $2 giver, $3 receiver, $4 key, $5 now
with ended as (
  update shop_ticket_code set void_at = $5 where ticket = $1 and void_at is null
), given as (
  insert into shop_ticket_gift (key, ticket, giver, receiver, created_at) values ($4, $1, $2, $3, $5)
)
update shop_ticket set holder = $3 where id = $1
