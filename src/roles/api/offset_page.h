// Pages of lists that change seldom: a number of rows skipped. Source: shared spec "api", section
// 1.3, the form `0:100:0`.
#pragma once

#include <cstddef>

#include "roles/api/call.h"
#include "roles/api/parameters.h"

namespace picket::api {

struct OffsetPage {
  std::size_t offset = 0;
  std::size_t limit = kMaxPage;

  /// Rows of this page when there are `all`.
  std::size_t size(std::size_t all) const noexcept;
};

/// Of `cursor` and `per_page`; 400 for a cursor that no page of ours has.
Answer<OffsetPage> read_offset_page(const Parameters& parameters);
/// Sets the header Link.
void set_links(net::Response& response, const Call& call, const OffsetPage& page, bool has_next);

}  // namespace picket::api
