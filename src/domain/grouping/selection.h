// Which strategy decides. Source: shared spec "grouping", section 4.
#pragma once

#include <cstdint>
#include <string>

#include "domain/grouping/strategy.h"

namespace picket::domain::grouping {

/// Whether strategies after the one that decides are evaluated too. They cannot change a hash, but
/// an explanation shows them.
enum class Losers : std::uint8_t { skip, keep };

/// The bytes to hash; empty for a variant that does not contribute.
struct Leaves {
  std::string app;
  std::string default_;
  std::string system;
};

struct Selection {
  ByVariant roots;  ///< Of the variants that any strategy has.
  Leaves leaves;
};

Selection select_strategy(Run& run, Losers losers);

}  // namespace picket::domain::grouping
