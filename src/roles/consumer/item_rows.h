// Writing the rows of items, in the transaction of their batch.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "ports/items.h"
#include "roles/consumer/item_work.h"

namespace picket::consumer {

/// What became of an item.
enum class Stored : std::uint8_t {
  stored,
  duplicate,  ///< The project has it already.
  refused,    ///< Of a monitor or an environment too many.
};

namespace reason {
/// Of outcome `invalid`: the project has as many monitors, or the monitor as many environments, as
/// it may have.
inline constexpr std::string_view kTooManyMonitors = "too_many_monitors";
}  // namespace reason

/// How long a user report may be replaced by another one of its event.
inline constexpr Duration kReportChanges{std::chrono::minutes(5)};

Result<Stored> store_row(const KeptItem& item, ports::ItemRepository& items);

}  // namespace picket::consumer
