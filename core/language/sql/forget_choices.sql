-- Forgets which events chose a language: none of them comes again so late.
-- $1 the moment before which, $2 how many at most
delete from language_choice where key in (select key from language_choice where chosen_at < $1 limit $2) returning key
