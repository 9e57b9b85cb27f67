-- A card shows what a creator offers.
-- $1 key, $2 creator, $3 delivery
insert into subscription_card (key, creator, delivery) values ($1, $2, $3)
