-- An offer that its person does not want. A row unless it was accepted or declined before.
-- $1 loan, $2 key, $3 now
update loan set state = 'declined', ended_key = $2, ended_at = $3 where id = $1 and state = 'offered' returning id
