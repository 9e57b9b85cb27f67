-- The bank gives up what is outstanding of a loan.
-- $1 loan, $2 key, $3 now, $4 amount, $5 transfer
with plan as (
  update loan_instalment set state = 'lost' where loan = $1 and state = 'open'
)
update loan set state = 'written_off', ended_key = $2, ended_at = $3, lost = $4, loss_transfer = $5 where id = $1
