-- On which tabs somebody is: their own page asks for it.
create index tab_member_by_person on tab_member (person) where person is not null;
