#include "domain/grouping/grouping.h"

#include <utility>

#include "domain/grouping/variants.h"

namespace picket::domain {

Grouping group_event(const boost::json::object& event) {
  grouping::Arena arena;
  grouping::Variants variants =
      grouping::compute_variants(event, grouping::kCurrent, grouping::Losers::skip, arena);
  Grouping result{{}, variants.main_exception_id};
  for (grouping::Variant& variant : variants.list) {
    if (!variant.hash.empty()) result.hashes.push_back(std::move(variant.hash));
  }
  return result;
}

}  // namespace picket::domain
