-- A proposal how a tab could be settled.
-- $1 reference, $2 tab, $3 person, $4 idempotency key, $5 delivery, $6 now, and of each due: $7 debtors, $8 creditors, $9 currencies, $10 amounts
with made as (
  insert into tab_round (reference, tab, person, key, delivery, created_at) values ($1, $2, $3, $4, $5, $6) returning id
), owed as (
  insert into tab_due (round, debtor, creditor, asset, amount)
  select made.id, d.debtor, d.creditor, d.asset, d.amount
  from made, unnest($7::bigint[], $8::bigint[], $9::text[], $10::numeric[]) with ordinality as d (debtor, creditor, asset, amount, number)
  order by d.number
)
select id from made
