-- Loans of which something is to be collected now, without those that failed a moment ago.
-- $1 now, $2 how many, $3 those that failed
select distinct i.loan from (
  select loan from loan_instalment
  where state = 'open' and kind = 'planned' and try_at <= $1 and loan <> all($3::bigint[])
  order by try_at limit $2
) i
