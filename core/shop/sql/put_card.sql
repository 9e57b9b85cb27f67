-- A message shows an item.
-- $1 item, $2 delivery
insert into shop_card (item, delivery) values ($1, $2)
