// Transactions as events: found among the rows of items, shown as Sentry shows them. Source: shared
// spec "api", sections 9.2 and 9.3.
#pragma once

#include <optional>
#include <string_view>

#include <boost/json.hpp>

#include "ports/transactions.h"
#include "roles/api/event_loading.h"

namespace picket::api {

/// The row of a transaction of the call's project; nullopt when there is none of that id.
Answer<std::optional<ports::TransactionRow>> find_transaction(const Call& call,
                                                              std::string_view id);
/// 404 that says so when the payload expired.
Answer<LoadedEvent> load_transaction(const Call& call, const ports::TransactionRow& row);
/// The event without what only errors have.
boost::json::object transaction_json(const LoadedEvent& event, const ports::TransactionRow& row);

}  // namespace picket::api
