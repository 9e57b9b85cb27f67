-- A row where somebody owes the bank.
-- $1 person
select from person p join account_balance a on a.owner = p.public_id where p.id = $1 and a.balance < 0 limit 1
