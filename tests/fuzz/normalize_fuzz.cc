// Normalization of events that hold anything: its result is JSON, is bounded, and normalizing it
// again changes nothing. What is derived from it, facts and row, must not fail either.
//
// Bytes that start with '{' are JSON, others are choices (json_from_bytes.h), of which the last one
// also says what kind of event it is.
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
                                      "transaction_info",
                                      "source",
                                      "spans",
                                      "parent_span_id",
                                      "start_timestamp",
                                      "op",
                                      "status",
                                      "measurements",
                                      "lcp",
                                      "unit",
                                      "breakdowns",
                                      "device",
                                      "images",
                                      "debug_id",
                                      "code_file",
                                      "meta",
                                      "errno",
                                      "number",
                                      "lcp.element",
                                      "inferred_content_type",
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
                                       "494f3aea88fa42969644fa8ef5d139b6-1",
                                       "00f067aa0ba902b7",
                                       "apple",
                                       "elf",
                                       "url",
                                       "/user/123/0xfe",
                                       "HTTPS://User@H\xC3\xB6st:443/a b/../c",
                                       "{\"a\":[1]}",
                                       "a=1&b=2",
                                       "Content-Type",
                                       "millisecond",
                                       "app.start.cold",
                                       "\xF0\x9F\x98\x80\xC3\xA9",
                                       ""};

domain::NormalizeContext context(domain::EventKind kind = domain::EventKind::error) {
  domain::NormalizeContext context;
  context.kind = kind;
  context.new_trace = {0x1111222233334444U, 5};
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

/// What makes a transaction one, where it is missing: else hardly any would be looked at further.
void complete(json::object& transaction) {
  const json::object ids({{"trace_id", "4c79f60c11214eb38604f4ae0781bfb2"},
                          {"span_id", "00f067aa0ba902b7"},
                          {"start_timestamp", 1'763'999'990},
                          {"timestamp", 1'763'999'999}});
  for (const char* const key : {"start_timestamp", "timestamp"}) {
    transaction.emplace(key, ids.at(key));
  }
  json::value& contexts = transaction["contexts"];
  if (contexts.is_null()) contexts.emplace_object();
  if (contexts.is_object()) {
    contexts.get_object().emplace(
        "trace", json::object({{"trace_id", ids.at("trace_id")}, {"span_id", ids.at("span_id")}}));
  }
  json::value* const spans = transaction.if_contains("spans");
  if (spans == nullptr || !spans->is_array()) return;
  for (json::value& span : spans->get_array()) {
    if (!span.is_object()) span.emplace_object();
    for (const auto& [key, value] : ids) span.get_object().emplace(key, value);
  }
}

void check(json::object& event, domain::EventKind kind) {
  if (kind == domain::EventKind::transaction) complete(event);
  if (!domain::normalize_event(event, context(kind))) return;
  const std::string once = written(event);
  PICKET_ASSERT(picket::to_valid_utf8(once) == once);
  auto stored = picket::protocol::parse_json(once);
  PICKET_ASSERT(stored && stored->is_object());
  json::object& again = stored->get_object();
  const domain::IssueFacts facts = domain::issue_facts(again, {});
  const domain::EventIdentity identity{context().project, context().event_id, context().received};
  PICKET_ASSERT(domain::row_from_event(again, identity, facts).project == context().project);
  PICKET_ASSERT(domain::normalize_event(again, context(kind)).has_value());
  // As values: members may change places.
  PICKET_ASSERT(picket::protocol::parse_json(written(again)) == picket::protocol::parse_json(once));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!bytes.starts_with('{')) {
    constexpr int kDepth = 8;
    constexpr domain::EventKind kKinds[] = {
        domain::EventKind::error, domain::EventKind::transaction, domain::EventKind::feedback};
    const std::size_t kind = bytes.empty() ? 0 : static_cast<unsigned char>(bytes.back()) % 3U;
    json::object event = picket::fuzz::JsonFromBytes(bytes, kKeys, kTexts).object(kDepth);
    check(event, kKinds[kind]);
    return 0;
  }
  auto parsed = picket::protocol::parse_json(bytes, {}, picket::protocol::NonFinite::keep);
  if (!parsed || !parsed->is_object()) return 0;
  json::object& event = parsed->get_object();
  const bool has_spans = event.contains("spans") || event.contains("measurements");
  check(event, has_spans ? domain::EventKind::transaction : domain::EventKind::error);
  return 0;
}
