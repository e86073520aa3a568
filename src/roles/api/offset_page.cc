#include "roles/api/offset_page.h"

#include <algorithm>

#include "roles/api/cursor.h"
#include "roles/api/links.h"

namespace picket::api {
namespace {

/// Deeper ones are for a narrower query; what stores skip is bounded likewise.
constexpr std::size_t kMaxOffset = 100'000;

Cursor cursor_at(std::size_t offset, bool is_prev) {
  return {0, EventId{0, offset}, is_prev};
}

}  // namespace

std::size_t OffsetPage::size(std::size_t all) const noexcept {
  return offset >= all ? 0 : std::min(limit, all - offset);
}

Answer<OffsetPage> read_offset_page(const Parameters& parameters) {
  const auto limit = read_per_page(parameters);
  if (!limit) return unexpected(limit.error());
  const auto cursor = read_cursor(parameters);
  if (!cursor) return unexpected(cursor.error());
  OffsetPage page{0, *limit};
  if (!*cursor) return page;
  if ((*cursor)->value != 0 || (*cursor)->tie.high != 0 || (*cursor)->tie.low > kMaxOffset)
    return unexpected(bad_request("Invalid cursor parameter."));
  page.offset = static_cast<std::size_t>((*cursor)->tie.low);
  return page;
}

void set_links(net::Response& response, const Call& call, const OffsetPage& page, bool has_next) {
  PageLinks links;
  links.has_previous = page.offset > 0;
  links.previous = cursor_at(page.offset - std::min(page.offset, page.limit), true);
  links.has_next = has_next;
  links.next = cursor_at(page.offset + page.limit, false);
  response.headers.set("Link", link_header(call.options.url, call.request, links));
}

}  // namespace picket::api
