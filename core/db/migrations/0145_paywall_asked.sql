-- A buyer may ask for their money back once, for a while: when they did, by which event, and the message that tells the seller.
alter table paywall_purchase
  add column asked_at timestamptz,
  add column asked_key text unique,
  -- Null also where the seller has nowhere to be told.
  add column asked_delivery bigint,
  add constraint paywall_purchase_asked check ((asked_at is null) = (asked_key is null) and (asked_delivery is null or asked_at is not null));
