-- Loans of which something is to be collected now.
-- $1 now, $2 how many
select distinct i.loan from (
  select loan from loan_instalment where state = 'open' and kind = 'planned' and try_at <= $1 order by try_at limit $2
) i
