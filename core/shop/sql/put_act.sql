-- What a seller did.
-- $1 key, $2 hash of what was asked, $3 item, $4 person, $5 what, $6 price, $7 stock, $8 by how much the stock has changed, $9 now
insert into shop_act (key, request_hash, item, person, did, price, stock, stock_change, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
