-- An item. Returns its id.
-- $1 reference, $2 community, $3 seller, $4 name, $5 name as it is compared, $6 description, $7 asset, $8 price, $9 stock, $10 for each person, $11 now;
-- of an event $12 when, $13 zone, $14 place, $15 until when it is refunded
insert into shop_item (reference, community, seller, name, name_key, description, asset, price, stock, per_person, state, created_at, event_at, event_zone, place, refund_until)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12, $13, $14, $15)
returning id
