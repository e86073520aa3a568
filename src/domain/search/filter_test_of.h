// A filter's comparison as a test on a column. For plan.cc.
#pragma once

#include <optional>
#include <string_view>

#include "domain/search/condition.h"
#include "domain/search/fields.h"

namespace picket::domain::search {

struct SignedTest {
  Test test;
  bool negated = false;
};

/// nullopt when the column cannot be compared that way.
std::optional<SignedTest> test_of(const Filter& filter, Mapping mapping, std::string_view prefix);

}  // namespace picket::domain::search
