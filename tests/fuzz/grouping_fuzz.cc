// Grouping of events that hold anything: it must neither fail nor depend on anything but the event.
//
// Bytes that start with '{' are JSON. Others are choices, by which an event is put together from
// the keys that grouping reads, with values of any type in any place.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/assert.h"
#include "domain/grouping/grouping.h"
#include "domain/grouping/info.h"
#include "domain/grouping/testing.h"
#include "json_from_bytes.h"
#include "protocol/json.h"

namespace {

namespace json = boost::json;

constexpr std::string_view kKeys[] = {"exception",
                                      "values",
                                      "stacktrace",
                                      "frames",
                                      "threads",
                                      "mechanism",
                                      "meta",
                                      "ns_error",
                                      "domain",
                                      "code",
                                      "type",
                                      "value",
                                      "module",
                                      "filename",
                                      "abs_path",
                                      "function",
                                      "raw_function",
                                      "context_line",
                                      "platform",
                                      "in_app",
                                      "data",
                                      "orig_in_app",
                                      "category",
                                      "package",
                                      "logger",
                                      "level",
                                      "sdk",
                                      "name",
                                      "sourcemap",
                                      "lineno",
                                      "crashed",
                                      "current",
                                      "synthetic",
                                      "exception_id",
                                      "parent_id",
                                      "is_exception_group",
                                      "fingerprint",
                                      "logentry",
                                      "message",
                                      "formatted",
                                      "checksum",
                                      "tags",
                                      "template",
                                      "csp",
                                      "effective_directive",
                                      "violated_directive",
                                      "blocked_uri",
                                      "hpkp",
                                      "expectct",
                                      "hostname"};

constexpr std::string_view kTexts[] = {"javascript",
                                       "python",
                                       "java",
                                       "php",
                                       "ruby",
                                       "native",
                                       "cocoa",
                                       "csharp",
                                       "node",
                                       "foo(int) const &",
                                       "<A as B<C>>::d",
                                       "{lambda()#1}",
                                       "a -> b",
                                       "$$Lambda$1$fn__2",
                                       "x$$EnhancerByCGLIB$$12_3",
                                       "class@anonymous",
                                       "http://a/b.js?c#d",
                                       "system",
                                       "/usr/lib/libc.so",
                                       "ChunkLoadError",
                                       "{{ default }}",
                                       "{{ function }}",
                                       "{{ tags.a }}",
                                       "a\n\n\xE2\x80\xA8"
                                       "b\nc",
                                       "k='1' a@b.de 10.0.0.1 0xff",
                                       "{{ message }}",
                                       "block x__1234_5678",
                                       "\xFF\xC2",
                                       ""};

/// Rules of a project, of every kind.
const picket::domain::GroupingSettings& own_rules() {
  static const auto settings = picket::domain::GroupingSettings::compile(
      {.stack_trace = "[ category:* ] | app:no +app ^-group\nfunction:f* category=system v+group\n"
                      "path:**/*.js max-frames=1\npackage:/usr/** min-frames=2 -app",
       .fingerprint = "logger:* -> {{ default }}, {{ message }}\n"
                      "app:yes -> {{ type }} title=\"{{ function }} {{ tags.level }}\""},
      picket::domain::grouping::kCurrent);
  return *settings;
}

/// Frames are marked without a change of what the event is grouped by, now or when asked again.
void check_rules(const json::object& event) {
  const auto hashes = picket::domain::group_event(event, own_rules()).hashes;
  json::object marked = event;
  PICKET_ASSERT(picket::domain::group_and_mark_event(marked, own_rules()).hashes == hashes);
  json::object all = event;
  picket::domain::mark_event(all, own_rules());
}

void check(const json::object& event) {
  check_rules(event);
  const picket::domain::Grouping first = picket::domain::group_event(event);
  PICKET_ASSERT(!first.hashes.empty());
  for (const std::string& hash : first.hashes) {
    PICKET_ASSERT(hash.size() == 32);
    PICKET_ASSERT(hash.find_first_not_of("0123456789abcdef") == std::string::npos);
  }
  const picket::domain::grouping::Grouped explained(event);
  PICKET_ASSERT(explained.hashes() == first.hashes);
  const json::object info = picket::domain::grouping::grouping_info(
      event, *picket::domain::GroupingSettings::standard(), {.stored_hashes = first.hashes});
  for (const json::key_value_pair& variant : info.at("variants").as_object()) {
    PICKET_ASSERT(!variant.value().at("hashMismatch").as_bool());
  }
  const picket::domain::grouping::Grouped legacy(event, picket::domain::grouping::kSentry2023);
  PICKET_ASSERT(legacy.hashes().size() >= 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  if (!bytes.starts_with('{')) {
    constexpr int kDepth = 7;
    check(picket::fuzz::JsonFromBytes(bytes, kKeys, kTexts).object(kDepth));
    return 0;
  }
  const auto parsed = picket::protocol::parse_json(bytes);
  if (parsed && parsed->is_object()) check(parsed->get_object());
  return 0;
}
