-- A name that nobody has been found for, or the member that it is already: whoever brought it first decides who it is.
-- $1 tab, $2 name, $3 now, $4 who brings it
insert into tab_member (tab, name, joined_at, named_by) values ($1, $2, $3, $4)
on conflict (tab, lower(name)) where name is not null do update set left_at = tab_member.left_at
returning id
