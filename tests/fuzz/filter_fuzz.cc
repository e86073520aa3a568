// Inbound filters: conditions and lists of patterns that people write, over documents that SDKs
// send.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/assert.h"
#include "domain/filter/condition.h"
#include "domain/filter/filter.h"
#include "domain/filter/from_settings.h"
#include "json_from_bytes.h"
#include "protocol/json.h"

namespace {

namespace json = boost::json;
namespace filter = picket::domain::filter;

constexpr std::string_view kKeys[] = {
    "type",     "release",  "exception", "values", "value",   "stacktrace",  "frames",
    "abs_path", "logentry", "formatted", "user",   "request", "headers",     "ip_address",
    "url",      "csp",      "tags",      "extra",  "message", "blocked_uri", "transaction",
    "contexts", "os",       "name",      "a"};
constexpr std::string_view kTexts[] = {"error",
                                       "csp",
                                       "transaction",
                                       "a",
                                       "1.0",
                                       "127.0.0.1",
                                       "::1",
                                       "User-Agent",
                                       "Googlebot/2",
                                       "http://localhost/",
                                       "fb_xd_fragment",
                                       "ChunkLoadError",
                                       "Loading chunk 1",
                                       "",
                                       "\xC4\xB0"};

void check_condition(std::string_view text, const json::object& event) {
  const auto parsed = picket::protocol::parse_json(text);
  if (!parsed) return;
  const auto condition = filter::Condition::parse(*parsed);
  if (!condition) {
    PICKET_ASSERT(!to_string(condition.error()).empty());
    return;
  }
  const auto negated = filter::Condition::parse(json::object{{"op", "not"}, {"inner", *parsed}});
  if (negated) PICKET_ASSERT(!(condition->matches(event) && negated->matches(event)));
}

void check_filters(std::string_view text, const json::object& event) {
  filter::FilterSettings settings;
  settings.browser_extensions = settings.localhost = true;
  settings.web_crawlers = settings.health_checks = true;
  settings.blocked_addresses = settings.releases = settings.error_messages = settings.csp_sources =
      settings.legacy_browsers = filter::lines_of(text);
  if (auto generic = filter::read_generic_filters(text)) settings.generic = *std::move(generic);
  const filter::FilterConfig config(settings, filter::built_in_filters());
  const auto reason = filter::find_filter({event, text, text}, config);
  PICKET_ASSERT(reason.size() <= filter::kMaxFilterIdBytes);
}

}  // namespace

/// A pattern or a document, a new line, and more patterns, by whose bytes an event is made too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t end = all.find('\n');
  const std::string_view first = all.substr(0, end);
  const std::string_view second =
      end == std::string_view::npos ? std::string_view{} : all.substr(end + 1);
  const json::object event = picket::fuzz::JsonFromBytes(second, kKeys, kTexts).object(6);
  check_condition(first, event);
  check_filters(first, event);
  check_filters(second, event);
  return 0;
}
