-- What the application may do: its role, written here as tuppence_app, is granted this anew after every migration, and nothing else.
-- Money moves only through the functions of the ledger, which run with the rights of the schema's owner. A table that is not named
-- here can be read and not written. No delete and no update where nothing of ours deletes or updates: a column at a time where rows
-- are rewritten only in part. (Whoever locks a row needs update on one of its columns.)

revoke all on all tables in schema tuppence from tuppence_app;
revoke all on all sequences in schema tuppence from tuppence_app;
revoke all on all functions in schema tuppence from tuppence_app, public;
revoke all on schema tuppence from tuppence_app;

grant usage on schema tuppence to tuppence_app;
grant select on all tables in schema tuppence to tuppence_app;
grant execute on all functions in schema tuppence to tuppence_app;

-- People. The question whether somebody may be joined to somebody else locks them.
grant insert, update (met_at, frozen_at, merged_into, time_zone, language) on person to tuppence_app;
grant insert, update (person, display_name, handle, locale, reachable, seen_at, time_zone, account_since), delete on identity to tuppence_app;
grant insert, update, delete on link_code, link_try to tuppence_app;
grant insert, delete on language_choice to tuppence_app;
grant insert, update (reachable, at), delete on pointed to tuppence_app;
grant insert on person_link to tuppence_app;

-- Payments. An order stays as it was written: its id can be locked, and a trigger refuses to change even that.
grant insert, update (id) on payment_order to tuppence_app;
grant insert, update (state, transfer, claim_until, escrow_transfer, payee_delivery, reason, pressed_key, settled_at, ended_at) on payment
  to tuppence_app;
grant usage on sequence payment_order_id_seq to tuppence_app;
-- Requests. A request can be locked and reminded of; what is asked for stays as it was written.
grant insert, update (reminded_at, reminded_key) on request to tuppence_app;
grant insert, update (state, ended_key, ended_at) on request_share to tuppence_app;
grant insert on request_message, request_payment to tuppence_app;
-- Standing orders. What is paid to whom, and when, stays as it was written.
grant insert, update (state, why, next_date, next_at, ended_at) on standing_order to tuppence_app;
grant insert, update (state, why, failures, retry_at, told_retry_at, payment, delivery, ended_at) on standing_run to tuppence_app;
grant insert on standing_act to tuppence_app;

grant insert, update (used_at, used_key, outcome), delete on intent to tuppence_app;
grant insert on operator_action, refund, dispute_step to tuppence_app;
grant insert, update (state, ended_at, deliveries) on dispute to tuppence_app;

-- What people are asked before money goes, and how they want to be.
grant insert, update (state, pressed_key, answered_at), delete on confirmation to tuppence_app;
grant insert, update on protection to tuppence_app;
grant insert, update, delete on pin, pin_prompt to tuppence_app;
grant insert, update (asset, amount, at), delete on pin_spending to tuppence_app;
-- Tips. What was tipped stays as it was written; only what becomes of it changes.
grant insert, update (asset, amount, since), delete on tip_emoji to tuppence_app;
grant insert, update on tip_person to tuppence_app;
grant insert, update (delivery) on tip_target to tuppence_app;
grant insert, update (state, undo_key, transfer, claim_until, escrow_transfer, settled_at, ended_at, told_at) on tip to tuppence_app;
grant insert, update (at), delete on tip_taken_off to tuppence_app;
grant usage on sequence tip_id_seq to tuppence_app;
grant insert, delete on message_author to tuppence_app;

-- Alerts: what people chose, and what waits until they may be told.
grant insert, update (kinds, quiet_from, quiet_until, digest_at) on alert_settings to tuppence_app;
grant insert on alert_change to tuppence_app;
grant insert, update (subject, due_at, delivery, told_at), delete on alert to tuppence_app;
grant usage on sequence alert_id_seq to tuppence_app;

-- Statements: which time a month was, and whom it was told.
grant insert on statement, statement_told to tuppence_app;

-- Drops and their shares, of which only what became of them changes.
grant insert, update (state, returned, return_transfer, ended_key, ended_at) on money_drop to tuppence_app;
grant insert, update (person, transfer, key, claimed_at) on drop_share to tuppence_app;
grant insert on drop_rule to tuppence_app;
-- Shops. What is for sale changes; what was bought stays as it was written.
grant insert, update (name, name_key, description, price, stock, per_person, state, ended_at) on shop_item to tuppence_app;
grant insert on shop_card, shop_act to tuppence_app;
grant insert, update (told_at) on shop_purchase to tuppence_app;
grant insert, update (holder, checked_in_at, checked_in_by, checked_in_code, checked_in_key, refunded_at, refunded_key) on shop_ticket to tuppence_app;
grant insert, update (void_at) on shop_ticket_code to tuppence_app;
grant insert on shop_staff, shop_ticket_gift to tuppence_app;

-- Cheques. What was written stays as it is on paper; what becomes of it, and which paper is good, changes while it is open.
grant insert, update (paper_key, state, end_transfer, casher, ended_key, ended_at) on cheque to tuppence_app;
grant insert on cheque_paper to tuppence_app;
grant insert, delete on cheque_try to tuppence_app;

-- Exchange. Rates and quotes stay as they were; only what became of a quote changes, and what may be changed within a day.
grant insert on rate_set, rate, exchange_rule, payment_exchange to tuppence_app;
grant insert, update (state, ended_key, ended_at, transfer, spread_transfer) on exchange_quote to tuppence_app;
grant insert, update (person_a_day, house_a_day) on exchange_asset to tuppence_app;

-- Investing. Assets, prices and trades stay as they were written; how far entries have been read into lots, and what is left of a lot, changes.
grant insert on asset, asset_listing, asset_source, asset_price, asset_issue, price_doubt, rate_doubt, disposal, disposal_lot to tuppence_app;
grant insert, update (state, ended_key, ended_at, transfer, fee_transfer) on trade to tuppence_app;
grant insert, update (version) on holding to tuppence_app;
grant insert, update (units_left, cost_left) on lot to tuppence_app;
grant insert, update (state, cancelled_key, units, total, recorded_at, ended_at) on dividend to tuppence_app;
grant insert, update (transfer) on dividend_share to tuppence_app;

-- Splits. What was asked for stays as it was written.
grant insert, update (state, ended_at) on split to tuppence_app;
grant insert, update (takes_part, weight, amount) on split_share to tuppence_app;
grant insert on split_act to tuppence_app;

-- What comes in, and what must happen next.
grant insert, update (attempts, due_at, handled_at, failure), delete on inbox to tuppence_app;
grant usage on sequence inbox_id_seq to tuppence_app;
grant insert, update (published_at), delete on outbox to tuppence_app;
grant insert, update on lane, delivery to tuppence_app;
grant insert on delivery_follow to tuppence_app;

-- Tabs. What was entered stays; a name may turn out to be somebody, members leave and come back, rounds close, dues get payments. The tab's own
-- row is locked by whoever changes anything on it.
grant insert, update (id) on tab to tuppence_app;
grant insert, update (person, left_at) on tab_member to tuppence_app;
grant insert on tab_change, tab_entry, tab_leg to tuppence_app;
grant insert, update (state, decided_by, decided_key, decided_at) on tab_match to tuppence_app;
grant insert, update (closed_at) on tab_round to tuppence_app;
grant insert, update (payment) on tab_due to tuppence_app;
grant usage on sequence tab_entry_id_seq to tuppence_app;

-- Credit lines, rates, interest and savings: what is written stays. How far a worker has come is all that changes.
grant insert, update (applied_through, applied_at) on credit_tier to tuppence_app;
grant insert on person_tier, credit_grant, interest_rate, interest_accrual, interest_posting, savings_move, savings_goal to tuppence_app;
grant insert, update (accounts_through, done_at) on interest_day, interest_month to tuppence_app;

-- Paid posts. What is behind them stays as it was written, version by version.
grant insert on paywall_file, paywall_version, paywall_message to tuppence_app;
grant insert, update (withdrawn_at, withdrawn_key) on paywall_post to tuppence_app;
grant insert, update (delivery, asked_at, asked_key, asked_delivery) on paywall_purchase to tuppence_app;

-- Loans. Terms, plans and what was repaid stay as they were written; only what becomes of them changes.
grant insert on loan_product, loan_repayment to tuppence_app;
grant insert, update (state, accepted_key, accepted_at, zone, started_on, transfer, ended_key, ended_at, lost, loss_transfer) on loan to tuppence_app;
grant insert, update (state, repayment, try_at, reminded_at) on loan_instalment to tuppence_app;
-- Subscriptions. What was agreed stays; only what becomes of it changes.
grant insert, update (closed_at) on subscription_tier to tuppence_app;
grant insert on subscription_card to tuppence_app;
grant insert, update (state, why, cancelled_key, next_number, next_at, reminded, ended_at) on subscription to tuppence_app;
grant insert, update (state, payment, failures, retry_at, watched) on subscription_period to tuppence_app;
