// What Unreal Engine's crash reporter sends: files lie within their container, and a context of any
// text makes an event of JSON.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/assert.h"
#include "base/utf8.h"
#include "domain/items/unreal.h"
#include "protocol/json.h"

namespace {

using namespace picket;

void check_context(std::string_view xml) {
  const auto properties = domain::items::read_runtime_properties(xml);
  PICKET_ASSERT(properties.size() <= domain::items::kMaxUnrealProperties);
  std::size_t bytes = 0;
  for (const auto& [name, value] : properties) {
    PICKET_ASSERT(is_valid_utf8(name) && is_valid_utf8(value));
    PICKET_ASSERT(!name.empty() && !value.empty());
    bytes += name.size() + value.size();
  }
  PICKET_ASSERT(bytes <= 3 * xml.size());
  boost::json::object event;
  // In an event that already says something: of the wrong type too.
  event["tags"] = "t";
  event["contexts"].emplace_object()["os"] = 1;
  domain::items::write_unreal(properties, xml.substr(0, 60), event);
  std::string text;
  protocol::write_json(event, text);
  PICKET_ASSERT(is_valid_utf8(text) && protocol::parse_json(text).has_value());
}

void check_container(std::string_view bytes) {
  const auto files = domain::items::read_unreal_container(bytes);
  if (!files) return;
  PICKET_ASSERT(files->size() <= domain::items::kMaxUnrealFiles);
  std::size_t content = 0;
  for (const domain::items::UnrealFile& file : *files) {
    PICKET_ASSERT(file.content.empty() ||
                  (file.content.data() >= bytes.data() &&
                   file.content.data() + file.content.size() <= bytes.data() + bytes.size()));
    PICKET_ASSERT(is_valid_utf8(file.name));
    content += file.content.size();
    check_context(file.content);
  }
  PICKET_ASSERT(content <= bytes.size());  // No byte is in two files.
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_container(bytes);
  check_context(bytes);
  return 0;
}
