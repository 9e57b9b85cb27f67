-- Waits until nobody else has these cheques, in one order for all who come. Whoever has them decides alone how they end, and which paper is
-- good. Lock people first, accounts last.
-- $1 cheques
select id from cheque where id = any($1::bigint[]) order by id for no key update
