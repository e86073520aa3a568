// What Unreal Engine's crash reporter sends: files lie within their container, and a context of any
// text makes an event of JSON.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json.hpp>

#include "base/assert.h"
#include "base/utf8.h"
#include "domain/items/crash_context.h"
#include "domain/items/unreal.h"
#include "domain/items/unreal_event.h"
#include "domain/items/unreal_log.h"
#include "domain/items/user_report.h"
#include "protocol/json.h"

namespace {

using namespace picket;

void check_properties(const domain::items::UnrealProperties& properties) {
  PICKET_ASSERT(properties.size() <= domain::items::kMaxUnrealProperties);
  for (const auto& [name, value] : properties) {
    PICKET_ASSERT(is_valid_utf8(name) && is_valid_utf8(value));
    PICKET_ASSERT(!name.empty() && !value.empty());
  }
}

/// An event that already says something: of the wrong type too.
boost::json::object event_with_surprises() {
  boost::json::object event;
  event["tags"] = "t";
  event["breadcrumbs"] = 1;
  event["contexts"].emplace_object()["os"] = 1;
  return event;
}

/// A context and a log are text of any kind.
void check_texts(std::string_view bytes) {
  domain::items::CrashContext crash = domain::items::read_crash_context(bytes);
  for (const auto* section : {&crash.runtime, &crash.engine, &crash.game})
    check_properties(*section);
  boost::json::object event =
      domain::items::take_game_event(crash, {}).value_or(event_with_surprises());
  domain::items::write_unreal_user(bytes.substr(0, 60), event);
  domain::items::write_unreal(crash, event);
  boost::json::array crumbs =
      domain::items::read_unreal_log(bytes, domain::items::kMaxUnrealLogLines, {});
  PICKET_ASSERT(crumbs.size() <= domain::items::kMaxUnrealLogLines);
  domain::items::append_breadcrumbs(std::move(crumbs), event);
  std::string text;
  protocol::write_json(event, text);
  PICKET_ASSERT(is_valid_utf8(text) && protocol::parse_json(text).has_value());
  const EventId id{1, 2};
  const std::string report = domain::items::unreal_user_report(crash, id);
  PICKET_ASSERT(report.empty() || domain::items::read_user_report(report, id).has_value());
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
    check_texts(file.content);
  }
  PICKET_ASSERT(content <= bytes.size());  // No byte is in two files.
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_container(bytes);
  check_texts(bytes);
  return 0;
}
