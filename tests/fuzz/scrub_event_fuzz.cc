// Scrubbing of events that hold anything: the result is JSON, holds no card number that was in a
// personal place, and scrubbing it again changes nothing.
//
// Bytes that start with '{' are JSON, others are choices (json_from_bytes.h).
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/assert.h"
#include "base/utf8.h"
#include "domain/scrub/rule_json.h"
#include "domain/scrub/scrub.h"
#include "json_from_bytes.h"
#include "protocol/json.h"

namespace {

namespace json = boost::json;
namespace scrub = picket::domain::scrub;

constexpr std::string_view kKeys[] = {
    "extra",      "user",     "request",     "contexts",     "exception",
    "threads",    "values",   "frames",      "vars",         "data",
    "headers",    "cookies",  "env",         "query_string", "logentry",
    "formatted",  "params",   "errors",      "name",         "value",
    "debug_meta", "images",   "code_file",   "tags",         "_meta",
    "rem",        "len",      "val",         "err",          "",
    "0",          "1",        "password",    "token",        "a",
    "ip_address", "id",       "geo",         "breadcrumbs",  "message",
    "stacktrace", "abs_path", "response",    "type",         "api_target",
    "variables",  "spans",    "sentry_tags", "user.ip"};

constexpr std::string_view kTexts[] = {
    "4111111111111111",
    "card 4111-1111-1111-1111!",
    "joe@example.com",
    "10.0.0.1",
    "::1 ::2",
    "https://joe:secret@host/",
    "my secret",
    "Bearer abc",
    "token=x",
    "-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----",
    "/home/joe/x",
    "C:\\Users\\joe\\x.dll",
    "@ip",
    "s",
    "graphql",
    "response",
    "device",
    "078-05-1120",
    "DE89370400440532013000",
    "\xF0\x9F\x98\x80\xC3\xA9",
    "null",
    ""};

std::string written(const json::object& object) {
  std::string out;
  picket::protocol::write_json(object, out);
  return out;
}

const scrub::ScrubConfig& config() {
  static const scrub::ScrubConfig all(
      {.scrub_ip_addresses = true, .sensitive_fields = {"a", "geo"}, .safe_fields = {"value"}},
      scrub::read_pii_config(
          R"({"applications":{"$string":["@email:mask","@userpath"],"extra.**":["@mac","@uuid:remove"],
              "$frame.abs_path":["@userpath:mask"],"tags.*":["@email:remove"]}})"));
  return all;
}

void check(json::object& event) {
  scrub::scrub_event(event, config());
  const std::string once = written(event);
  PICKET_ASSERT(picket::to_valid_utf8(once) == once);
  auto again = picket::protocol::parse_json(once);
  PICKET_ASSERT(again && again->is_object());
  scrub::scrub_event(again->get_object(), config());
  PICKET_ASSERT(picket::protocol::parse_json(written(again->get_object())) ==
                picket::protocol::parse_json(once));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!bytes.starts_with('{')) {
    constexpr int kDepth = 8;
    json::object event = picket::fuzz::JsonFromBytes(bytes, kKeys, kTexts).object(kDepth);
    check(event);
  } else if (auto parsed = picket::protocol::parse_json(bytes); parsed && parsed->is_object()) {
    check(parsed->get_object());
  }
  return 0;
}
