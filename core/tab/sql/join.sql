-- People come, or come back.
-- $1 tab, $2 persons, $3 now
insert into tab_member (tab, person, joined_at)
select $1, person, $3 from unnest($2::bigint[]) with ordinality as coming (person, number) order by number
on conflict (tab, person) where name is null do update set left_at = null
