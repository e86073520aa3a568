// The fields of events that a table shows, and how each is made of what the event store has.
// Source: shared spec "api", section 12.1. What it leaves open: docs/decisions/0054.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/discover/result_type.h"
#include "domain/search/event_values.h"

namespace picket::domain::discover {

/// From what the store has to what is shown.
enum class Rendering : std::uint8_t {
  as_is,
  project_slug,  ///< Of a project's number.
  short_id,      ///< Of an issue's number; `issue.id` comes along.
  user_label,    ///< What is behind the prefix of a user: "7" of "id:7".
  opposite,      ///< Of a boolean.
  list,          ///< [value]; a boolean as 0 or 1.
};

struct Field {
  search::EventValue value;
  ResultType type = ResultType::text;
  Rendering rendering = Rendering::as_is;

  /// Its values are numbers, or texts that may be.
  bool is_numeric() const noexcept;

  friend bool operator==(const Field&, const Field&) = default;
};

/// A name of the search language, `tags[…]` and quotes included; one that is in no table is a tag.
/// The error is a sentence.
Result<Field, std::string> find_field(std::string_view name);

}  // namespace picket::domain::discover
