// Functions of groups of events, as columns and as filters call them.
// Source: shared spec "search", section 6. What it leaves open: docs/decisions/0054.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "domain/discover/fields.h"
#include "domain/discover/result_type.h"
#include "domain/search/event_values.h"

namespace picket::domain::discover {

struct Function {
  search::EventAggregate aggregate;
  ResultType type = ResultType::integer;
  /// Of any(project) and the like.
  Rendering rendering = Rendering::as_is;
  Rate rate = Rate::none;
  /// In which the events are counted, when the call says so; else that of the table or the bucket.
  std::optional<Duration> interval{};

  /// What one event in `range` is as a rate; 1 where it is none.
  double factor(Duration range) const noexcept;

  friend bool operator==(const Function&, const Function&) = default;
};

/// `arguments` without quotes; there are as many as search::find_function(name) takes. The error is
/// a sentence.
Result<Function, std::string> make_function(std::string_view name,
                                            std::span<const std::string> arguments);

}  // namespace picket::domain::discover
