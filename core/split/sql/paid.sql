-- Which orders paid a share of a split, whatever became of it.
-- $1 references of orders
select distinct payment as reference from split_act where did = 'pay' and payment = any($1::text[])
