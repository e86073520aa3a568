#include "domain/scrub/scrub.h"

#include <utility>

#include "domain/normalize/meta.h"
#include "domain/scrub/graphql.h"
#include "domain/scrub/walk.h"
#include "protocol/json.h"

namespace picket::domain::scrub {
namespace {

namespace json = boost::json;
using normalize::Meta;

/// `_meta` is out of the document while rules are applied.
Meta take_meta(json::object& document) {
  Meta meta(document.storage());
  json::value* const sent = document.if_contains("_meta");
  if (sent == nullptr) return meta;
  json::value tree = std::move(*sent);
  document.erase("_meta");
  meta.load(std::move(tree), document);
  return meta;
}

void put_meta(json::object& document, Meta meta) {
  if (!meta.empty()) document["_meta"] = std::move(meta).take();
}

}  // namespace

ScrubConfig::ScrubConfig(const DataScrubbing& settings, const PiiConfig& advanced)
    : advanced_(advanced), simple_(rules_of(settings)), scrubs_graphql_(settings.scrub_data) {}

void scrub_event(json::object& event, const ScrubConfig& config) {
  if (config.is_off()) return;
  if (config.scrubs_graphql()) scrub_graphql(event);
  Meta meta = take_meta(event);
  for (const CompiledRules* rules : {&config.advanced(), &config.simple()}) {
    if (!rules->is_empty()) Walk(*rules, meta).document(event, kEventPii);
  }
  put_meta(event, std::move(meta));
}

std::optional<std::string> scrub_spans(std::string_view text, const ScrubConfig& config) {
  if (config.is_off()) return std::nullopt;
  auto parsed = protocol::parse_json(text);
  if (!parsed || !parsed->is_object()) return std::nullopt;
  Meta unnoted(parsed->storage());
  for (const CompiledRules* rules : {&config.advanced(), &config.simple()}) {
    if (!rules->is_empty()) Walk(*rules, unnoted).document(parsed->get_object(), kSpansPii);
  }
  if (unnoted.empty()) return std::nullopt;
  std::string scrubbed;
  protocol::write_json(*parsed, scrubbed);
  return scrubbed;
}

void scrub_document(json::object& document, const CompiledRules& rules, const PiiSchema& schema) {
  if (rules.is_empty()) return;
  Meta meta = take_meta(document);
  Walk(rules, meta).document(document, schema);
  put_meta(document, std::move(meta));
}

}  // namespace picket::domain::scrub
