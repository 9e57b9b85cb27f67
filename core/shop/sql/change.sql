-- An item as it is from now on.
-- $1 item, $2 name, $3 name as it is compared, $4 description, $5 price, $6 stock, $7 for each person, $8 state, $9 now
update shop_item set name = $2, name_key = $3, description = $4, price = $5, stock = $6, per_person = $7, state = $8,
  ended_at = case when $8 = 'open' then null else coalesce(ended_at, $9::timestamptz) end
where id = $1
