-- What somebody saves for, by currency; whoever was merged into them has left them their goals.
-- $1 person
select asset, target::text, name from (
  select distinct on (g.asset) g.asset, g.target, g.name
  from savings_goal g join person p on p.id = g.person
  where p.id = $1 or p.merged_into = $1
  order by g.asset, g.id desc
) newest
where target is not null
