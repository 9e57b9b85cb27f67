-- What a transfer costs that is written by hand and checks nothing: two updates and an insert, with tables of its own.
-- As many transfers are there as in the ledger beside it: $history is replaced by their number, $accounts by that of the accounts.
create schema baseline;

create extension pg_walinspect schema baseline;

create table baseline.account (id bigint primary key, balance bigint not null) with (fillfactor = 50);
create table baseline.transfer (
  id          bigint generated always as identity primary key,
  payer       bigint not null,
  payee       bigint not null,
  amount      bigint not null,
  created_at  timestamptz not null default now()
);

insert into baseline.account select n, 1000000000000 from generate_series(1, $accounts) n;
insert into baseline.transfer (payer, payee, amount)
select 1 + n % $accounts, 1 + (n + 1) % $accounts, 1 + n % 2000 from generate_series(1, $history) n;

-- The accounts in one order, or two such transfers could wait for each other.
create function baseline.transfer(p_payer bigint, p_payee bigint, p_amount bigint) returns void language plpgsql as $$
begin
  update baseline.account set balance = balance + case when id = p_payer then -p_amount else p_amount end
   where id = least(p_payer, p_payee);
  update baseline.account set balance = balance + case when id = p_payer then -p_amount else p_amount end
   where id = greatest(p_payer, p_payee);
  insert into baseline.transfer (payer, payee, amount) values (p_payer, p_payee, p_amount);
end $$;
