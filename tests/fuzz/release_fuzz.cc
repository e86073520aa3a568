// Names of releases as SDKs send them: what holds for any two and for a resolution by them.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "domain/release/describe.h"
#include "domain/release/name.h"
#include "domain/release/order.h"
#include "domain/release/resolution.h"
#include "domain/release/version.h"

namespace {

namespace release = picket::domain::release;
using picket::Timestamp;

void check_name(std::string_view name) {
  const release::Name parsed = release::parse_name(name);
  PICKET_ASSERT(name.ends_with(parsed.rest));
  PICKET_ASSERT(parsed.package.empty() ? parsed.rest == name : name.starts_with(parsed.package));
  PICKET_ASSERT(!parsed.version || parsed.version->raw == parsed.rest);
  PICKET_ASSERT(!release::is_valid_new_name(name) || release::is_valid_name(name));
  if (release::is_valid_name(name)) {
    PICKET_ASSERT(name.find(release::short_version(name)) != std::string_view::npos);
    PICKET_ASSERT(!release::description(parsed).empty() || parsed.rest.empty());
  }
}

void check_order(std::string_view a, std::string_view b) {
  const auto x = release::parse_version(a);
  const auto y = release::parse_version(b);
  if (x) PICKET_ASSERT(release::compare(*x, *x) == std::weak_ordering::equivalent);
  if (!x || !y) return;
  const auto order = release::compare(*x, *y);
  PICKET_ASSERT(order.has_value() == (x->package == y->package));
  if (order) PICKET_ASSERT(release::compare(*y, *x) == 0 <=> *order);
}

void check_resolution(std::string_view a, std::string_view b) {
  const release::Placed first{a, Timestamp{}, {}};
  const release::Placed other{b, Timestamp{}, {}};
  for (const bool numbered : {false, true}) {
    PICKET_ASSERT(!release::is_later(first, other, numbered) ||
                  !release::is_later(other, first, numbered));
    const std::array names = {a, b};
    PICKET_ASSERT(release::latest(std::array{first, other}, numbered) != nullptr);
    (void)release::numbers_its_releases(names);
    const release::Resolution in{release::ResolutionType::in_release, first, {}, {}};
    PICKET_ASSERT(!release::covers(in, first, numbered));
    PICKET_ASSERT(release::covers(in, {}, numbered));
    const release::Resolution next{release::ResolutionType::in_next_release, first, a, Timestamp{}};
    PICKET_ASSERT(release::covers(next, first, numbered));
  }
}

}  // namespace

/// Two names, a new line between them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t end = all.find('\n');
  const std::string_view first = all.substr(0, end);
  const std::string_view second =
      end == std::string_view::npos ? std::string_view{} : all.substr(end + 1);
  check_name(first);
  check_order(first, second);
  check_resolution(first, second);
  return 0;
}
