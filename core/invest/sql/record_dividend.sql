-- Shares a dividend out among the wallets that have units when its record date ends: what they have now, less what has happened since. Each gets
-- its exact part rounded down, and the units of money that are left go to the largest remainders, one each; among equal remainders to those
-- whose turn it is by a hash of the dividend and the account. So the shares add up to what is paid in all.
-- $1 dividend, $2 now
with asked as (
  select d.*, w.exponent as unit_exponent, c.exponent as money_exponent
  from dividend d
  join asset w on w.code = d.asset
  join asset c on c.code = d.currency
  where d.id = $1
), since as (
  select s.account_id, sum(s.amount) as amount
  from asked
  join statement_line s on s.event_at >= asked.record_ends_at
  group by s.account_id
), held as (
  select a.id as account, a.credits_posted - a.debits_posted - coalesce(since.amount, 0) as units
  from asked
  join account a on a.asset = asked.asset and a.purpose = 'wallet' and a.owner <> 'system' and a.version > 0
  left join since on since.account_id = a.id
), entitled as (
  select account, units, sum(units) over () as all_units from held where units > 0
), declared as (
  select coalesce(
      asked.in_all,
      div(
        asked.per_unit * (select coalesce(sum(units), 0) from entitled) * ('1e' || asked.money_exponent)::numeric,
        ('1e' || asked.unit_exponent)::numeric
      )
    ) as total, asked.reference
  from asked
), part as (
  select e.account, e.units, div(d.total * e.units, e.all_units) as amount, mod(d.total * e.units, e.all_units) as remainder, d.total, d.reference
  from entitled e, declared d
), turn as (
  select part.*, total - sum(amount) over () as over,
    row_number() over (order by remainder desc, sha256(convert_to(reference || ':' || account, 'UTF8'))) as number
  from part
), shared as (
  insert into dividend_share (dividend, account, units, amount)
  select $1, account, units, amount + case when number <= over then 1 else 0 end from turn
  returning units, amount
)
update dividend d set state = 'recorded', recorded_at = $2,
  units = (select coalesce(sum(units), 0) from shared), total = (select coalesce(sum(amount), 0) from shared)
where d.id = $1
