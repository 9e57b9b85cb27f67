-- Carries out submissions: see ../functions/ledger_submit.sql for the parameters. Arrays come back as text, which is read fastest.
select ids::text, refusals::text, accounts::text, replays::text
from ledger_submit(
  $1::bigint[],
  $2::text[], $3::text[], $4::bytea[], $5::text[], $6::timestamptz[], $7::boolean[],
  $8::bigint[], $9::timestamptz[], $10::int[], $11::int[],
  $12::int[], $13::numeric[], $14::timestamptz
);
