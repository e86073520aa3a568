// The ways in which an event could be grouped, with the hash of each that counts.
// Source: shared spec "grouping", sections 3, 4 and 11.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "domain/grouping/arena.h"
#include "domain/grouping/component.h"
#include "domain/grouping/fingerprint.h"
#include "domain/grouping/selection.h"

namespace picket::domain::grouping {

enum class VariantType : std::uint8_t {
  component,
  salted_component,  ///< A component's leaves between entries of a hybrid fingerprint.
  custom_fingerprint,
  checksum,
  hashed_checksum,
  fallback,
};

/// Views into the event and the arena.
struct Variant {
  std::string_view name;
  VariantType type = VariantType::component;
  std::optional<Component> root{};  ///< Of component and salted_component.
  std::string_view hint{};
  std::string hash{};  ///< Empty when the variant does not count.
  /// Of a fingerprint, as resolved; of salted_component and custom_fingerprint.
  std::vector<std::string_view> entries{};
};

struct Variants {
  /// In the order of their hashes: the first with a hash is the primary one.
  std::vector<Variant> list;
  std::optional<std::int64_t> main_exception_id{};
  MatchedRule matched_rule{};  ///< Of the rules about fingerprints.
  std::string title{};         ///< Which that rule gives; empty: none.
};

Variants compute_variants(const boost::json::object& event, const GroupingSettings& settings,
                          Losers losers, StacktraceReader& stacktraces, Arena& arena);

}  // namespace picket::domain::grouping
