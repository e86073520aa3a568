// Inbound filters: patterns, conditions and lists that people write, over documents that SDKs send.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/assert.h"
#include "base/utf8.h"
#include "domain/filter/condition.h"
#include "domain/filter/filter.h"
#include "domain/filter/from_settings.h"
#include "domain/filter/glob.h"
#include "domain/filter/glob_set.h"
#include "json_from_bytes.h"
#include "protocol/json.h"

namespace {

namespace json = boost::json;
namespace filter = picket::domain::filter;
using filter::Glob;
using filter::GlobCase;

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

/// What holds for every pattern that can be read.
void check_glob(std::string_view pattern, std::string_view text, GlobCase letters) {
  const auto glob = Glob::compile(pattern, letters);
  if (!glob) {
    PICKET_ASSERT(!to_string(glob.error()).empty());
    return;
  }
  const bool matched = glob->matches(text);
  if (matched) {
    // What is required was seen, and stars at the ends take anything.
    PICKET_ASSERT(!glob->never_matches());
    const std::string longer = "x" + std::string(text) + "y";
    const auto wider = Glob::compile("*" + std::string(pattern) + "*", letters);
    if (wider) PICKET_ASSERT(wider->matches(text) && wider->matches(longer));
  }
  if (letters == GlobCase::ignored) {
    const std::vector<std::string> one = {std::string(pattern)};
    PICKET_ASSERT(filter::GlobSet(one).matches(text) == matched);
  }
}

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

/// A pattern or a document, a new line, and a text or what an event is made of.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t end = all.find('\n');
  const std::string_view first = all.substr(0, end);
  const std::string_view second =
      end == std::string_view::npos ? std::string_view{} : all.substr(end + 1);
  const std::string pattern = picket::to_valid_utf8(first);
  const std::string text = picket::to_valid_utf8(second);
  check_glob(pattern, text, GlobCase::sensitive);
  check_glob(pattern, text, GlobCase::ignored);
  const json::object event = picket::fuzz::JsonFromBytes(second, kKeys, kTexts).object(6);
  check_condition(first, event);
  check_filters(first, event);
  check_filters(second, event);
  return 0;
}
