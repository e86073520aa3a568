// Conditions on events whose answer is known before a store is asked, taken out of their tree.
#pragma once

#include <functional>
#include <variant>

#include "domain/search/condition.h"
#include "roles/api/problem.h"

namespace picket::api {

/// Holds for each row or for none, or is a question for the store.
template <class Condition>
using Settled = std::variant<bool, Condition>;

using SettleEvent = std::function<Answer<Settled<domain::search::EventCondition>>(
    const domain::search::EventCondition&)>;

/// Each condition as `settle` makes it. All are looked at, so that an error does not depend on
/// those before it. An OR of nothing holds for none.
Answer<Settled<domain::search::EventGroup>> settle_group(const domain::search::EventGroup& group,
                                                         const SettleEvent& settle);

}  // namespace picket::api
