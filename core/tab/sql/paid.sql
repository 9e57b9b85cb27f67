-- Which orders paid a due of a tab.
-- $1 references of orders
select payment as reference from tab_due where payment = any($1::text[])
