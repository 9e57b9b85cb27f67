-- What was capitalised.
-- $1 month; of each: $2 account, $3 side, $4 accrued, $5 carried, $6 amount, $7 transfer
insert into interest_posting (month, account_id, side, accrued, carried, amount, transfer)
select $1, p.*
from unnest($2::bigint[], $3::text[], $4::numeric[], $5::numeric[], $6::numeric[], $7::bigint[]) as p
