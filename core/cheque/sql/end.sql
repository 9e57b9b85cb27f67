-- Cheques have ended, and their money has left escrow.
-- $1 cheques, and of each: $2 state, $3 transfer, $4 who cashed it or null, $5 key of the event or null; $6 now
update cheque c set state = e.state, end_transfer = e.transfer, casher = e.casher, ended_key = e.key, ended_at = $6
from unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::text[]) as e (cheque, state, transfer, casher, key)
where c.id = e.cheque
