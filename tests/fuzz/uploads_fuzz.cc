// What crash reporters upload: forms, MessagePack, dumps, compressed files, texts of Unreal Engine.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "base/assert.h"
#include "codec/file_compression.h"
#include "domain/items/check_in.h"
#include "domain/items/container.h"
#include "domain/items/crash_context.h"
#include "domain/items/form_data.h"
#include "domain/items/minidump.h"
#include "domain/items/session.h"
#include "domain/items/unreal_event.h"
#include "domain/items/unreal_log.h"
#include "domain/items/user_report.h"
#include "protocol/json.h"
#include "protocol/msgpack.h"
#include "protocol/multipart.h"

namespace {

using namespace picket;

bool lies_within(std::string_view part, std::string_view whole) {
  return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

/// The body's own first line is its boundary, as in a form within a form.
void read_form(std::string_view bytes) {
  const auto boundary = protocol::embedded_boundary(bytes);
  const auto parts = protocol::parse_multipart(bytes, boundary.value_or("xx"));
  if (!parts) return;
  std::vector<domain::items::FormField> fields;
  for (const protocol::Part& part : *parts) {
    PICKET_ASSERT(part.content.empty() || lies_within(part.content, bytes));
    fields.push_back({part.name, part.content});
  }
  boost::json::object event;
  domain::items::merge_form(fields, event);
  std::string text;
  protocol::write_json(event, text);
  PICKET_ASSERT(protocol::parse_json(text).has_value());
}

void read_msgpack(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t before = bytes.size();
    const auto value = protocol::take_msgpack(bytes);
    if (!value) return;
    PICKET_ASSERT(bytes.size() < before);
    std::string text;
    protocol::write_json(*value, text);
    PICKET_ASSERT(protocol::parse_json(text).has_value());
  }
}

void read_items(std::string_view bytes) {
  const domain::items::SessionContext clock{from_unix_us(1'795'867'200'000'000), std::nullopt};
  for (const auto& read :
       {domain::items::read_session(bytes, clock), domain::items::read_sessions(bytes, clock),
        domain::items::read_check_in(bytes)}) {
    if (read) PICKET_ASSERT(protocol::parse_json(*read).has_value());
  }
  if (const auto report = domain::items::read_user_report(bytes, EventId{1, 2})) {
    PICKET_ASSERT(protocol::parse_json(report->json).has_value());
  }
  for (const std::uint32_t count : {0U, 1U, 2U}) {
    const auto spans = domain::items::read_spans(bytes, count);
    if (spans) PICKET_ASSERT(spans->kept > 0 && protocol::parse_json(spans->json).has_value());
  }
}

void read_dump(std::string_view bytes) {
  constexpr std::size_t kMost = 1 << 16;
  std::string plain;
  if (const auto compression = codec::detect_file_compression(bytes)) {
    if (auto undone = codec::undo_file_compression(*compression, bytes, kMost)) {
      plain = *std::move(undone);
      PICKET_ASSERT(plain.size() <= kMost);
      bytes = plain;
    }
  }
  const auto facts = domain::items::read_minidump(bytes);
  if (!facts) return;
  boost::json::object event;
  domain::items::write_placeholder(domain::items::CrashKind::minidump, event);
  domain::items::write_facts(*facts, event);
  std::string text;
  protocol::write_json(event, text);
  PICKET_ASSERT(protocol::parse_json(text).has_value());
}

/// A context and a log of Unreal Engine are text of any kind.
void read_unreal(std::string_view bytes) {
  domain::items::CrashContext crash = domain::items::read_crash_context(bytes);
  PICKET_ASSERT(crash.runtime.size() <= domain::items::kMaxUnrealProperties);
  boost::json::object event =
      domain::items::take_game_event(crash, {}).value_or(boost::json::object());
  domain::items::write_unreal(crash, bytes.substr(0, 100), event);
  boost::json::array crumbs =
      domain::items::read_unreal_log(bytes, domain::items::kMaxUnrealLogLines, {});
  PICKET_ASSERT(crumbs.size() <= domain::items::kMaxUnrealLogLines);
  domain::items::append_breadcrumbs(std::move(crumbs), event);
  std::string text;
  protocol::write_json(event, text);
  PICKET_ASSERT(protocol::parse_json(text).has_value());
  const std::string report = domain::items::unreal_user_report(crash, EventId{1, 2});
  PICKET_ASSERT(report.empty() ||
                domain::items::read_user_report(report, EventId{1, 2}).has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_form(bytes);
  read_msgpack(bytes);
  read_items(bytes);
  read_dump(bytes);
  read_unreal(bytes);
  return 0;
}
