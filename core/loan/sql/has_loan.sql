-- A row where somebody has a loan that is not repaid.
-- $1 person
select from loan l join person p on p.id = l.person where (p.id = $1 or p.merged_into = $1) and l.state = 'active' limit 1
