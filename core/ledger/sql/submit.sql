-- Carries out submissions: see ../functions/ledger_submit.sql for the parameters.
select id, refusal, account_id, replayed
from ledger_submit(
  $1::text[], $2::text[], $3::bytea[], $4::text[], $5::timestamptz[], $6::boolean[], $7::bigint[], $8::timestamptz[], $9::int[],
  $10::int[], $11::bigint[], $12::numeric[], $13::timestamptz
);
