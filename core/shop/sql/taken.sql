-- Whether another item of a community is called so.
-- $1 community, $2 name as it is compared, $3 item that does not count, or null
select id from shop_item where state = 'open' and community = $1 and name_key = $2 and id is distinct from $3
