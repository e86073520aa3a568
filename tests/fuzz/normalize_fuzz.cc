// Normalization of events that hold anything: its result is JSON, is bounded, and normalizing it
// again changes nothing. What is derived from it, facts and row, must not fail either.
//
// Bytes that start with '{' are JSON, others are choices (json_from_bytes.h).
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/assert.h"
#include "base/utf8.h"
#include "domain/issue/facts.h"
#include "domain/issue/row_from_event.h"
#include "domain/normalize/normalize.h"
#include "json_from_bytes.h"
#include "protocol/json.h"

namespace {

namespace json = boost::json;
namespace domain = picket::domain;

constexpr std::string_view kKeys[] = {"event_id",
                                      "level",
                                      "platform",
                                      "timestamp",
                                      "release",
                                      "dist",
                                      "environment",
                                      "tags",
                                      "user",
                                      "request",
                                      "contexts",
                                      "exception",
                                      "threads",
                                      "values",
                                      "stacktrace",
                                      "frames",
                                      "breadcrumbs",
                                      "logentry",
                                      "message",
                                      "formatted",
                                      "params",
                                      "extra",
                                      "modules",
                                      "sdk",
                                      "name",
                                      "version",
                                      "fingerprint",
                                      "debug_meta",
                                      "errors",
                                      "_meta",
                                      "",
                                      "err",
                                      "val",
                                      "len",
                                      "rem",
                                      "transaction",
                                      "server_name",
                                      "site",
                                      "logger",
                                      "type",
                                      "value",
                                      "ty",
                                      "mechanism",
                                      "data",
                                      "vars",
                                      "pre_context",
                                      "post_context",
                                      "context_line",
                                      "abs_path",
                                      "filename",
                                      "function",
                                      "lineno",
                                      "in_app",
                                      "image_addr",
                                      "url",
                                      "method",
                                      "headers",
                                      "cookies",
                                      "query_string",
                                      "env",
                                      "REMOTE_ADDR",
                                      "ip_address",
                                      "id",
                                      "email",
                                      "geo",
                                      "trace",
                                      "trace_id",
                                      "span_id",
                                      "os",
                                      "response",
                                      "posix_signal",
                                      "relevant_address",
                                      "0",
                                      "1",
                                      "csp",
                                      "sentry.interfaces.Http",
                                      "sentry.interfaces.User",
                                      "sentry.interfaces.Exception"};

constexpr std::string_view kTexts[] = {"javascript",
                                       "{{auto}}",
                                       "203.0.113.7",
                                       "fatal",
                                       "2026-01-02T03:04:05.678Z",
                                       "1969-12-31T23:59:59Z",
                                       "%s %(a)d %5.2f %%",
                                       "{} {0} {name}",
                                       "ValueError: it broke",
                                       "http://a/b.js?c=d#e",
                                       "file:///x",
                                       "a=1; b=%zz; c",
                                       "Cookie",
                                       "get",
                                       "environment",
                                       "release",
                                       "?",
                                       " padded\n",
                                       "a b",
                                       "../..",
                                       "0x1F",
                                       "4c79f60c11214eb38604f4ae0781bfb2",
                                       "invalid_data",
                                       "\xF0\x9F\x98\x80\xC3\xA9",
                                       ""};

domain::NormalizeContext context() {
  domain::NormalizeContext context;
  context.event_id = {0x0123456789abcdefU, 0xfedcba9876543210U};
  context.project = {7};
  context.key = {3};
  context.received = picket::from_unix_us(1'764'000'000'000'000);
  context.client = "sentry.python/2.0.0";
  context.client_ip = "203.0.113.9";
  return context;
}

std::string written(const json::object& object) {
  std::string out;
  picket::protocol::write_json(object, out);
  return out;
}

void check(json::object& event) {
  if (!domain::normalize_event(event, context())) return;
  const std::string once = written(event);
  PICKET_ASSERT(picket::to_valid_utf8(once) == once);
  auto stored = picket::protocol::parse_json(once);
  PICKET_ASSERT(stored && stored->is_object());
  json::object& again = stored->get_object();
  const domain::IssueFacts facts = domain::issue_facts(again, {});
  const domain::EventIdentity identity{context().project, context().event_id, context().received};
  PICKET_ASSERT(domain::row_from_event(again, identity, facts).project == context().project);
  PICKET_ASSERT(domain::normalize_event(again, context()).has_value());
  // As values: members may change places.
  PICKET_ASSERT(picket::protocol::parse_json(written(again)) == picket::protocol::parse_json(once));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!bytes.starts_with('{')) {
    constexpr int kDepth = 8;
    json::object event = picket::fuzz::JsonFromBytes(bytes, kKeys, kTexts).object(kDepth);
    check(event);
    return 0;
  }
  auto parsed = picket::protocol::parse_json(bytes, {}, picket::protocol::NonFinite::keep);
  if (parsed && parsed->is_object()) check(parsed->get_object());
  return 0;
}
