// JSON from outside and its repair: what parses is written in a form that reads back the same.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/assert.h"
#include "base/utf8.h"
#include "protocol/json.h"
#include "protocol/json_repair.h"
#include "protocol/json_without.h"

namespace {

namespace protocol = picket::protocol;

std::string written(const boost::json::value& value) {
  std::string out;
  protocol::write_json(value, out);
  return out;
}

void check_round_trip(const boost::json::value& value) {
  const std::string once = written(value);
  PICKET_ASSERT(picket::to_valid_utf8(once) == once);
  const auto again = protocol::parse_json(once);
  PICKET_ASSERT(again.has_value());
  PICKET_ASSERT(written(*again) == once);
}

/// The names are short, so that inputs have them.
constexpr std::string_view kOfDocument[] = {"a"};
constexpr std::string_view kOfFrames[] = {"b"};
constexpr protocol::Omissions kOmissions{kOfDocument, kOfFrames};

void remove_from_frames(boost::json::value& value) {
  if (boost::json::array* list = value.if_array()) {
    for (boost::json::value& entry : *list) remove_from_frames(entry);
  }
  boost::json::object* const object = value.if_object();
  if (object == nullptr) return;
  for (auto& [key, member] : *object) {
    boost::json::array* const frames = key == "frames" ? member.if_array() : nullptr;
    for (std::size_t i = 0; frames != nullptr && i < frames->size(); ++i) {
      if (boost::json::object* frame = (*frames)[i].if_object()) frame->erase("b");
    }
    remove_from_frames(member);
  }
}

/// What is left out is what would have been taken out.
void check_omissions(std::string_view text, boost::json::value whole) {
  PICKET_ASSERT(protocol::parse_json_without(text, kOmissions).has_value());
  const auto part = protocol::parse_json_without(written(whole), kOmissions);
  PICKET_ASSERT(part.has_value());
  if (boost::json::object* object = whole.if_object()) object->erase("a");
  remove_from_frames(whole);
  PICKET_ASSERT(*part == whole);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto repaired = protocol::repair_json(text)) {
    PICKET_ASSERT(repaired->size() <= 3 * text.size());
  }
  const auto strict = protocol::parse_json_prefix(text);
  if (strict) PICKET_ASSERT(strict->size <= text.size());
  const auto value = protocol::parse_json(text);
  if (value) {
    check_round_trip(*value);
    check_omissions(text, *value);
  } else {
    PICKET_ASSERT(!protocol::parse_json_without(text, kOmissions).has_value());
  }
  const auto kept = protocol::parse_json(text, {}, protocol::NonFinite::keep);
  PICKET_ASSERT(kept.has_value() == value.has_value());
  if (kept) PICKET_ASSERT(written(*kept) == written(*value));
  return 0;
}
