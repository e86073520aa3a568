// What an event says about its trace, and what the envelope's header `trace` says about the event.
// Source: shared spec "ingest", sections 3.4 and 4.10.
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "domain/normalize/lookup.h"
#include "domain/normalize/scalar.h"
#include "domain/normalize/steps.h"
#include "domain/normalize/tags.h"
#include "protocol/ids.h"
#include "protocol/json.h"

namespace picket::domain::normalize {
namespace {

namespace json = boost::json;

/// A number or its text, not negative; nullopt for anything else.
std::optional<double> sample_rate(const json::object& header) noexcept {
  const json::value* const value = header.if_contains("sample_rate");
  if (value == nullptr) return std::nullopt;
  double rate = -1;
  if (value->is_number()) rate = value->to_number<double>();
  if (const json::string* const text = value->if_string()) {
    const char* const end = text->data() + text->size();
    const auto [to, error] = std::from_chars(text->data(), end, rate);
    if (error != std::errc{} || to != end) return std::nullopt;
  }
  if (!(rate >= 0) || rate > 1e9) return std::nullopt;  // Also infinity.
  return rate;
}

std::optional<bool> sampled(const json::object& header) noexcept {
  const json::value* const value = header.if_contains("sampled");
  if (value == nullptr) return std::nullopt;
  if (const bool* const flag = value->if_bool()) return *flag;
  const std::string_view text = protocol::find_string(header, "sampled");
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

json::object& contexts_of(json::object& event) {
  json::value& contexts = event["contexts"];
  if (!contexts.is_object()) contexts.emplace_object();
  return contexts.get_object();
}

void set_client_sample_rate(Work& work, json::object& trace) {
  const Path root;
  const Path contexts(root, "contexts");
  const Path path(contexts, "trace");
  work.meta.forget(Path(path, "client_sample_rate"));
  const auto rate = work.context.trace != nullptr ? sample_rate(*work.context.trace) : std::nullopt;
  if (rate) {
    trace["client_sample_rate"] = *rate;
  } else {
    trace.erase("client_sample_rate");  // Only the header says it.
  }
}

void set_replay(Work& work) {
  const auto id = EventId::parse(protocol::find_string(*work.context.trace, "replay_id"));
  if (!id || *id == EventId{}) return;
  const Path root;
  const Path contexts(root, "contexts");
  const Path path(contexts, "replay");
  work.meta.forget(path);
  contexts_of(work.event)["replay"] =
      json::object({{"replay_id", id->to_hex()}, {"type", "replay"}}, work.event.storage());
}

/// Where the page's largest picture came from, as tags to search by.
void copy_largest_paint(Work& work) {
  json::object* const trace = trace_context(work.event);
  const json::object* const data =
      trace != nullptr ? protocol::find_object(*trace, "data") : nullptr;
  if (data == nullptr) return;
  for (const char* const key : {"lcp.element", "lcp.size", "lcp.id", "lcp.url"}) {
    const json::value* const value = data->if_contains(key);
    if (value == nullptr || has_tag(work.event, key)) continue;
    const auto text = value->is_string() ? std::string(as_view(value->get_string()))
                                         : lenient_text(*value).value_or("");
    set_tag(work.event, key, text, work.meta);
  }
}

}  // namespace

StepResult copy_trace_tags(Work& work) {
  copy_largest_paint(work);
  return {};
}

StepResult set_trace(Work& work) {
  json::object* const contexts = object_at(work.event, "contexts");
  const bool has_trace = contexts != nullptr && contexts->contains("trace");
  if (!has_trace && work.context.new_trace && work.context.new_trace->high != 0) {
    // One id is enough: the other is its first half, as both stand for nothing else.
    const std::string id = work.context.new_trace->to_hex();
    contexts_of(work.event)["trace"] = json::object(
        {{"trace_id", id}, {"span_id", id.substr(0, 16)}, {"status", "unknown"}, {"type", "trace"}},
        work.event.storage());
  }
  if (json::object* trace = trace_context(work.event)) {
    set_client_sample_rate(work, *trace);
    const auto decided =
        work.context.trace != nullptr ? sampled(*work.context.trace) : std::nullopt;
    if (work.context.kind == EventKind::error && decided && !trace->contains("sampled")) {
      trace->emplace("sampled", *decided);
    }
  }
  if (work.context.trace != nullptr) set_replay(work);
  return {};
}

}  // namespace picket::domain::normalize
