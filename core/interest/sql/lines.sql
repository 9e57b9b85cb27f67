-- The credit lines of a person, where they have any.
-- $1 person
select asset, line::text from credit_line where person = $1 and line > 0
