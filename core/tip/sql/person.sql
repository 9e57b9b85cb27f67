-- What somebody has to do with tips.
-- $1 person
select since, explained_at from tip_person where person = $1
