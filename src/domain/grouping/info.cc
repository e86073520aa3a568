#include "domain/grouping/info.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/fingerprint_rules/rule.h"
#include "domain/grouping/describe.h"
#include "domain/grouping/json_read.h"
#include "domain/grouping/stacktrace_reader.h"
#include "domain/grouping/variants.h"
#include "domain/parameterize/parameterize.h"

namespace picket::domain::grouping {
namespace {

namespace json = boost::json;

/// A variant's name, and its type then.
constexpr std::string_view kBuiltInFingerprint = "built_in_fingerprint";

json::value text_or_null(std::string_view text) {
  return text.empty() ? json::value(nullptr) : json::value(text);
}

/// Generations differ in the order in which the parts of an exception are hashed; they are shown in
/// one.
std::size_t place_in_exception(ComponentId id) noexcept {
  constexpr std::array kOrder{ComponentId::type, ComponentId::value, ComponentId::ns_error,
                              ComponentId::stacktrace};
  return static_cast<std::size_t>(std::find(kOrder.begin(), kOrder.end(), id) - kOrder.begin());
}

std::vector<const Component*> shown_children(const Component& component, bool newest_first) {
  std::vector<const Component*> children;
  children.reserve(component.children.size());
  for (const Component& child : component.children) children.push_back(&child);
  if (component.id == ComponentId::exception) {
    std::stable_sort(children.begin(), children.end(), [](const auto* a, const auto* b) {
      return place_in_exception(a->id) < place_in_exception(b->id);
    });
  }
  const bool is_sequence =
      component.id == ComponentId::stacktrace || component.id == ComponentId::chained_exception;
  if (is_sequence && newest_first) std::reverse(children.begin(), children.end());
  return children;
}

json::object component_json(const Component& component, bool newest_first) {
  json::array values;
  if (component.has_value) values.emplace_back(component.value);
  for (const Component* child : shown_children(component, newest_first)) {
    values.push_back(component_json(*child, newest_first));
  }
  return {{"id", id_text(component.id)},
          {"name", text_or_null(component_name(component.id))},
          {"contributes", component.contributes},
          {"hint", text_or_null(component.hint)},
          {"values", std::move(values)}};
}

/// What a variant without components is called.
std::string_view plain_description(VariantType type) noexcept {
  switch (type) {
    case VariantType::custom_fingerprint:
      return "custom fingerprint";
    case VariantType::checksum:
      return "legacy checksum";
    case VariantType::hashed_checksum:
      return "hashed legacy checksum";
    case VariantType::component:
    case VariantType::salted_component:
    case VariantType::fallback:
      break;
  }
  return type_text(type);
}

std::string describe(const Variant& variant) {
  if (!variant.root) return std::string(plain_description(variant.type));
  std::string text = description(*variant.root);
  if (text.empty()) text = variant.name;
  return variant.type == VariantType::salted_component ? "modified " + text : text;
}

json::object variant_json(const Variant& variant, const Config& config,
                          const InfoRequest& request) {
  const bool known = std::find(request.stored_hashes.begin(), request.stored_hashes.end(),
                               variant.hash) != request.stored_hashes.end();
  const std::string_view group_key = variant.root ? key(*variant.root) : type_text(variant.type);
  const bool built_in = variant.name == kBuiltInFingerprint;
  json::object shown{{"type", built_in ? kBuiltInFingerprint : type_text(variant.type)},
                     {"description", describe(variant)},
                     {"key", group_key.empty() ? variant.name : group_key},
                     {"hash", text_or_null(variant.hash)},
                     {"hashMismatch", !variant.hash.empty() && !known},
                     {"contributes", !variant.hash.empty()},
                     {"hint", text_or_null(variant.hint)}};
  if (variant.root) {
    shown["component"] = component_json(*variant.root, request.newest_first);
    shown["config"] =
        json::object{{"id", config.id}, {"param_profile", parameterize::kParamProfile}};
  }
  if (!variant.entries.empty()) {
    json::array& values = shown["values"].emplace_array();
    for (const std::string_view entry : variant.entries) values.emplace_back(entry);
  }
  return shown;
}

}  // namespace

json::object grouping_info(const json::object& event, const GroupingSettings& settings,
                           const InfoRequest& request) {
  Arena arena;
  StacktraceReader stacktraces(event, settings, arena);
  const Variants computed = compute_variants(event, settings, Losers::keep, stacktraces, arena);
  json::object variants;
  for (const Variant& variant : computed.list) {
    json::object shown = variant_json(variant, settings.config(), request);
    if (variant.type == VariantType::checksum) shown["checksum"] = variant.hash;
    if (variant.type == VariantType::hashed_checksum) {
      shown["checksum"] = variant.hash;
      shown["raw_checksum"] = text_at(event, "checksum").value_or(std::string_view{});
    }
    if (!variant.entries.empty() && computed.matched_rule.rule != nullptr)
      shown["matched_rule"] = fingerprint_rules::to_text(*computed.matched_rule.rule);
    variants[variant.name] = std::move(shown);
  }
  return {{"grouping_config", settings.config().id}, {"variants", std::move(variants)}};
}

}  // namespace picket::domain::grouping
