-- A name that nobody has been found for, or the member that it is already.
-- $1 tab, $2 name, $3 now
insert into tab_member (tab, name, joined_at) values ($1, $2, $3)
on conflict (tab, lower(name)) where name is not null do update set left_at = tab_member.left_at
returning id
