-- How somebody wants to be asked.
-- $1 person
select asset, ask_above, ask_new_above from protection where person = $1
