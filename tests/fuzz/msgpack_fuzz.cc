// MessagePack that native SDKs leave beside a dump: what reads is JSON, also when it is merged into
// an event or with the breadcrumbs of another file.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/assert.h"
#include "domain/items/form_data.h"
#include "protocol/json.h"
#include "protocol/msgpack.h"

namespace {

using namespace picket;

void check_json(const boost::json::value& value) {
  std::string text;
  protocol::write_json(value, text);
  PICKET_ASSERT(protocol::parse_json(text).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  boost::json::value event = boost::json::object({{"extra", boost::json::object()}});
  boost::json::array breadcrumbs;
  while (!bytes.empty()) {
    const std::size_t before = bytes.size();
    const auto value = protocol::take_msgpack(bytes);
    if (!value) break;
    PICKET_ASSERT(bytes.size() < before);
    check_json(*value);
    domain::items::merge_deep(*value, event);
    breadcrumbs = domain::items::merge_breadcrumbs({*value, *value}, std::move(breadcrumbs));
    PICKET_ASSERT(breadcrumbs.size() <= 2);
  }
  check_json(event);
  // One by one: a list of values of the greatest depth is deeper.
  for (const boost::json::value& breadcrumb : breadcrumbs) check_json(breadcrumb);
  return 0;
}
