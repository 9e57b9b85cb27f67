-- One more paper of a cheque; the papers of other events are void from now on.
-- $1 cheque, $2 key of the event, $3 hash of the secret, $4 now
with valid as (
  update cheque set paper_key = $2 where id = $1 and paper_key <> $2
)
insert into cheque_paper (cheque, key, secret_hash, created_at) values ($1, $2, $3, $4)
