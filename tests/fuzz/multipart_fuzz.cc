// Forms that crash reporters upload: parts lie within the body, hold no boundary, and what they
// hold becomes part of an event whatever it is.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/assert.h"
#include "domain/items/form_data.h"
#include "protocol/json.h"
#include "protocol/multipart.h"

namespace {

using namespace picket;

bool lies_within(std::string_view part, std::string_view whole) {
  return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

void check_json(const boost::json::object& event) {
  std::string text;
  protocol::write_json(event, text);
  PICKET_ASSERT(protocol::parse_json(text).has_value());
}

void check_form(std::string_view body, std::string_view boundary) {
  const auto parts = protocol::parse_multipart(body, boundary);
  if (!parts) {
    PICKET_ASSERT(!to_string(parts.error()).empty());
    return;
  }
  PICKET_ASSERT(parts->size() <= protocol::kMaxMultipartParts);
  const std::string delimiter = "\n--" + std::string(boundary) + "\n";
  std::vector<domain::items::FormField> fields;
  for (const protocol::Part& part : *parts) {
    PICKET_ASSERT(part.content.empty() || lies_within(part.content, body));
    PICKET_ASSERT(part.content.find(delimiter) == std::string_view::npos);
    fields.push_back({part.name, part.content});
  }
  boost::json::object event;
  domain::items::merge_form(fields, event);
  check_json(event);
  // A second form, as of a dump within an upload, meets what the first one left.
  domain::items::merge_form(fields, event);
  check_json(event);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // The body's own first line is its boundary, as in a form within a form; or the first line is
  // the header that names it.
  check_form(bytes, protocol::embedded_boundary(bytes).value_or("xx"));
  const std::size_t end = bytes.find('\n');
  if (end == std::string_view::npos) return 0;
  const auto boundary = protocol::multipart_boundary(bytes.substr(0, end));
  if (!boundary) return 0;
  PICKET_ASSERT(!boundary->empty() && boundary->size() <= protocol::kMaxBoundaryBytes);
  check_form(bytes.substr(end + 1), *boundary);
  return 0;
}
